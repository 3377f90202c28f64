import type { BookingStatus, StaffBooking } from '../../src/bookings/bookings.contract.js';

/** What staff can do with a booking by hand. */
export type BookingAction = 'check-in' | 'start' | 'reschedule' | 'cancel' | 'no-show';

const POSSIBLE: Record<BookingStatus, readonly BookingAction[]> = {
  held: [],
  'awaiting-confirmation': ['cancel'],
  confirmed: ['check-in', 'start', 'reschedule', 'cancel', 'no-show'],
  'checked-in': [],
  completed: [],
  lapsed: [],
  cancelled: [],
  'no-show': [],
};

/** Whether the booking's status admits the action. Who was marked by the clock, uncalled, may still come that day. */
export function admits({ status, ticket }: Pick<StaffBooking, 'status' | 'ticket'>, action: BookingAction): boolean {
  if (status === 'no-show' && ticket === null && action === 'check-in') return true;
  return POSSIBLE[status].includes(action);
}

/** By phone or video: nobody comes, the operator calls at the time. */
export function isRemote({ mode }: Pick<StaffBooking, 'mode'>): boolean {
  return mode !== 'desk';
}

/** The actions that make sense for a booking at all: who is called does not check in. */
export function actionsOf(booking: Pick<StaffBooking, 'mode'>): BookingAction[] {
  return [isRemote(booking) ? 'start' : 'check-in', 'reschedule', 'cancel', 'no-show'];
}

/** Minutes before its time from which a remote booking is shown as the thing to do now. */
const CALL_SOON_MINUTES = 5;

/** Whether it is time to call. */
export function isCallDue(booking: StaffBooking, nowMs: number): boolean {
  return (
    isRemote(booking) && admits(booking, 'start') && Date.parse(booking.start) - CALL_SOON_MINUTES * 60_000 <= nowMs
  );
}

/** Whether somebody is awaited at the desk whose time has passed. */
export function isOverdue(booking: StaffBooking, nowMs: number): boolean {
  return !isRemote(booking) && booking.status === 'confirmed' && Date.parse(booking.start) < nowMs;
}

const OPEN: readonly BookingStatus[] = ['awaiting-confirmation', 'confirmed', 'checked-in'];

/** Who is still to come or here now, of a day's bookings, in time order. */
export function stillOpen(bookings: readonly StaffBooking[]): StaffBooking[] {
  return bookings.filter(({ status }) => OPEN.includes(status));
}

/** `Chen Wei`; empty for a booking without a name. */
export function nameOf({ name, surname }: { name: string | null; surname: string | null }): string {
  return [surname, name].filter((part) => part !== null && part !== '').join(' ');
}
