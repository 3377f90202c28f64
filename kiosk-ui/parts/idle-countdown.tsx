import { Dialog } from '../../ui-kit/components/dialog.js';
import { isAsking, secondsLeft, touched } from '../idle.js';
import { startAgain } from '../kiosk-store.js';
import { t } from '../texts.js';

/** Asks whether somebody is still there before the screen starts again, over whatever else is open. */
export function IdleCountdown() {
  if (!isAsking()) return null;
  return (
    <Dialog title={t('stillThere')} onClose={touched} class="kiosk-dialog">
      <p>{t('stillThereLine', { n: secondsLeft.value ?? 0 })}</p>
      <div class="dialog-buttons">
        <button type="button" class="kit-button kit-button-primary" autofocus onClick={touched}>
          {t('stay')}
        </button>
        <button type="button" class="kit-button" onClick={startAgain}>
          {t('startOver')}
        </button>
      </div>
    </Dialog>
  );
}
