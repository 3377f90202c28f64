import type { BoardWaiting } from '../../src/queue/queue.contract.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Alert, ConnectionBanner } from '../../ui-kit/components/notices.js';
import { words } from '../../ui-kit/words.js';
import { t } from '../texts.js';
import { board } from './portal-store.js';

/** The office's notices, and how many wait now per number series with an honest range. */
export function Waiting({ open }: { open: boolean }) {
  const view = board.value;
  const state = view?.state.value;
  if (view === null || state == null) return null;
  return (
    <div class="waiting-now">
      {state.notices.map((notice, index) => (
        <Alert kind="info" key={index}>
          <TextOf text={notice} />
        </Alert>
      ))}
      {open ? <Series waiting={state.waiting} /> : null}
      {open ? <ConnectionBanner connection={view.connection.value} freshAt={view.freshAt.value} /> : null}
    </div>
  );
}

function Series({ waiting }: { waiting: readonly BoardWaiting[] }) {
  return (
    <>
      <h2>{t('waitingNow')}</h2>
      <ul>
        {waiting.map(({ prefix, count, estimate }) => (
          <li key={prefix}>
            <strong>{t('seriesWaiting', { prefix })}</strong>
            <span>{count === 0 ? t('nobodyWaits') : words('waiting', { n: count })}</span>
            {count === 0 || estimate === null ? null : <span>{rangeOf(estimate)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function rangeOf({ p50Minutes: a, p90Minutes: b }: NonNullable<BoardWaiting['estimate']>): string {
  return a === b ? t('waitingAbout', { n: a }) : t('waitingAt', { a, b });
}
