import { t } from '../texts.js';

/** Between the press and the answer. */
export function Taking() {
  return (
    <div class="centred" role="status">
      <h1>{t('taking')}</h1>
      <div class="progress-dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    </div>
  );
}
