import { signal, type ReadonlySignal } from '@preact/signals';
import { api, ApiProblem, officeNow, ServerAway } from '../../../ui-kit/api.js';
import { failureText } from '../../state/commands.js';

/** What the server answered to which address, and when by the office's clock. */
export type Answered<T> = { path: string; value: T; at: string };
/** Why there is no newer answer. `faults` are the fields of a bad request; `away`: it may work on the next try. */
export type ReadingProblem = { text: string; code: string; faults: readonly string[]; away: boolean };

/** Something that is read from the server again and again. The last answer stays while a newer one fails. */
export type Reading<T> = {
  answered: ReadonlySignal<Answered<T> | null>;
  problem: ReadonlySignal<ReadingProblem | null>;
  busy: ReadonlySignal<boolean>;
  read: (path: string) => Promise<void>;
  /** Forgets the answer: another office's figures are not to be seen here. */
  clear: () => void;
};

/** Makes a reading. An answer that a newer question has overtaken is dropped. Never throws. */
export function aReading<T>(): Reading<T> {
  const answered = signal<Answered<T> | null>(null);
  const problem = signal<ReadingProblem | null>(null);
  const busy = signal(false);
  let rounds = 0;
  let asked = '';
  const read = async (path: string) => {
    const round = ++rounds;
    busy.value = true;
    // What was wrong with another question is not wrong with this one.
    if (path !== asked) problem.value = null;
    asked = path;
    // With all languages: changing the page's language needs no server.
    const outcome = await api.get<T>(path, { allLanguages: true }).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if (round !== rounds) return;
    busy.value = false;
    if ('value' in outcome) answered.value = { path, value: outcome.value, at: officeNow() };
    problem.value = 'error' in outcome ? problemOf(outcome.error) : null;
  };
  const clear = () => {
    rounds++;
    answered.value = problem.value = null;
  };
  return { answered, problem, busy, read, clear };
}

function problemOf(error: unknown): ReadingProblem {
  const text = failureText(error);
  if (!(error instanceof ApiProblem)) {
    return { text, code: 'server-away', faults: [], away: error instanceof ServerAway };
  }
  const { code, status, errors } = error;
  return { text, code, faults: errors.map(({ path }) => path), away: status >= 500 || status === 429 };
}
