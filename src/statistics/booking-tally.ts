import type { BookingMeasures } from './statistics.contract.js';
import type { BookingFactRow } from './facts.sql.js';
import { packed, secondsBetween, spreadOf, unpackInto } from './spread.js';

/** What is known of a set of bookings; two added up are the tally of both sets. */
export type BookingTally = {
  booked: number;
  checkedIn: number;
  noShow: number;
  cancelled: number;
  leadTime: number[];
  tardiness: number[];
};

export function emptyBookingTally(): BookingTally {
  return { booked: 0, checkedIn: 0, noShow: 0, cancelled: 0, leadTime: [], tardiness: [] };
}

export function addBooking(tally: BookingTally, row: BookingFactRow): void {
  tally.booked++;
  tally.noShow += row.status === 'no-show' ? 1 : 0;
  tally.cancelled += row.status === 'cancelled' ? 1 : 0;
  // A check-in whose visitor then went missing is a no-show: each booking has one fate.
  if (row.checked_in_at !== null && row.status !== 'no-show' && row.status !== 'cancelled') tally.checkedIn++;
  tally.leadTime.push(secondsBetween(row.booked_at, row.starts_at));
  if (row.checked_in_at !== null && row.checked_in_at > row.starts_at) {
    tally.tardiness.push(secondsBetween(row.starts_at, row.checked_in_at));
  }
}

/** Adds a tally that was kept by {@link keptBookings}. */
export function addKeptBookings(into: BookingTally, kept: BookingTally): void {
  into.booked += kept.booked;
  into.checkedIn += kept.checkedIn;
  into.noShow += kept.noShow;
  into.cancelled += kept.cancelled;
  unpackInto(into.leadTime, kept.leadTime);
  unpackInto(into.tardiness, kept.tardiness);
}

/** As it is kept: times as differences in order. */
export function keptBookings(tally: BookingTally): BookingTally {
  return { ...tally, leadTime: packed(tally.leadTime), tardiness: packed(tally.tardiness) };
}

/** Seconds of the pools that bookings took, and that were there to be taken; null when it is not to be told. */
export type Capacity = { takenSeconds: number; offeredSeconds: number } | null;

export function bookingMeasuresOf(tally: BookingTally, capacity: Capacity): BookingMeasures {
  const { booked, checkedIn, noShow, cancelled, leadTime, tardiness } = tally;
  const known = checkedIn + noShow;
  const offered = capacity !== null && capacity.offeredSeconds > 0;
  return {
    booked,
    checkedIn,
    noShow,
    cancelled,
    noShowShare: known === 0 ? null : noShow / known,
    leadTimeSeconds: spreadOf(leadTime),
    tardinessSeconds: spreadOf(tardiness),
    capacityUsed: offered ? capacity.takenSeconds / capacity.offeredSeconds : null,
  };
}
