import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { businessDay, officeInstant } from '../clock/zones.js';
import type { Tx } from '../database/database.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { openingState } from '../schedule/opening-state.js';
import { BookingChanges, wrongBookingStatus, type BookingPatch } from './booking-changes.js';
import { readBookingCode } from './booking-code.js';
import type { BookingFactType } from './booking-log.js';
import type { BookingRow } from './booking-row.js';
import { checkInFrom } from './booking-view.js';
import { confirmedUntil, lockBooking, lockBookingByCode } from './bookings.sql.js';
import { Capacity } from './capacity.js';

/** A ticket as far as a booking keeps it. */
export type TicketOfBooking = { id: string; number: string };
/** How the visit of a ticket went on. */
export type VisitEnd = 'completed' | 'no-show' | 'cancelled' | 'returned';

const PORTION = 100;

/**
 * Bookings and their tickets: the queue calls this inside its own commands, after it has locked the office, so that a
 * booking and its ticket change together.
 */
@Injectable()
export class Arrivals {
  constructor(
    private readonly changes: BookingChanges,
    private readonly capacity: Capacity,
  ) {}

  /** The booking with a code as somebody typed or scanned it, locked. @throws DomainError `not-found` */
  async lockByCode(tx: Tx, office: OfficeRecord, code: string): Promise<BookingRow> {
    const [row] = await tx.run(lockBookingByCode, [office.id, readBookingCode(code)]);
    return known(row);
  }

  /** A booking, locked. @throws DomainError `not-found` */
  async lock(tx: Tx, office: OfficeRecord, bookingId: string): Promise<BookingRow> {
    const [row] = await tx.run(lockBooking, [office.id, bookingId]);
    return known(row);
  }

  /** Writes that a booking has its ticket. @param late it joins the walk-ins */
  checkedIn(
    tx: Tx,
    office: OfficeRecord,
    row: BookingRow,
    ticket: TicketOfBooking,
    { at, actor, late }: { at: DateTime; actor: string; late: boolean },
  ): Promise<BookingRow> {
    const patch: BookingPatch = {
      status: 'checked-in',
      checked_in_at: at.toJSDate(),
      ended_at: null,
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      late,
    };
    return this.changes.write(tx, office, row, patch, { type: 'booking.checked-in', at, actor });
  }

  /** Writes what became of the visit; a no-show that comes back is checked in again. */
  async ended(
    tx: Tx,
    office: OfficeRecord,
    bookingId: string,
    end: VisitEnd,
    by: { at: DateTime; actor: string },
  ): Promise<void> {
    const [row] = await tx.run(lockBooking, [office.id, bookingId]);
    if (row === undefined) return;
    const status = end === 'returned' ? 'checked-in' : end;
    if (row.status === status) return;
    const patch: BookingPatch = { status, ended_at: end === 'returned' ? null : by.at.toJSDate() };
    // Who checks in early and leaves again gives the place back like any other cancellation.
    if (end === 'cancelled') {
      await this.capacity.release(tx, office, [row]);
      patch.sequence = row.sequence + 1;
    }
    await this.changes.write(tx, office, row, patch, { type: FACTS[end], ...by });
  }

  /** Day close: whoever was expected until now did not come. @returns whether there may be more */
  async closeDay(tx: Tx, office: OfficeRecord, day: string, at: DateTime): Promise<boolean> {
    const rows = await tx.run(confirmedUntil, [office.id, day, at.toJSDate(), PORTION]);
    for (const row of rows) await this.changes.markNoShow(tx, office, row, { at, actor: 'system' });
    return rows.length === PORTION;
  }
}

const FACTS: Record<VisitEnd, BookingFactType> = {
  completed: 'booking.completed',
  'no-show': 'booking.no-show',
  cancelled: 'booking.cancelled',
  returned: 'booking.checked-in',
};

/**
 * Whether a booking may check in now: from some minutes before its start until the office's day is over.
 *
 * @param byHand staff see who stands before them: for them any time of the day will do
 * @returns whether it is late: after the grace it joins the walk-ins
 * @throws DomainError `too-early`, `too-late`, `already-checked-in`, `booking-cancelled`, `not-at-desk`, `wrong-status`
 */
export function checkInState(office: OfficeRecord, row: BookingRow, now: DateTime, byHand: boolean): { late: boolean } {
  const start = officeInstant(row.starts_at, office.zone);
  assertExpected(row, start);
  if (row.mode !== 'desk') {
    throw new DomainError('not-at-desk', 'This appointment is by phone or video.', { start, mode: row.mode });
  }
  const today = businessDay(now, office.zone);
  const opens = checkInFrom(office, row);
  if (today < row.day || (today === row.day && now < opens && !byHand)) {
    const checkIn = officeInstant(opens, office.zone);
    throw new DomainError('too-early', 'Check-in is not open yet for this appointment.', {
      start,
      checkInFrom: checkIn,
    });
  }
  if (today > row.day || isDayOver(office, row, now)) {
    throw new DomainError('too-late', 'The day of this appointment is over.', { start });
  }
  return { late: now > DateTime.fromJSDate(row.starts_at).plus({ minutes: office.booking.graceMinutes }) };
}

// Who was marked as a no-show by the clock may still come on the same day.
function assertExpected(row: BookingRow, start: string): void {
  switch (row.status) {
    case 'confirmed':
      return;
    case 'no-show':
      if (row.ticket_id === null) return;
      throw new DomainError(
        'already-checked-in',
        'This appointment was called already: go to the desk.',
        ticketOf(row),
      );
    case 'cancelled':
      throw new DomainError('booking-cancelled', 'This appointment was cancelled.', { start });
    case 'checked-in':
    case 'completed':
      throw new DomainError('already-checked-in', 'This appointment is checked in already.', ticketOf(row));
    default:
      throw wrongBookingStatus(row.status);
  }
}

function ticketOf(row: BookingRow): { ticket: { id: string; number: string; status: string } | null } {
  if (row.ticket_id === null || row.ticket_number === null) return { ticket: null };
  return { ticket: { id: row.ticket_id, number: row.ticket_number, status: row.status } };
}

function isDayOver(office: OfficeRecord, row: BookingRow, now: DateTime): boolean {
  const lastOpening = openingState(office.rules, now).today.at(-1);
  const end = Math.max(lastOpening?.to.toMillis() ?? 0, row.ends_at.getTime());
  return now.toMillis() >= end;
}

function known(row: BookingRow | undefined): BookingRow {
  if (row !== undefined && row.status !== 'held' && row.status !== 'lapsed') return row;
  throw new DomainError('not-found', 'There is no such booking at this office.');
}
