import { timesOf, type Imagined } from './statistics-facts.js';

/** Gap between the openings of every day in these tests: 12:30 to 13:00, in seconds after 08:00. */
const GAP = { from: 4.5 * 3600, to: 5 * 3600 };
const TARGET = 15 * 60;

/**
 * The measures of some tickets, reckoned as slowly and plainly as their definitions are written: no code, no order and no
 * rounding in common with the program.
 */
export function slowMeasures(tickets: readonly Imagined[]) {
  const called = tickets.filter(({ visits }) => visits.length > 0);
  const served = tickets.filter(({ ending }) => ending === 'served');
  const leftLate = tickets.filter(
    (one) => one.ending === 'left' && one.visits.length === 0 && waitedInVain(one) > TARGET,
  );
  const inTime = called.filter((one) => waitOf(one) <= TARGET);
  const counted = called.length + leftLate.length;
  const ended = (...endings: Imagined['ending'][]) => tickets.filter(({ ending }) => endings.includes(ending)).length;
  const gaps = called.map(gapOf).filter((gap) => gap > 0);
  return {
    issued: tickets.length,
    walkIns: tickets.filter(({ source }) => source !== 'booking').length,
    fromBookings: tickets.filter(({ source }) => source === 'booking').length,
    served: ended('served', 'day-close'),
    noShow: ended('no-show'),
    left: ended('left'),
    cancelled: ended('cancelled-by-staff'),
    expired: ended('expired'),
    unfinished: ended('unfinished'),
    transferred: tickets.filter(({ transfers }) => transfers > 0).length,
    transfers: sum(tickets.map(({ transfers }) => transfers)),
    recalls: sum(tickets.map(({ recalls }) => recalls)),
    returned: tickets.filter(({ returns }) => returns > 0).length,
    targetCounted: counted,
    withinTarget: counted === 0 ? null : inTime.length / counted,
    waitSeconds: spread(called.map(waitOf)),
    walkInWaitSeconds: spread(called.filter(({ source }) => source !== 'booking').map(waitOf)),
    bookingWaitSeconds: spread(called.filter(({ source }) => source === 'booking').map(waitOf)),
    openWaitSeconds: spread(called.map((one) => waitOf(one) - gapOf(one))),
    gapSeconds: spread(gaps),
    walkingSeconds: spread(
      tickets.flatMap(({ visits }) => visits.flatMap(({ walked }) => (walked === null ? [] : [walked]))),
    ),
    serviceSeconds: spread(
      served.map(({ visits }) => sum(visits.map((one) => (one.walked === null ? 0 : one.worked)))),
    ),
    totalSeconds: spread(served.map((one) => Math.max(0, timesOf(one).ended - arrivalOf(one)))),
  };
}

export type SlowMeasures = ReturnType<typeof slowMeasures>;

function arrivalOf(ticket: Imagined): number {
  const { issued, slot } = timesOf(ticket);
  return slot !== null && slot > issued ? slot : issued;
}

function waitOf(ticket: Imagined): number {
  const first = timesOf(ticket).visits[0];
  return first === undefined ? NaN : Math.max(0, first.called - arrivalOf(ticket));
}

function waitedInVain(ticket: Imagined): number {
  return timesOf(ticket).ended - arrivalOf(ticket);
}

// Second by second: slow, and hard to get wrong.
function gapOf(ticket: Imagined): number {
  const { issued, visits } = timesOf(ticket);
  const eight = issued - ticket.issued;
  let seconds = 0;
  for (let at = arrivalOf(ticket); at < (visits[0]?.called ?? 0); at++) {
    if (at - eight >= GAP.from && at - eight < GAP.to) seconds++;
  }
  return seconds;
}

function spread(values: readonly number[]) {
  const count = values.length;
  if (count === 0) return { count, mean: null, p50: null, p90: null, max: null };
  const rank = (percent: number) =>
    Math.min(...values.filter((one) => values.filter((other) => other <= one).length * 100 >= percent * count));
  const mean = Math.round((sum(values) / count) * 10) / 10;
  return { count, mean, p50: rank(50), p90: rank(90), max: Math.max(...values) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
