import { timeOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { board } from '../display-store.js';

/** Honest after ten seconds without the server: what is shown is old. */
export function ConnectionNotice() {
  const view = board.value;
  if (view?.connection.value !== 'stale') return null;
  const time = view.freshAt.value === null ? '–' : timeOf(view.freshAt.value);
  return (
    <div class="connection-notice" role="alert">
      <p lang="it">{words('connectionLost', { time }, 'it')}</p>
      <p lang="zh-Hans">{words('connectionLost', { time }, 'zh-Hans')}</p>
    </div>
  );
}
