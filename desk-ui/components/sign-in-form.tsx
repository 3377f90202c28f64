import { useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../../ui-kit/api.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { signIn } from '../state/session.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { problemText } from '../texts/problems.js';
import { TextField } from './field.js';

/** User name and password. `username` is given where the same person signs in again. */
export function SignInForm({ username: known }: { username?: string }) {
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { tried, wrong, problem, submit } = useSignIn(form);
  const missing = (value: string) => (tried && value === '' ? t('fillIn') : null);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(username.trim(), password);
      }}
    >
      {problem !== null && <Alert kind="danger">{problem}</Alert>}
      <TextField
        label={t('username')}
        value={username}
        onChange={setUsername}
        autocomplete="username"
        spellcheck={false}
        readOnly={known !== undefined}
        autoFocus={known === undefined}
        error={missing(username.trim())}
      />
      <TextField
        label={t('password')}
        type="password"
        value={password}
        onChange={setPassword}
        autocomplete="current-password"
        autoFocus={known !== undefined}
        error={missing(password) ?? wrong}
      />
      <Button kind="primary" onPress={() => submit(username.trim(), password)}>
        {t('signIn')}
      </Button>
      {/* Enter in a field presses a form's submit button; the visible one stays busy until the answer has come. */}
      <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />
    </form>
  );
}

function useSignIn(form: { current: HTMLFormElement | null }) {
  const [tried, setTried] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef(false);
  const submit = async (username: string, password: string) => {
    if (running.current) return;
    setTried(true);
    setWrong(null);
    setProblem(null);
    if (username === '' || password === '') return focusFirstInvalid(form.current);
    running.current = true;
    await signIn(username, password).catch((error: unknown) => {
      const wrongWords = error instanceof ApiProblem && error.code === 'wrong-credentials';
      (wrongWords ? setWrong : setProblem)(problemText(error));
      if (wrongWords) focusFirstInvalid(form.current);
    });
    running.current = false;
  };
  return { tried, wrong, problem, submit };
}

// After the errors are drawn, so that the reader hears field and error together.
function focusFirstInvalid(form: HTMLFormElement | null): void {
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
