import type { CounterTime } from './statistics.contract.js';
import type { PauseRow, SeatRow, ServiceSessionRow } from './facts.sql.js';

/** Seconds of one counter on one day. `workedPausedSeconds`: paused, and a ticket was there all the same. */
export type KeptCounterTime = {
  openSeconds: number;
  pausedSeconds: number;
  busySeconds: number;
  workedPausedSeconds: number;
};

/** From `from` up to and without `to`, in milliseconds. */
type Stretch = { from: number; to: number };
type CounterFacts = { seats: readonly SeatRow[]; pauses: readonly PauseRow[]; sessions: readonly ServiceSessionRow[] };

/**
 * How each counter spent a day, by its id. `until` ends what is still going on: now while the day runs, and never later than
 * the day's end.
 */
export function counterTimes({ seats, pauses, sessions }: CounterFacts, until: number): Map<number, KeptCounterTime> {
  const ids = [...new Set(seats.map(({ counter_id }) => counter_id))];
  return new Map(
    ids.map((id) => {
      const sat = seats.filter(({ counter_id }) => counter_id === id);
      const busy = sessions.filter(({ counter_id }) => counter_id === id);
      return [id, counterTime(sat, pauses, busy, until)];
    }),
  );
}

function counterTime(
  seats: readonly SeatRow[],
  pauses: readonly PauseRow[],
  sessions: readonly ServiceSessionRow[],
  until: number,
): KeptCounterTime {
  const cut = (from: number, to: number | null): Stretch => ({ from, to: Math.min(to ?? until, until) });
  const sat = seats.map(({ opened_at, closed_at }) => cut(opened_at, closed_at));
  const paused = seats.flatMap((seat) => pausesOf(seat, pauses, until));
  // A counter has one ticket at a time, and a person one seat: stretches of one kind never overlap.
  const busy = overlaps(
    sessions.map(({ called_at, ended_at }) => cut(called_at, ended_at)),
    sat,
  );
  return {
    openSeconds: secondsOf(sat) - secondsOf(paused),
    pausedSeconds: secondsOf(paused),
    busySeconds: secondsOf(busy),
    workedPausedSeconds: secondsOf(overlaps(busy, paused)),
  };
}

function pausesOf({ id, closed_at }: SeatRow, pauses: readonly PauseRow[], until: number): Stretch[] {
  const mine = pauses.filter(({ session }) => session === id);
  const end = Math.min(closed_at ?? until, until);
  return mine.flatMap(({ at, paused }, index) =>
    paused ? [{ from: Math.min(at, end), to: Math.min(mine[index + 1]?.at ?? end, end) }] : [],
  );
}

function overlaps(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}

function secondsOf(stretches: readonly Stretch[]): number {
  return Math.round(stretches.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0) / 1000);
}

/** Seconds of a counter on several days. */
export function sumOfCounterTimes(times: readonly KeptCounterTime[]): KeptCounterTime {
  const sum = { openSeconds: 0, pausedSeconds: 0, busySeconds: 0, workedPausedSeconds: 0 };
  for (const time of times) {
    sum.openSeconds += time.openSeconds;
    sum.pausedSeconds += time.pausedSeconds;
    sum.busySeconds += time.busySeconds;
    sum.workedPausedSeconds += time.workedPausedSeconds;
  }
  return sum;
}

/** As it is told. Occupancy never passes 1, whatever rounding did. */
export function counterTimeOf({ workedPausedSeconds, ...told }: KeptCounterTime): CounterTime {
  const able = told.openSeconds + workedPausedSeconds;
  return { ...told, occupancy: able === 0 ? null : Math.min(1, told.busySeconds / able) };
}

/** In a municipality's share: counters are the whole office's. */
export const UNTOLD_COUNTER_TIME: CounterTime = {
  openSeconds: null,
  pausedSeconds: null,
  busySeconds: null,
  occupancy: null,
};
