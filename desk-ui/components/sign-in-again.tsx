import { Dialog } from '../../ui-kit/components/dialog.js';
import { user } from '../state/session.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { SignInForm } from './sign-in-form.js';

/** The session has ended while the screen stayed open: everything typed stays behind this dialog. */
export function SignInAgain() {
  return (
    <Dialog title={t('expiredTitle')} onClose={() => undefined}>
      <p>{t('expiredText')}</p>
      <SignInForm username={user.value?.username ?? ''} />
    </Dialog>
  );
}
