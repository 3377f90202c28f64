import { Dialog } from '../../ui-kit/components/dialog.js';
import { words } from '../../ui-kit/words.js';
import { callOperator, operatorAsked } from '../help.js';
import { t } from '../texts.js';

const LINES = {
  asking: 'callOperatorLine',
  calling: 'calling',
  called: 'operatorCalled',
  failed: 'callFailed',
} as const;

/** A person, from any screen: by a long touch, a key, or the button. */
export function OperatorCall() {
  const asked = operatorAsked.value;
  if (asked === 'no') return null;
  const close = () => (operatorAsked.value = 'no');
  return (
    <Dialog title={t('callOperator')} onClose={close} class="kiosk-dialog">
      <p role="status">{t(LINES[asked])}</p>
      <div class="dialog-buttons">
        {asked === 'called' || asked === 'calling' ? null : (
          <button type="button" class="kit-button kit-button-primary" autofocus onClick={() => void callOperator()}>
            {asked === 'failed' ? t('tryAgain') : t('callOperator')}
          </button>
        )}
        <button type="button" class="kit-button" onClick={close}>
          {asked === 'asking' ? words('cancel') : words('close')}
        </button>
      </div>
    </Dialog>
  );
}
