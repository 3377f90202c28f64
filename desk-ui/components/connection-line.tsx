import { Icon } from '../../ui-kit/components/icon.js';
import { timeOf } from '../../ui-kit/format.js';
import { running } from '../state/commands.js';
import { connection, freshAt, queue, upToDate } from '../state/live-queue.js';
import { frameTexts as t } from '../texts/frame.texts.js';

/** Says clearly when the server is away, since when, and what that means for the person at the desk. */
export function ConnectionLine() {
  return (
    <div role="status" class="connection-place">
      {trouble() !== null && (
        <p class="connection-line">
          <Icon name="warning" />
          <span>{trouble()}</span>
        </p>
      )}
    </div>
  );
}

function trouble(): string | null {
  if (running.value?.away === true) return t('retrying');
  if (upToDate.value || queue.value === null) return null;
  if (connection.value === 'live' && navigator.onLine) return t('catchingUp');
  return freshAt.value === null ? t('away') : t('awaySince', { time: timeOf(freshAt.value) });
}
