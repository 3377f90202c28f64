import { secondsLeft, touched } from '../idle.js';
import { step } from '../kiosk-store.js';
import { t } from '../texts.js';

/** Asks whether somebody is still there before the screen starts again. */
export function IdleCountdown() {
  if (secondsLeft.value === null || step.value === 'ticket' || step.value === 'rest') return null;
  return (
    <div class="idle-countdown" role="alert">
      <strong>{t('stillThere')}</strong>
      <span>{t('stillThereLine', { n: secondsLeft.value })}</span>
      <button type="button" class="kit-button kit-button-primary" onClick={touched}>
        {t('stay')}
      </button>
    </div>
  );
}
