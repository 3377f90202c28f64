import { useId, useState } from 'preact/hooks';
import { ApiProblem, postOnce } from '../../ui-kit/api.js';
import { language } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { isEmail } from '../email.js';
import type { SlotWish } from './slot-store.js';
import { slotWords, watchRefusal } from './texts.js';

/** `refused` carries the API's code, or `away`. */
type Outcome = 'done' | 'invalid' | { refused: string } | null;

/** Asks to be told by e-mail when a place for this wish becomes free. Shown only where the office sends e-mails. */
export function SlotWatch({ office, wish }: { office: string; wish: SlotWish }) {
  const [email, setEmail] = useState('');
  const [outcome, setOutcome] = useState<Outcome>(null);
  const id = useId();
  const send = async () => {
    if (!isEmail(email.trim())) {
      setOutcome('invalid');
      document.getElementById(id)?.focus();
      return;
    }
    setOutcome(await watch(office, wish, email.trim()));
  };
  if (outcome === 'done') return <Alert kind="success">{slotWords('watchDone', { email: email.trim() })}</Alert>;
  return (
    <form class="slot-watch" noValidate onSubmit={(event) => (event.preventDefault(), void send())}>
      <h3>{slotWords('watchTitle')}</h3>
      <p id={`${id}-hint`}>{slotWords('watchLine')}</p>
      <div class="field">
        <label for={id}>{slotWords('watchEmail')}</label>
        <input
          id={id}
          class="form-control"
          type="email"
          autocomplete="email"
          maxLength={254}
          value={email}
          aria-invalid={outcome === 'invalid'}
          aria-describedby={outcome === 'invalid' ? `${id}-error ${id}-hint` : `${id}-hint`}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        {outcome !== 'invalid' ? null : (
          <p id={`${id}-error`} class="field-error">
            {slotWords('watchInvalid')}
          </p>
        )}
      </div>
      {typeof outcome === 'object' && outcome !== null ? (
        <Alert kind="danger">{watchRefusal(outcome.refused)}</Alert>
      ) : null}
      <Button onPress={send}>{slotWords('watchSend')}</Button>
    </form>
  );
}

async function watch(office: string, wish: SlotWish, email: string): Promise<Outcome> {
  const { service, municipality, needsLanguage, mode } = wish;
  const asked = {
    service,
    municipality,
    email,
    language: language.value,
    ...(needsLanguage == null ? {} : { needsLanguage }),
    ...(mode === undefined ? {} : { mode }),
  };
  try {
    await postOnce(`/offices/${office}/slot-watches`, asked);
    return 'done';
  } catch (error) {
    return { refused: error instanceof ApiProblem ? error.code : 'away' };
  }
}
