import type { Booking } from '../../src/bookings/bookings.contract.js';
import { dayAndTimeOf, timeOf } from '../../ui-kit/format.js';
import { m } from './texts.js';

/** What a booking is to whoever opens its link. */
export type Phase = Exclude<Booking['status'], 'held'>;

/**
 * A request whose time to confirm has passed is lapsed at once, though the server may sweep it a moment later. `now` is
 * the office's, null while it is not known.
 */
export function phaseOf({ status, confirmBefore }: Booking, now: string | null): Phase {
  if (status !== 'held' && status !== 'awaiting-confirmation') return status;
  const late = confirmBefore !== null && now !== null && Date.parse(confirmBefore) <= Date.parse(now);
  return late ? 'lapsed' : 'awaiting-confirmation';
}

/** Something is still to come: it may be cancelled, and what to bring matters. */
export function isOpen(phase: Phase): boolean {
  return phase === 'confirmed' || phase === 'awaiting-confirmation';
}

/** The state in words: a heading, and a line that says what it means. Nothing says "confirmed" before it is. */
export function wordsOf(booking: Booking, phase: Phase, now: string): { title: string; line: string | null } {
  const when = dayAndTimeOf(booking.start);
  switch (phase) {
    case 'awaiting-confirmation':
      return { title: m('requested'), line: requestLine(booking, now) };
    case 'confirmed':
      return { title: m('confirmed'), line: null };
    case 'checked-in':
      return { title: m('checkedIn'), line: calledBy(booking) };
    case 'completed':
      return { title: m('completed'), line: m('completedLine', { when }) };
    case 'lapsed':
      return { title: m('lapsed'), line: m('lapsedLine', { when }) };
    case 'cancelled':
      return { title: m('cancelled'), line: m('cancelledLine', { when }) };
    case 'no-show':
      return { title: m('noShow'), line: m('noShowLine', { when }) };
  }
}

// Who is checked in has a ticket; only the type cannot say so.
function calledBy({ ticket }: Booking): string {
  return ticket === null ? m('checkedInLine') : m('checkedInNumber', { number: ticket.number });
}

/** Hours of the appointment: `9:15–9:45`. */
export function hoursOf({ start, end }: Pick<Booking, 'start' | 'end'>): string {
  return `${timeOf(start)}–${timeOf(end)}`;
}

function requestLine({ confirmBefore }: Booking, now: string): string {
  if (confirmBefore === null) return m('requestedLine');
  return confirmBefore.startsWith(now.slice(0, 10))
    ? m('confirmUntil', { time: timeOf(confirmBefore) })
    : m('confirmUntilDay', { when: dayAndTimeOf(confirmBefore) });
}
