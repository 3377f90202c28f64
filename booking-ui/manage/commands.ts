import { effect, signal, untracked } from '@preact/signals';
import type { Booking, Slot } from '../../src/bookings/bookings.contract.js';
import { ApiProblem, newKey, oneAtATime, postOnce } from '../../ui-kit/api.js';
import { booking, pathOf, refresh, silent, takeAnswer } from './booking-store.js';

/** What was just done here, to be told once; `oldStart` is where the appointment was before. */
export type News = { what: 'new' | 'confirmed' | 'cancelled' } | { what: 'moved'; oldStart: string } | null;
export const news = signal<News>(null);

/** A new number: the heading takes the focus, so that everybody hears what the appointment is now. */
export const announced = signal(0);

/** A move from one start to another. */
type Way = { from: string; to: string };
/** Why something was refused: an API code, or `away`. `way` and `nearest` are of a move. */
export type Refusal = { code: string; way: Way | null; nearest: readonly Slot[]; tooLate: boolean };
export const moveRefusal = signal<Refusal | null>(null);
export const cancelRefusal = signal<Refusal | null>(null);
export const proofRefusal = signal<Refusal | null>(null);

/** Keys of commands whose answer was lost: the same press again is the same command. */
const keys = new Map<string, string>();
const ALL = { allLanguages: true };
/** Refusals of a proof that the same proof meets again. */
const FINAL = ['invalid-request', 'hold-expired', 'wrong-status', 'not-found'];

/** Moves the appointment. Whatever goes wrong, it stays where it was. @returns whether it moved */
export const moveTo = oneAtATime(async (start: string): Promise<boolean> => {
  const from = booking.value?.start ?? '';
  moveRefusal.value = await send('/reschedule', { start }, { from, to: start });
  if (moveRefusal.value !== null) return false;
  tell({ what: 'moved', oldStart: from });
  return true;
});

/** Cancels the appointment. @returns whether it is cancelled */
export const cancelBooking = oneAtATime(async (reason: string): Promise<boolean> => {
  const given = reason.trim();
  cancelRefusal.value = await send('/cancel', given === '' ? {} : { reason: given });
  if (cancelRefusal.value !== null) return false;
  tell({ what: 'cancelled' });
  return true;
});

/** Confirms a request by what its e-mail proves; the address forgets the proof once it has done its work. */
export const confirmByProof = oneAtATime(async (proof: string): Promise<void> => {
  proofRefusal.value = await send('/confirm', { proof });
  if (proofRefusal.value !== null && !FINAL.includes(proofRefusal.value.code)) return;
  forgetInAddress('confirm');
  if (proofRefusal.value === null) tell({ what: 'confirmed' });
});

// An answer that was lost needs no words any more once the server shows what became of it.
effect(() => {
  if (!silent.value) untracked(settleLost);
});

function settleLost(): void {
  const way = moveRefusal.value?.code === 'away' ? moveRefusal.value.way : null;
  for (const refusal of [moveRefusal, cancelRefusal, proofRefusal])
    if (refusal.value?.code === 'away') refusal.value = null;
  if (way !== null && booking.value?.start === way.to) tell({ what: 'moved', oldStart: way.from });
}

/** Tells what happened and moves the focus to the heading. */
export function tell(what: News): void {
  news.value = what;
  announced.value++;
}

/** Takes a parameter out of the address, so that a copied link does not carry it. */
export function forgetInAddress(parameter: string): void {
  const address = new URL(location.href);
  address.searchParams.delete(parameter);
  history.replaceState(history.state, '', address);
}

/** @returns what stood in the way, or null when it worked */
async function send(command: string, body: object, way: Way | null = null): Promise<Refusal | null> {
  const attempt = `${command} ${JSON.stringify(body)}`;
  const idempotencyKey = keys.get(attempt) ?? newKey();
  keys.set(attempt, idempotencyKey);
  try {
    takeAnswer(await postOnce<Booking>(pathOf(command), body, { ...ALL, idempotencyKey, onAway: noAnswer }));
    keys.delete(attempt);
    return null;
  } catch (error) {
    const refused = error instanceof ApiProblem && error.status < 500;
    if (refused) keys.delete(attempt);
    void refresh();
    return refused ? refusalOf(error, way) : { code: 'away', way, nearest: [], tooLate: false };
  }
}

function refusalOf({ code, problem }: ApiProblem, way: Way | null): Refusal {
  const { nearest = [], until } = problem as { nearest?: readonly Slot[]; until?: string };
  return { code, way, nearest, tooLate: code === 'outside-booking-window' && until !== undefined };
}

function noAnswer(): void {
  silent.value = true;
}
