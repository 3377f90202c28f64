import type { BookingEvent, Slot, StaffBooking, StaffBookingRequest } from '../../src/bookings/bookings.contract.js';
import type { List } from '../../src/http/conventions.contract.js';
import type { Queue, Ticket } from '../../src/queue/queue.contract.js';
import { signal } from '@preact/signals';
import { api } from '../../ui-kit/api.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';
import { bookingLabel } from '../texts/booking-words.js';
import { renewFreeSlots } from './availability.js';
import { refreshBookings } from './bookings.js';
import { send, type Refusal, type Result } from './commands.js';
import { myCounter } from './desk.js';
import { tell } from './notices.js';
import { officePath } from './office.js';
import { showTab } from './tabs.js';
import { shows } from './ticket-actions.js';

/**
 * What became of a wish for a place. `full`: the capacity is used up at that time, or (`closed`) none is planned then;
 * whoever asks may choose one of `nearest`, or ask again with `force`.
 */
export type Placed =
  | { state: 'done'; booking: StaffBooking }
  | { state: 'full'; closed: boolean; nearest: Slot[] }
  | { state: 'refused'; text: string; code: string; fields: string[] };

/** Checks in by hand whoever stands at the desk. @returns a sentence when it was refused, else null */
export async function checkIn(booking: StaffBooking): Promise<string | null> {
  const result = await act<Ticket>(booking, 'check-in', {}, shows);
  if (!result.ok) return result.text;
  tell('success', t('checkedIn', { who: bookingLabel(booking), number: result.value.number }));
  return null;
}

/** Begins a remote booking at my counter: its ticket is served at once, nobody is called. @returns as `checkIn` */
export async function startRemote(booking: StaffBooking): Promise<string | null> {
  const counter = myCounter.value;
  if (counter === null) return t('sitFirst');
  const result = await act<Ticket>(booking, 'start', { counter: counter.code }, shows);
  if (!result.ok) return result.text;
  tell('success', t('callStarted', { who: bookingLabel(booking), number: result.value.number }));
  showTab('work');
  return null;
}

/** @returns as `checkIn` */
export async function cancelBooking(booking: StaffBooking, reason: string): Promise<string | null> {
  const result = await act<StaffBooking>(booking, 'cancel', reason === '' ? {} : { reason });
  if (!result.ok) return result.text;
  tell('success', t('cancelledNow', { who: bookingLabel(booking) }));
  return null;
}

/** @returns as `checkIn` */
export async function markBookingNoShow(booking: StaffBooking): Promise<string | null> {
  const result = await act<StaffBooking>(booking, 'no-show', {});
  if (!result.ok) return result.text;
  tell('success', t('noShowNow', { who: bookingLabel(booking) }));
  return null;
}

/** Moves a booking. `force` is the second step, after `full`. */
export async function moveBooking(booking: StaffBooking, start: string, force: boolean): Promise<Placed> {
  const result = await act<StaffBooking>(booking, 'reschedule', force ? { start, force } : { start });
  const placed = placedBy(result, force);
  if (placed.state === 'done') tell('success', t('moved', { who: bookingLabel(booking), time: dayAndTimeOf(start) }));
  return placed;
}

/** Books for somebody. The dialog's key makes a second press give the same booking. */
export async function book(request: StaffBookingRequest, key: string): Promise<Placed> {
  const path = `${officePath.value}/bookings`;
  const result = await send<StaffBooking>({ name: 'book', method: 'POST', path, body: request, key });
  void refreshBookings();
  return placedBy(result, request.force === true);
}

async function act<T>(
  booking: StaffBooking,
  action: string,
  body: object,
  shown?: (told: T, queue: Queue) => boolean,
): Promise<Result<T>> {
  const path = `${officePath.value}/bookings/${booking.id}/${action}`;
  const result = await send<T>({ name: `booking ${action}`, method: 'POST', path, body }, shown);
  // Done or refused: what the colleague at the next counter did meanwhile is shown as well.
  void refreshBookings();
  return result;
}

function placedBy(result: Result<StaffBooking>, forced: boolean): Placed {
  if (result.ok) return { state: 'done', booking: result.value };
  const closed = result.code === 'not-bookable';
  if (result.code === 'slot-taken' || (closed && !forced)) {
    renewFreeSlots();
    return { state: 'full', closed, nearest: nearestOf(result) };
  }
  const fields = (result.problem?.errors ?? []).map(({ path }) => path);
  return { state: 'refused', text: result.text, code: result.code, fields };
}

function nearestOf({ problem }: Refusal): Slot[] {
  const nearest = problem?.['nearest'];
  return Array.isArray(nearest) ? (nearest as Slot[]) : [];
}

/** Histories of the bookings looked at, by id. */
export const bookingEvents = signal<ReadonlyMap<string, BookingEvent[]>>(new Map());

/** Loads a booking's history; without an answer it is simply not shown. */
export async function loadBookingEvents(id: string): Promise<void> {
  try {
    const { items } = await api.get<List<BookingEvent>>(`${officePath.value}/bookings/${id}/events`);
    bookingEvents.value = new Map([...bookingEvents.value].slice(-20)).set(id, items);
  } catch {
    // It is read again when the booking changes.
  }
}
