import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui-kit/components/button.js';
import { Dialog } from '../../ui-kit/components/dialog.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { words } from '../../ui-kit/words.js';
import { idle, running } from '../state/commands.js';
import { closeDialog } from '../state/dialogs.js';
import { STEP_KEY } from '../state/shortcuts.js';
import { dialogTexts as t } from '../texts/dialogs.texts.js';

type FormDialogProps = {
  title: string;
  children: ComponentChildren;
  submit: string;
  danger?: boolean;
  /** Two columns beside each other. */
  wide?: boolean;
  /** Sends it; a sentence keeps the dialog open with everything typed, null closes it. */
  onSubmit: () => Promise<string | null>;
  onClose?: () => void;
};

/** A dialog that asks for something and sends it once: by its button, Enter in a field, or the key of the next step. */
export function FormDialog(props: FormDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const close = props.onClose ?? closeDialog;
  const submit = async () => {
    if (!idle.value) return;
    const refusal = await props.onSubmit();
    setProblem(refusal);
    if (refusal === null) close();
  };
  return (
    <Dialog title={props.title} onClose={close} class={`form-dialog ${props.wide === true ? 'wide-dialog' : ''}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== STEP_KEY || event.repeat) return;
          event.preventDefault();
          void submit();
        }}
      >
        {props.children}
        {problem !== null && problem !== '' && <Alert kind="danger">{problem}</Alert>}
        <div class="dialog-buttons">
          <Button onPress={close}>{words('back')}</Button>
          <button
            type="submit"
            class={`kit-button ${props.danger === true ? 'kit-button-danger' : 'kit-button-primary'}`}
            aria-disabled={!idle.value}
            aria-keyshortcuts={STEP_KEY}
          >
            {running.value?.away === true ? t('noAnswerYet') : props.submit} <kbd aria-hidden="true">{STEP_KEY}</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
