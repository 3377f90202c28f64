import { computed, signal } from '@preact/signals';
import type { Hold, HoldRequest, Slot } from '../../src/bookings/bookings.contract.js';
import { api, ApiProblem, officeNow, postOnce } from '../../ui-kit/api.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { officeMeant, wish } from './choice.js';
import { change, draft, type Draft } from './draft.js';

/** Why the wished slot could not be kept, and the free ones nearest to it. */
export type HoldTrouble = { code: string; start: string; nearest: readonly Slot[] };
export const holdTrouble = signal<HoldTrouble | null>(null);
/** Refusals after which the slot cannot be had any more, by whomever. */
const GONE = ['slot-taken', 'outside-booking-window', 'not-bookable'];
/** Rises when a slot was refused: the list of slots is asked for again. */
export const slotsRevision = signal(0);

/** Seconds that the slot is still kept, 0 when it is not any more; null without a hold. New every second. */
export const holdSecondsLeft = computed<number | null>(() => {
  const { hold } = draft.value;
  if (hold === null) return null;
  return Math.max(0, Math.round((Date.parse(hold.expiresAt) - Date.parse(officeClock.value)) / 1000));
});

/** Keeps the chosen slot for this visitor. @returns whether it is kept now; else `holdTrouble` says why not */
export async function keepSlot(): Promise<boolean> {
  const { slot, hold } = draft.value;
  if (slot === null) return false;
  if (hold !== null && hold.start === slot.start && !isOver(hold)) return true;
  await releaseHold();
  const office = officeMeant.value ?? '';
  try {
    const kept = await postOnce<Hold>(`/offices/${office}/holds`, holdRequest(slot));
    change({ hold: { ...kept, office } });
    holdTrouble.value = null;
    return true;
  } catch (error) {
    refuse(slot, error);
    return false;
  }
}

/** Chooses a slot; the one that was kept until now goes back to the others. */
export function chooseSlot(slot: Slot): void {
  const { hold } = draft.value;
  if (hold !== null && hold.start !== slot.start) void releaseHold().then(() => slotsRevision.value++);
  change({ slot });
}

/** Changes what is to be booked; a slot that was chosen for something else is given back. */
export function changeWish(patch: Partial<Draft>): void {
  const before = wishAndPlace();
  change(patch);
  if (draft.value.slot === null || wishAndPlace() === before) return;
  void releaseHold();
  change({ slot: null });
}

// The same wish at another office is another one.
function wishAndPlace(): string {
  return JSON.stringify([officeMeant.value, wish.value]);
}

/** Asks once for more time. */
export async function renewHold(): Promise<void> {
  const { hold } = draft.value;
  if (hold === null) return;
  try {
    change({ hold: { ...(await postOnce<Hold>(`${pathOf(hold)}/renew`, {})), office: hold.office } });
  } catch (error) {
    // Over meanwhile, or renewed before: the countdown goes on and tells what happens.
    if (error instanceof ApiProblem) change({ hold: { ...hold, renewable: false } });
  }
}

/** Gives the place back, so that somebody else may have it. */
export async function releaseHold(): Promise<void> {
  const { hold } = draft.value;
  if (hold === null) return;
  change({ hold: null, attempt: null });
  // Whether it works or not: a hold that nobody confirms frees itself.
  await api.delete(pathOf(hold)).catch(() => undefined);
}

/** Gives the place back when the page is left, and takes it again when the browser shows the page again. */
export function releaseOnLeaving(): () => void {
  const leave = () => {
    const { hold, attempt } = draft.value;
    // A confirmation without an answer may have worked: then the hold is a booking and not ours to end.
    if (hold === null || attempt !== null) return;
    void fetch(`/api/v1${pathOf(hold)}`, { method: 'DELETE', keepalive: true }).catch(() => undefined);
    change({ hold: null });
  };
  const comeBack = (event: PageTransitionEvent) => {
    if (event.persisted && draft.value.slot !== null) void keepSlot();
  };
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
  };
}

/** The slot is gone: forgets it, keeps everything else, and offers the nearest free ones. */
export function slotIsGone(slot: Slot, error: ApiProblem): void {
  const { nearest = [] } = error.problem as { nearest?: readonly Slot[] };
  change({ slot: null, hold: null });
  holdTrouble.value = { code: error.code, start: slot.start, nearest };
  slotsRevision.value++;
}

function refuse(slot: Slot, error: unknown): void {
  if (error instanceof ApiProblem && GONE.includes(error.code)) slotIsGone(slot, error);
  else
    holdTrouble.value = {
      code: error instanceof ApiProblem ? error.code : 'away',
      start: slot.start,
      nearest: [],
    };
}

function isOver(hold: Hold): boolean {
  return Date.parse(hold.expiresAt) <= Date.parse(officeNow());
}

function holdRequest({ start }: Slot): HoldRequest {
  if (wish.value === null) throw new Error('a slot was chosen without a service');
  const { extraServices, ...rest } = wish.value;
  return { ...rest, start, ...(extraServices === undefined ? {} : { extraServices: [...extraServices] }) };
}

function pathOf({ office, id }: { office: string; id: string }): string {
  return `/offices/${office}/holds/${id}`;
}
