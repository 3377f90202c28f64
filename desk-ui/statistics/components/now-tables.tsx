import type { Queue, QueueCounter } from '../../../src/queue/queue.contract.js';
import { textOf } from '../../../ui-kit/catalogue.js';
import { languageNameOf, timeOf } from '../../../ui-kit/format.js';
import { minutesSince } from '../../state/desk.js';
import { serviceName } from '../../state/office.js';
import { numberOf, NOTHING, runningMinutes } from '../format.js';
import type { WaitingGroup } from '../state/now-figures.js';
import { nowTexts as t } from '../texts/now.texts.js';
import { statisticsTexts } from '../texts/statistics.texts.js';
import { FiguresTable } from './figures-table.js';

/** Every counter: its state, who sits there, which ticket, since when. */
export function CounterTable({ queue }: { queue: Queue }) {
  return (
    <section class="card">
      <FiguresTable
        caption={t('counters')}
        class="now-table in-words"
        heads={[statisticsTexts('counter'), t('state'), t('who'), t('ticket'), t('since')]}
      >
        <tbody>
          {queue.counters.map((counter) => (
            <CounterRow key={counter.code} counter={counter} queue={queue} />
          ))}
        </tbody>
      </FiguresTable>
    </section>
  );
}

function CounterRow({ counter, queue }: { counter: QueueCounter; queue: Queue }) {
  const ticket = queue.active.find((one) => one.counter === counter.code);
  const name = textOf(counter.name);
  const since = ticket === undefined ? counter.openedAt : (ticket.serviceStartedAt ?? ticket.lastCalledAt);
  return (
    <tr>
      <th scope="row" lang={name.lang}>
        {name.text}
      </th>
      <td>{t(counter.state)}</td>
      <td>{counter.operator?.name ?? NOTHING}</td>
      <td>
        {ticket === undefined
          ? vacancy(counter)
          : `${ticket.number} · ${t(ticket.status === 'called' ? 'called' : 'serving')}`}
      </td>
      <td>{since === null ? NOTHING : `${timeOf(since)} (${runningMinutes(minutesSince(since) * 60)})`}</td>
    </tr>
  );
}

function vacancy({ state }: QueueCounter): string {
  return state === 'open' ? t('free') : NOTHING;
}

/** Who waits, how long, and how many open counters are there for them. */
export function WaitingTable({ by, groups }: { by: 'service' | 'language'; groups: readonly WaitingGroup[] }) {
  const caption = t(by === 'service' ? 'waitingByService' : 'waitingByLanguage');
  const heads = [
    statisticsTexts(by === 'service' ? 'byService' : 'language'),
    t('count'),
    t('longestWait'),
    t(by === 'service' ? 'countersFor' : 'countersSpeaking'),
  ];
  return (
    <section class="card">
      <FiguresTable caption={caption} class="now-table" heads={heads}>
        <tbody>
          {groups.map(({ key, count, longestSeconds, counters }) => (
            <tr key={key}>
              <th scope="row">{by === 'service' ? serviceName(key) : languageNameOf(key)}</th>
              <td>{numberOf(count)}</td>
              <td>{longestSeconds === null ? t('calledBefore') : runningMinutes(longestSeconds)}</td>
              <td>{numberOf(counters)}</td>
            </tr>
          ))}
          {groups.length === 0 && (
            <tr>
              <td colSpan={4} class="soft">
                {t('nobodyWaits')}
              </td>
            </tr>
          )}
        </tbody>
      </FiguresTable>
    </section>
  );
}
