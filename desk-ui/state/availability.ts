import { signal } from '@preact/signals';
import type { Availability, StaffBookingRequest } from '../../src/bookings/bookings.contract.js';
import { api } from '../../ui-kit/api.js';
import { failureText } from './commands.js';
import { officePath } from './office.js';

/** What a place is looked for. */
export type SlotWish = Pick<
  StaffBookingRequest,
  'service' | 'municipality' | 'extraServices' | 'people' | 'needsLanguage' | 'mode'
> & {
  /** Id of the booking that is moved: its own place counts as free. */
  moving?: string;
};

export type FreeSlots =
  | { state: 'loading'; key: string }
  | { state: 'loaded'; key: string; availability: Availability }
  | { state: 'failed'; key: string; text: string };

/** Free places of the day that is looked at; null before anything was asked. */
export const freeSlots = signal<FreeSlots | null>(null);

/** Names one question: an answer counts only while it is still the one asked. */
export function slotKey(wish: SlotWish, day: string): string {
  const parameters = new URLSearchParams({
    service: wish.service,
    municipality: wish.municipality,
    from: day,
    to: day,
    forStaff: 'true',
  });
  if (wish.extraServices?.length) parameters.set('extraServices', wish.extraServices.join(','));
  if (wish.people !== undefined) parameters.set('people', String(wish.people));
  if (wish.needsLanguage != null) parameters.set('needsLanguage', wish.needsLanguage);
  if (wish.mode !== undefined) parameters.set('mode', wish.mode);
  if (wish.moving !== undefined) parameters.set('moving', wish.moving);
  return parameters.toString();
}

/** Reads the free places for a key of {@link slotKey}, also again. */
export async function loadFreeSlots(key: string): Promise<void> {
  if (freeSlots.peek()?.key !== key) freeSlots.value = { state: 'loading', key };
  const answer = await api.get<Availability>(`${officePath.peek()}/availability?${key}`).then(
    (availability): FreeSlots => ({ state: 'loaded', key, availability }),
    (error: unknown): FreeSlots => ({ state: 'failed', key, text: failureText(error) }),
  );
  // An answer to an older question must not cover the newer one.
  if (freeSlots.peek()?.key === key) freeSlots.value = answer;
}

/** Reads the shown places again, e.g. when one of them turned out to be taken. */
export function renewFreeSlots(): void {
  const key = freeSlots.peek()?.key;
  if (key !== undefined) void loadFreeSlots(key);
}
