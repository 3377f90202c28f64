import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { words } from '../../ui-kit/words.js';
import { Check } from '../components/field.js';
import { closeDialog } from '../state/dialogs.js';
import { preferences, prefer } from '../state/preferences.js';
import { isOffered, SHORTCUTS, STEP_KEY } from '../state/shortcuts.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';

/** All keys, and how to switch the single letters off. */
export function HelpDialog() {
  const { letters, sound } = preferences.value;
  return (
    <Dialog title={t('helpTitle')} onClose={closeDialog} class="help-dialog">
      <p>{t('helpText')}</p>
      <dl class="keys">
        <div>
          <dt>
            <kbd>{STEP_KEY}</kbd>
          </dt>
          <dd>{t('helpStep')}</dd>
        </div>
        {SHORTCUTS.filter(isOffered).map(({ key, label }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label()}</dd>
          </div>
        ))}
      </dl>
      <Check label={t('lettersOn')} checked={letters} onChange={(on) => prefer({ letters: on })} />
      <Check label={t('soundOn')} checked={sound} onChange={(on) => prefer({ sound: on })} />
      <div class="dialog-buttons">
        <Button kind="primary" onPress={closeDialog}>
          {words('close')}
        </Button>
      </div>
    </Dialog>
  );
}
