import { Said } from '../parts/said.js';
import { t } from '../texts.js';

/** Between the press and the answer. */
export function Taking() {
  return (
    <div class="centred" role="status">
      <h1>
        <Said text={(language) => t('taking', {}, language)} />
      </h1>
      <div class="progress-dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    </div>
  );
}
