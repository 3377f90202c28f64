import { LANGUAGES, textOf } from '../../ui-kit/catalogue.js';
import { dayOf, timeOf, waitOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { board, office } from '../display-store.js';
import { t } from '../texts.js';

const NOTICE_SECONDS = 8;

/** Clock, who waits per number series, and the office's notices in rotating languages. */
export function SidePanel() {
  const now = officeClock.value;
  const waiting = board.value?.state.value?.waiting ?? [];
  return (
    <aside class="side" aria-label={t('waitingNow', {}, 'it')}>
      <header>
        <p class="clock">{timeOf(now)}</p>
        <p class="today">{dayOf(now, 'it')}</p>
        <p class="today" lang="zh-Hans">
          {dayOf(now, 'zh-Hans')}
        </p>
      </header>
      <section>
        <h2>
          <span lang="it">{t('waitingNow', {}, 'it')}</span> ·{' '}
          <span lang="zh-Hans">{t('waitingNow', {}, 'zh-Hans')}</span>
        </h2>
        <ul class="waiting">
          {waiting.map(({ prefix, count, estimate }) => (
            <li key={prefix}>
              <strong>{prefix}</strong>
              <span class="count">{count}</span>
              <span class="range">{count === 0 || estimate === null ? '' : rangeOf(estimate)}</span>
            </li>
          ))}
        </ul>
      </section>
      <Notices seconds={Math.floor(Date.parse(now) / 1000)} />
    </aside>
  );
}

function rangeOf(estimate: Parameters<typeof waitOf>[0]): string {
  return estimate === null ? '' : `${estimate.p50Minutes}–${estimate.p90Minutes} min`;
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
