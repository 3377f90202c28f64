import type { WaitEstimate } from '../../src/queue/queue.contract.js';
import { LANGUAGES, textOf } from '../../ui-kit/catalogue.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { dayOf, timeOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { board, office } from '../display-store.js';
import { asking } from '../sound-check.js';
import { sound } from '../sound.js';
import { t } from '../texts.js';

const NOTICE_SECONDS = 8;

/** Clock, who waits per number series, and the office's notices in rotating languages. */
export function SidePanel() {
  const now = officeClock.value;
  return (
    <aside class="side" aria-label={t('waitingNow', {}, 'it')}>
      <header>
        <p class="clock">{timeOf(now)}</p>
        <p class="today">{dayOf(now, 'it')}</p>
        <p class="today" lang="zh-Hans">
          {dayOf(now, 'zh-Hans')}
        </p>
      </header>
      <Waiting />
      <footer>
        <Muted />
        <Notices seconds={Math.floor(Date.parse(now) / 1000)} />
      </footer>
    </aside>
  );
}

function Waiting() {
  const waiting = board.value?.state.value?.waiting ?? [];
  const nobody = waiting.every(({ count }) => count === 0);
  return (
    <section>
      <h2>
        <span lang="it">{t('waitingNow', {}, 'it')}</span> ·{' '}
        <span lang="zh-Hans">{t('waitingNow', {}, 'zh-Hans')}</span>
      </h2>
      {nobody ? <Nobody /> : null}
      <ul class="waiting" hidden={nobody}>
        {waiting.map(({ prefix, count, estimate }) => (
          <li key={prefix} class={count === 0 ? 'empty' : ''}>
            <strong>{prefix}</strong>
            <span class="count">{count}</span>
            <span class="range">{count === 0 || estimate === null ? '' : rangeOf(estimate)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nobody() {
  return (
    <div class="nobody">
      {LANGUAGES.map((tag) => (
        <p key={tag} lang={tag}>
          {t('nobodyWaits', {}, tag)}
        </p>
      ))}
    </div>
  );
}

function rangeOf({ p50Minutes: a, p90Minutes: b }: WaitEstimate): string {
  return a === b ? t('minutesAbout', { a }, 'it') : t('minutes', { a, b }, 'it');
}

/** Whoever looks after the screen sees that it is silent, once the question has gone. */
function Muted() {
  if (sound.value !== 'blocked' || asking.value) return null;
  return (
    <p class="muted">
      <Icon name="sound" size="1.2em" /> {t('muted')}
    </p>
  );
}

function Notices({ seconds }: { seconds: number }) {
  const turn = Math.floor(seconds / NOTICE_SECONDS);
  const language = LANGUAGES[turn % LANGUAGES.length] ?? 'it';
  const notices = board.value?.state.value?.notices ?? [];
  const notice = notices[Math.floor(turn / LANGUAGES.length) % Math.max(1, notices.length)];
  const text = textOf(notice ?? office.value?.name ?? '', language);
  return (
    <p class="notice" lang={text.lang}>
      {text.text}
    </p>
  );
}
