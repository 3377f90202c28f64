import { LiveRegion } from '../../../ui-kit/components/notices.js';
import { Icon } from '../../../ui-kit/components/icon.js';
import { officeClock } from '../../../ui-kit/office-clock.js';
import { languageNameOf } from '../../../ui-kit/format.js';
import { words } from '../../../ui-kit/words.js';
import { officeDay } from '../../state/bookings.js';
import { queue } from '../../state/live-queue.js';
import { officePath, serviceName } from '../../state/office.js';
import { CounterTable, WaitingTable } from '../components/now-tables.js';
import { ScreenHead } from '../components/screen-head.js';
import { SheetHead } from '../components/sheet.js';
import { Tiles, type Tile } from '../components/tiles.js';
import { UsualSection } from '../components/usual-section.js';
import { longDayOf, numberOf, percentOf, runningMinutes } from '../format.js';
import { longestWait, longWaits, openCounters, waitingByLanguage, waitingByService } from '../state/now-figures.js';
import type { LongWait } from '../state/now-figures.js';
import { today, useFresh, usual } from '../state/today.js';
import { usualByNow } from '../state/usual-now.js';
import { nowTexts as t } from '../texts/now.texts.js';
import { statisticsTexts } from '../texts/statistics.texts.js';

/** How the desk is doing at this moment: the queue is live, the day's figures follow its events. */
export function NowScreen() {
  const day = officeDay.value;
  useFresh(today, `${officePath.value}/statistics/daily?date=${day}`, true);
  useFresh(usual, `${officePath.value}/statistics/usual?date=${day}`, false);
  const shares = today.answered.value?.value.municipalities ?? null;
  if (today.answered.value === null && today.problem.value === null) return <p>{words('connecting')}</p>;
  return (
    <div class="statistics now">
      <ScreenHead title={t('title')} reading={today} shares={shares} />
      <SheetHead title={t('title')} subject={longDayOf(day)} />
      <Warnings />
      {shares !== null && queue.value === null && <p class="soft">{t('noQueue')}</p>}
      <Tiles tiles={[...queueTiles(), ...dayTiles()]} />
      {queue.value !== null && (
        <div class="now-columns">
          <CounterTable queue={queue.value} />
          <div class="now-waiting">
            <WaitingTable by="service" groups={waitingByService(queue.value, nowMs())} />
            <WaitingTable by="language" groups={waitingByLanguage(queue.value, nowMs())} />
          </div>
        </div>
      )}
      <UsualSection />
    </div>
  );
}

/** More lines than this are no warning but a wall; the table below has every service. */
const MOST_WARNINGS = 3;

const nowMs = () => Date.parse(officeClock.value);
const targetMinutes = () => today.answered.value?.value.waitTargetMinutes ?? null;

/** Waits beyond the target, each with its reason. Screen readers hear of each service once, not of every minute. */
function Warnings() {
  const target = targetMinutes();
  if (queue.value === null || target === null) return null;
  const waits = longWaits(queue.value, nowMs(), target * 60);
  const more = waits.length - MOST_WARNINGS;
  return (
    <div class="now-warnings">
      <LiveRegion text={spoken(waits)} />
      {waits.length === 0 && (
        <p class="now-well">
          <Icon name="check" size={20} /> {t('allWell', { target })}
        </p>
      )}
      {waits.slice(0, MOST_WARNINGS).map((wait) => (
        <p class="now-warning" key={wait.ticket.service}>
          <Icon name="warning" />
          <span>
            <strong>
              {t('tooLong', {
                service: serviceName(wait.ticket.service),
                number: wait.ticket.number,
                time: runningMinutes(wait.seconds),
                target,
              })}
            </strong>{' '}
            {reason(wait)}
          </span>
        </p>
      ))}
      {more > 0 && <p>{t('moreTooLong', { n: more })}</p>}
    </div>
  );
}

function spoken(waits: readonly LongWait[]): string {
  const services = waits.map(({ ticket }) => serviceName(ticket.service)).sort();
  return services.length === 0 ? '' : t('tooLongFor', { services: services.join(', ') });
}

function reason({ ticket, waiting, counters, open }: LongWait): string {
  const who = ticket.needsLanguage === null ? [] : [t('needs', { language: languageNameOf(ticket.needsLanguage) })];
  return [t('tooLongWaiting', { n: waiting }), ...who, takers(counters, open)].join(' ');
}

function takers(counters: number, open: number): string {
  if (open === 0) return t('noCounterOpen');
  return counters === 0 ? t('noCounterTakes', { open }) : t('countersTake', { n: counters, open });
}

function queueTiles(): Tile[] {
  const now = queue.value;
  if (now === null) return [];
  const longest = longestWait(now.waiting, nowMs());
  const target = targetMinutes();
  return [
    { label: t('waiting'), value: numberOf(now.waiting.length), note: t('inService', { n: now.active.length }) },
    {
      label: t('longest'),
      value: longest === null ? '–' : runningMinutes(longest.seconds),
      note:
        longest === null
          ? t('nobody')
          : t('longestOf', { number: longest.ticket.number, service: serviceName(longest.ticket.service) }),
      alarming: longest !== null && target !== null && longest.seconds > target * 60,
    },
    {
      label: t('openCounters'),
      value: numberOf(openCounters(now).length),
      note: t('ofCounters', { n: now.counters.length }),
    },
  ];
}

function dayTiles(): Tile[] {
  const day = today.answered.value?.value;
  if (day === undefined) return [];
  const { total, waitTargetMinutes } = day;
  const expected = usual.answered.value === null ? null : usualByNow(usual.answered.value.value, officeClock.value);
  const usualShare = usual.answered.value?.value.withinTarget ?? null;
  const against = (n: number | undefined) =>
    n === undefined ? t('usualUnknown') : t('usualByNow', { n: numberOf(Math.round(n)) });
  return [
    {
      label: t('withinTarget'),
      value: percentOf(total.withinTarget),
      note: [
        statisticsTexts('withinTargetOf', { n: total.targetCounted, m: waitTargetMinutes }),
        ...(usualShare === null ? [] : [t('usualShare', { share: percentOf(usualShare) })]),
      ].join(' · '),
    },
    { label: t('issuedToday'), value: numberOf(total.issued), note: against(expected?.issued) },
    { label: t('servedToday'), value: numberOf(total.served), note: against(expected?.served) },
  ];
}
