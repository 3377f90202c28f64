import { signal } from '@preact/signals';
import type { Booking, BookingRequest } from '../../src/bookings/bookings.contract.js';
import { api, ApiProblem, newKey, oneAtATime } from '../../ui-kit/api.js';
import { e164, typedAnswers, type Fault } from './checks.js';
import { messageLanguage, officeMeant, questions } from './choice.js';
import { change, draft, forgetDraft, type Draft } from './draft.js';
import { holdTrouble, keepSlot, slotIsGone } from './hold.js';
import { edit, faults, STEPS, type Step } from './steps.js';

type Attempt = NonNullable<Draft['attempt']>;

/** Code of what stood in the way of confirming; null while nothing did. */
export const refusal = signal<string | null>(null);

/**
 * Confirms the booking and leaves for its page. However often it is pressed, one booking is made; whatever goes wrong
 * keeps all that was typed, and `refusal`, `faults` or the step's own message say what to do.
 */
export const confirmBooking = oneAtATime(async () => {
  refusal.value = null;
  const earlier = draft.value.attempt;
  if (earlier === null && !(await keepSlot())) return notKept();
  let error = await send(attemptNow(earlier));
  if (error === null || !isExpired(error)) return refused(error);
  // The hold is over, or it became a booking in a try whose answer was lost: the very same question tells which.
  if (earlier !== null && (await send(earlier)) === null) return;
  // The same slot is taken again without a word, if it is still free.
  change({ hold: null, attempt: null });
  if (!(await keepSlot())) return notKept();
  error = await send(attemptNow(null));
  refused(error);
});

// As long as nothing was changed since a try without an answer, its key is used again.
function attemptNow(earlier: Attempt | null): Attempt {
  const body = request();
  return earlier !== null && JSON.stringify(earlier.body) === JSON.stringify(body) ? earlier : { key: newKey(), body };
}

/** @returns what went wrong, or null when the booking is made and its page is opening */
async function send(attempt: Attempt): Promise<unknown> {
  change({ attempt });
  try {
    const { token } = await api.post<Booking>(`/offices/${officeMeant.value}/bookings`, attempt.body, {
      idempotencyKey: attempt.key,
    });
    forgetDraft();
    // In this page's place: going back from the confirmation never books a second time.
    location.replace(`/b/${encodeURIComponent(token)}?new=1`);
    return null;
  } catch (error) {
    // A refusal is an answer: the next press may send something else. Without one only the same is sent again.
    if (error instanceof ApiProblem && error.status < 500) change({ attempt: null });
    return error;
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'hold-expired';
}

// The step of the time tells what became of the slot; a network that is away is told where the button is.
function notKept(): void {
  if (holdTrouble.value?.code === 'away') refusal.value = 'away';
  else edit('time');
}

function refused(error: unknown): void {
  const { slot } = draft.value;
  if (error === null) return;
  if (!(error instanceof ApiProblem) || error.status >= 500) refusal.value = 'away';
  else if (error.code === 'slot-taken' && slot !== null) {
    slotIsGone(slot, error);
    edit('time');
  } else if (error.code === 'invalid-request' && error.errors.length > 0) showFaults(error);
  else refusal.value = error.code;
}

// What the server finds wrong is shown at its field, in the step that has it.
function showFaults({ errors }: ApiProblem): void {
  const found = errors.map(({ path }): Fault => ({ field: fieldOf(path), text: wordsOf(fieldOf(path)) }));
  const step = stepOf(found[0]?.field ?? '');
  if (step === null) refusal.value = 'invalid-request';
  else {
    edit(step);
    faults.value = found.filter(({ field }) => stepOf(field) === step);
  }
}

function fieldOf(path: string): string {
  return path.replace(/^contact\./, '');
}

function wordsOf(field: string) {
  if (field === 'email') return 'emailInvalid';
  return field === 'phone' ? 'phoneInvalid' : 'answerInvalid';
}

function stepOf(field: string): Step | null {
  if (['name', 'surname', 'email', 'phone', 'privacyAccepted'].includes(field)) return STEPS[3];
  return field === 'notes' || field.startsWith('fields.') ? STEPS[2] : null;
}

function request(): BookingRequest {
  const current = draft.value;
  const [email, phone] = [current.email.trim(), current.phone.trim()];
  return {
    holdId: current.hold?.id ?? '',
    contact: {
      name: current.name.trim(),
      surname: current.surname.trim(),
      ...(email === '' ? {} : { email }),
      ...(phone === '' ? {} : { phone: e164(current.phonePrefix, phone) }),
      language: messageLanguage.value,
    },
    ...(current.notes.trim() === '' ? {} : { notes: current.notes.trim() }),
    fields: typedAnswers(questions.value, current.answers),
    privacyAccepted: true,
  };
}
