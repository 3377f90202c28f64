import { Dialog } from '../../ui-kit/components/dialog.js';
import { words } from '../../ui-kit/words.js';
import { callOperator, operatorAsked } from '../kiosk-store.js';
import { t } from '../texts.js';

/** A person, from any screen: by a long touch, a key, or the button. */
export function OperatorCall() {
  const asked = operatorAsked.value;
  if (asked === 'no') return null;
  const close = () => (operatorAsked.value = 'no');
  return (
    <Dialog title={t('callOperator')} onClose={close} class="kiosk-dialog">
      <p role="status">{asked === 'called' ? t('operatorCalled') : t('callOperatorLine')}</p>
      <div class="ticket-buttons">
        {asked === 'called' ? null : (
          <button type="button" class="kit-button kit-button-primary" autofocus onClick={() => void callOperator()}>
            {t('callOperator')}
          </button>
        )}
        <button type="button" class="kit-button" onClick={close}>
          {asked === 'called' ? words('close') : words('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
