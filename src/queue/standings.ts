import { estimateWait, type Pace } from '../forecast/wait-estimate.js';
import type { Standing } from './ticket-view.js';
import type { PaceColumns, StandingRow } from './standing.sql.js';
import type { TicketRow } from './ticket-row.js';

/** An open counter: what it takes, what is spoken there, whether it has a ticket now. A paused one keeps its wanted ones. */
export type Seat = {
  counterId: number;
  offerings: ReadonlySet<number>;
  languages: readonly string[];
  paused: boolean;
  busy: boolean;
};
/** A waiting ticket, as far as the order matters; lists of them come in call order. */
export type Waiting = Pick<TicketRow, 'id' | 'offering_id' | 'needs_language' | 'wanted_counter_id' | 'rank_at'>;
/** A wish that has no ticket yet: somebody who would come now. */
export type Wish = Omit<Waiting, 'id'>;

/** The pace of a row, or null while no visit has ended. */
export function paceOf(row: PaceColumns): Pace | null {
  if (row.mean_seconds === null) return null;
  return { samples: row.samples, meanSeconds: row.mean_seconds, deviationSeconds: row.deviation_seconds ?? 0 };
}

/** The standing that `standingOfTicket` found. */
export function standingOf(row: StandingRow): Standing {
  const wait = { ahead: row.ahead, counters: row.counters, idleCounters: row.idle };
  return { ahead: row.ahead, estimate: estimateWait(wait, paceOf(row)) };
}

/**
 * Where every waiting ticket of an office stands: `waiting` in rank order, in one pass. A ticket counts as ahead when an
 * open counter could take both; while no open counter takes the later one, all earlier ones count.
 *
 * @param fallbackBefore tickets of this rank or an earlier one may go to a counter that does not speak their language
 */
export function standings(
  waiting: readonly Waiting[],
  seats: readonly Seat[],
  pace: Pace | null,
  fallbackBefore: Date,
): Map<string, Standing> {
  const before = new WaitingBefore(seats, fallbackBefore);
  const result = new Map<string, Standing>();
  for (const ticket of waiting) {
    result.set(ticket.id, before.standing([ticket], pace));
    before.add(ticket);
  }
  return result;
}

/** Those who wait, counted by which counters may take them: an office has few such kinds, however many wait. */
export class WaitingBefore {
  private readonly counts = new Map<string, { takers: ReadonlySet<Seat>; count: number }>();

  constructor(
    private readonly seats: readonly Seat[],
    private readonly fallbackBefore: Date,
  ) {}

  add(ticket: Wish): void {
    const takers = this.takersOf(ticket);
    const kind = [...takers].map(({ counterId }) => counterId).join();
    const counted = this.counts.get(kind);
    if (counted === undefined) this.counts.set(kind, { takers, count: 1 });
    else counted.count++;
  }

  /** Where somebody would stand who came after all of these for any of `wishes`. */
  standing(wishes: readonly Wish[], pace: Pace | null): Standing {
    const mine = new Set(wishes.flatMap((wish) => [...this.takersOf(wish)]));
    let ahead = 0;
    for (const { takers, count } of this.counts.values()) {
      if (mine.size === 0 || [...takers].some((seat) => mine.has(seat))) ahead += count;
    }
    const idleCounters = [...mine].filter((seat) => !seat.busy).length;
    return { ahead, estimate: estimateWait({ ahead, counters: mine.size, idleCounters }, pace) };
  }

  private takersOf(wish: Wish): ReadonlySet<Seat> {
    return new Set(this.seats.filter((seat) => this.mayTake(seat, wish)));
  }

  private mayTake(seat: Seat, { offering_id, needs_language, wanted_counter_id, rank_at }: Wish): boolean {
    if (seat.paused) return false;
    if (wanted_counter_id === seat.counterId) return true;
    const wantedElsewhere = this.seats.some(({ counterId }) => counterId === wanted_counter_id);
    if (wantedElsewhere || !seat.offerings.has(offering_id)) return false;
    return needs_language === null || seat.languages.includes(needs_language) || rank_at <= this.fallbackBefore;
  }
}
