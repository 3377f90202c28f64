/** A slow model of two days at one desk: minutes of the day, one list of bookings, everything counted anew each time. */

export type PoolCode = 'general' | 'permits' | 'mediation-zh';
export type ServiceCode = 'certificates-information' | 'citizenship' | 'residence-permit-kit';
export type VisitWish = { service: ServiceCode; chinese: boolean };
export type Place = { day: string; start: number; end: number; until: number };
export type ModelBooking = VisitWish &
  Place & {
    status: 'held' | 'lapsed' | 'confirmed' | 'cancelled';
    /** In minutes of the model's clock. */
    expiresAt: number;
    renewals: number;
    holdId: string;
    id: string;
    token: string;
  };
export type ModelClosure = { pool: PoolCode | null; day: string; from: number; to: number };

/** A Thursday and a Tuesday on which the mediators come in the morning. */
export const MODEL_DAYS = ['2026-11-26', '2026-12-01'] as const;
export const HOLD_MINUTES = 10;
export const SLOT_MINUTES = 15;
export const SERVICES: Record<ServiceCode, { pool: PoolCode; duration: number; buffer: number; cap: number }> = {
  'certificates-information': { pool: 'general', duration: 15, buffer: 0, cap: 7 },
  citizenship: { pool: 'general', duration: 30, buffer: 10, cap: Infinity },
  'residence-permit-kit': { pool: 'permits', duration: 45, buffer: 0, cap: Infinity },
};
const POOLS: PoolCode[] = ['general', 'permits', 'mediation-zh'];
const MORNING = [510, 750] as const;
const AFTERNOON = [780, 960] as const;
export const WALK_IN_SHARE: Record<PoolCode, number> = { general: 50, permits: 0, 'mediation-zh': 0 };

export class BookingModel {
  now = 0;
  readonly capacity: Record<PoolCode, number> = { general: 4, permits: 1, 'mediation-zh': 1 };
  closures: ModelClosure[] = [];
  readonly bookings: ModelBooking[] = [];

  static poolsOf({ service, chinese }: VisitWish): PoolCode[] {
    return chinese ? [SERVICES[service].pool, 'mediation-zh'] : [SERVICES[service].pool];
  }

  isLive(booking: ModelBooking): boolean {
    return booking.status === 'confirmed' || (booking.status === 'held' && booking.expiresAt > this.now);
  }

  isOpen(pool: PoolCode, day: string, minute: number): boolean {
    const hours = pool === 'mediation-zh' ? [MORNING] : [MORNING, AFTERNOON];
    const shut = this.closures.some(
      (one) => one.day === day && (one.pool ?? pool) === pool && one.from <= minute && minute < one.to,
    );
    return !shut && hours.some(([from, to]) => from <= minute && minute < to);
  }

  /** The place that a visit takes at a start, or null when the rules have no slot there. */
  slotAt(wish: VisitWish, day: string, start: number): Place | null {
    const pools = BookingModel.poolsOf(wish);
    const open = (minute: number) => pools.every((pool) => this.isOpen(pool, day, minute));
    const { pool, duration, buffer } = SERVICES[wish.service];
    if (!this.isOpen(pool, day, start)) return null;
    let opening = start;
    while (this.isOpen(pool, day, opening - 1)) opening--;
    if ((start - opening) % SLOT_MINUTES !== 0) return null;
    for (let minute = start; minute < start + duration; minute++) if (!open(minute)) return null;
    let until = start + duration;
    while (until < start + duration + buffer && open(until)) until++;
    return { day, start, end: start + duration, until };
  }

  capacityOf(pool: PoolCode, day: string, cell: number): number {
    const minutes = [0, 1, 2, 3, 4].map((more) => this.isOpen(pool, day, cell + more));
    return minutes.includes(true) ? Math.floor((this.capacity[pool] * (100 - WALK_IN_SHARE[pool])) / 100) : 0;
  }

  taken(pool: PoolCode, day: string, cell: number): number {
    return this.bookings.filter(
      (one) =>
        this.isLive(one) && one.day === day && BookingModel.poolsOf(one).includes(pool) && cellsOf(one).includes(cell),
    ).length;
  }

  booked(service: ServiceCode, day: string): number {
    return this.bookings.filter((one) => this.isLive(one) && one.service === service && one.day === day).length;
  }

  /** How many bookings still fit; a booking that moves keeps the cells that it has. */
  left(wish: VisitWish, place: Place, mover?: ModelBooking): number {
    const kept = mover !== undefined && mover.day === place.day ? cellsOf(mover) : [];
    const cells = cellsOf(place).filter((cell) => !kept.includes(cell));
    const places = BookingModel.poolsOf(wish).flatMap((pool) =>
      cells.map((cell) => this.capacityOf(pool, place.day, cell) - this.taken(pool, place.day, cell)),
    );
    const stays = mover !== undefined && mover.day === place.day;
    const quota = stays ? Infinity : SERVICES[wish.service].cap - this.booked(wish.service, place.day);
    return Math.min(quota, ...places);
  }

  freeSlots(wish: VisitWish, day: string): { start: number; end: number; left: number }[] {
    const slots = Array.from({ length: 1440 }, (_, minute) => this.slotAt(wish, day, minute));
    return slots.flatMap((slot) => {
      if (slot === null) return [];
      const left = this.left(wish, slot);
      return left > 0 ? [{ start: slot.start, end: slot.end, left }] : [];
    });
  }

  /** Every cell with something in it. */
  cells(): { pool: PoolCode; day: string; cell: number; taken: number; capacity: number }[] {
    const all = POOLS.flatMap((pool) =>
      MODEL_DAYS.flatMap((day) => Array.from({ length: 288 }, (_, index) => ({ pool, day, cell: index * 5 }))),
    );
    return all.flatMap((one) => {
      const taken = this.taken(one.pool, one.day, one.cell);
      return taken === 0 ? [] : [{ ...one, taken, capacity: this.capacityOf(one.pool, one.day, one.cell) }];
    });
  }

  lapse(): void {
    for (const one of this.bookings) if (one.status === 'held' && !this.isLive(one)) one.status = 'lapsed';
  }
}

/** The cells that a place touches, as minutes of the day. */
export function cellsOf({ start, until }: Pick<Place, 'start' | 'until'>): number[] {
  const cells: number[] = [];
  for (let cell = start - (start % 5); cell < until; cell += 5) cells.push(cell);
  return cells;
}

/** The instant of a minute of a day, as the office writes it. */
export function instantOf(day: string, minute: number): string {
  return `${day}T${wallOf(minute)}:00.000+01:00`;
}

export function wallOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
