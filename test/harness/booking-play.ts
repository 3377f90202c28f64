import { expect } from '@jest/globals';
import { DateTime } from 'luxon';
import type { ApiClient } from './api-client.js';
import {
  BookingModel,
  cellsOf,
  HOLD_MINUTES,
  instantOf,
  MODEL_DAYS,
  SERVICES,
  wallOf,
  type ModelBooking,
  type Place,
  type PoolCode,
  type VisitWish,
} from './booking-model.js';
import * as desk from './bookings.js';
import { OFFICE_PATH, type TestOffice } from './office.js';
import { TUESDAY_MORNING } from './settings.js';

type At = { day: string; start: number };
/** Whom it concerns, by a number that falls on one of the bookings there are, and the node that is asked. */
type Pick = { pick: number; node: number };
/** One thing that happens at the desk. */
export type PlayCommand =
  | ({ kind: 'hold' } & VisitWish & At & Pick)
  | ({ kind: 'confirm' | 'renew' | 'release' | 'cancel' } & Pick)
  | ({ kind: 'move' } & At & Pick)
  | ({ kind: 'staff'; force: boolean } & VisitWish & At & Pick)
  | { kind: 'tick'; minutes: number }
  | { kind: 'capacity'; pool: PoolCode; capacity: number }
  | { kind: 'close'; pool: PoolCode | null; day: string; from: number; minutes: number }
  | { kind: 'open' };

/** Plays commands against the office and the model side by side. */
export class BookingPlay {
  readonly model = new BookingModel();
  /** How often each answer came. */
  readonly outcomes: Record<string, number> = {};
  /** Some rule has changed that a node may not know yet. */
  private stale = true;

  /** @param citizens without credentials, one per node @param operators signed in, one per node */
  constructor(
    private readonly office: TestOffice,
    private readonly citizens: ApiClient[],
    private readonly operators: ApiClient[],
  ) {}

  async run(next: PlayCommand): Promise<void> {
    switch (next.kind) {
      case 'hold':
        return this.hold(next, next.node);
      case 'confirm':
        return this.confirm(next);
      case 'renew':
        return this.renew(next);
      case 'release':
        return this.release(next);
      case 'move':
        return this.move(next);
      case 'cancel':
        return this.cancel(next);
      case 'staff':
        return this.staff(next);
      case 'tick':
        this.model.now += next.minutes;
        return this.office.setClock(DateTime.fromISO(TUESDAY_MORNING).plus({ minutes: this.model.now }).toISO() ?? '');
      case 'capacity':
        this.model.capacity[next.pool] = next.capacity;
        await this.office.sql('update pool set booking_capacity = $2 where code = $1', [next.pool, next.capacity]);
        return this.changed();
      case 'close':
        this.model.closures.push({ ...next, to: next.from + next.minutes });
        await desk.close(
          this.office,
          next.day,
          wallOf(next.from),
          wallOf(next.from + next.minutes),
          next.pool ?? undefined,
        );
        return this.changed();
      case 'open':
        this.model.closures = [];
        await this.office.sql('delete from closure');
        return this.changed();
    }
  }

  private async hold(next: VisitWish & { day: string; start: number }, node: number): Promise<void> {
    const place = this.model.slotAt(next, next.day, next.start);
    const wanted = desk.aWish(instantOf(next.day, next.start), languageOf(next));
    const expected = this.expectedFor(next, place);
    const { status, body } = await this.ask('hold', expected, () =>
      desk.tryHold(this.citizens[node]!, wanted.start, { ...wanted, service: next.service }),
    );
    expect(status).toBe(expected === null ? 201 : 409);
    if (expected === 'slot-taken') this.model.lapse();
    if (place === null || expected !== null) return;
    expect(body).toMatchObject({ start: instantOf(place.day, place.start), end: instantOf(place.day, place.end) });
    this.add(next, place, { status: 'held', holdId: body.id });
  }

  private async confirm({ pick: at, node }: { pick: number; node: number }): Promise<void> {
    const one = this.pick(at, 'held');
    if (one?.holdId === undefined || one.status === 'confirmed' || one.status === 'cancelled') return;
    const live = this.model.isLive(one);
    const { status, body } = await desk.tryConfirm(this.citizens[node]!, one.holdId);
    this.count(`confirm ${live}`);
    expect([status, body.code === 'hold-expired']).toEqual(live ? [201, false] : [409, true]);
    if (live) Object.assign(one, { status: 'confirmed', id: body.id, token: body.token });
  }

  private async renew({ pick: at, node }: { pick: number; node: number }): Promise<void> {
    const one = this.pick(at, 'held');
    if (one?.status !== 'held') return;
    const { status } = await this.citizens[node]!.post(`${OFFICE_PATH}/holds/${one.holdId}/renew`);
    const works = this.model.isLive(one) && one.renewals === 0;
    expect(status).toBe(works ? 200 : 409);
    if (works) Object.assign(one, { renewals: 1, expiresAt: this.model.now + HOLD_MINUTES });
  }

  private async release({ pick: at, node }: { pick: number; node: number }): Promise<void> {
    const one = this.pick(at, 'held');
    if (one?.status !== 'held') return;
    expect((await this.citizens[node]!.delete(`${OFFICE_PATH}/holds/${one.holdId}`)).status).toBe(204);
    one.status = 'lapsed';
  }

  private async move({ pick: at, node, day, start }: { pick: number; node: number; day: string; start: number }) {
    const one = this.pick(at, 'confirmed');
    if (one?.token === undefined || one.token === '') return;
    const place = this.model.slotAt(one, day, start);
    const same = one.day === day && one.start === start;
    const expected = one.status === 'cancelled' ? 'wrong-status' : same ? null : this.expectedFor(one, place, one);
    const { status } = await this.ask('move', expected, () =>
      desk.tryMove(this.citizens[node]!, one, instantOf(day, start)),
    );
    expect(status).toBe(expected === null ? 200 : 409);
    if (expected === 'slot-taken') this.model.lapse();
    if (expected === null && !same) Object.assign(one, place);
  }

  private async cancel({ pick: at, node }: { pick: number; node: number }): Promise<void> {
    const one = this.pick(at, 'confirmed');
    if (one?.token === undefined || one.token === '') return;
    expect((await desk.tryCancel(this.citizens[node]!, one)).status).toBe(200);
    one.status = 'cancelled';
  }

  private async staff(next: VisitWish & { day: string; start: number; node: number; force: boolean }): Promise<void> {
    const { duration, buffer } = SERVICES[next.service];
    const byRule = this.model.slotAt(next, next.day, next.start);
    const end = next.start + duration;
    const place = byRule ?? (next.force ? { day: next.day, start: next.start, end, until: end + buffer } : null);
    const expected = next.force ? null : this.expectedFor(next, place);
    const more = { ...languageOf(next), service: next.service, force: next.force };
    const { status, body } = await this.ask('staff', expected, () =>
      desk.tryStaffBooking(this.operators[next.node]!, instantOf(next.day, next.start), more),
    );
    expect(status).toBe(expected === null ? 201 : 409);
    if (expected === 'slot-taken') this.model.lapse();
    if (place === null || expected !== null) return;
    const known = !this.model.bookings.some((one) => one.status === 'held' && !this.model.isLive(one));
    this.add(next, place, { status: 'confirmed', id: body.id });
    if (known) expect(body.forced).toBe(this.isOver(next, place));
  }

  /** Availability, cells and the overbooked list are what the model says. */
  async compare(): Promise<void> {
    await desk.rereadDirectory(this.office);
    this.stale = false;
    await this.compareAvailability();
    await desk.sweep(this.office);
    this.model.lapse();
    expect([await desk.miscountedCells(this.office), await desk.miscountedDays(this.office)]).toEqual([[], []]);
    const cells = this.model.cells();
    expect(await storedCells(this.office)).toEqual(
      cells.map(({ pool, day, cell, taken, capacity }) => `${pool} ${day} ${cell} ${taken}/${capacity}`).sort(),
    );
    await this.compareOverbooked(cells);
  }

  private async compareAvailability(): Promise<void> {
    for (const day of MODEL_DAYS) {
      for (const [service, chinese] of [
        ['certificates-information', false],
        ['citizenship', true],
        ['residence-permit-kit', false],
      ] as const) {
        const query = { service, ...(chinese ? { needsLanguage: 'zh-Hans' } : {}) };
        const free = await desk.freeSlots(this.citizens[1]!, day, query);
        const expected = this.model.freeSlots({ service, chinese }, day);
        expect(free).toEqual(
          expected.map(({ start, end, left }) => ({ start: instantOf(day, start), end: instantOf(day, end), left })),
        );
      }
    }
  }

  private async compareOverbooked(cells: ReturnType<BookingModel['cells']>): Promise<void> {
    const over = cells.filter(({ taken, capacity }) => taken > capacity);
    this.count(over.length > 0 ? 'overbooked' : 'in order');
    const listed = await desk.overbooked(this.operators[0]!);
    const seen = listed.flatMap(({ pool, start, end, capacity }) => {
      const [day, from, to] = [start.slice(0, 10), minuteOf(start), minuteOf(end)];
      return cellsOf({ start: from, until: to }).map((cell) => `${pool} ${day} ${cell} ${capacity}`);
    });
    expect(seen.sort()).toEqual(
      over.map(({ pool, day, cell, capacity }) => `${pool} ${day} ${cell} ${capacity}`).sort(),
    );
    for (const { pool, start, end, taken, bookings } of listed) {
      const [day, from, to] = [start.slice(0, 10), minuteOf(start), minuteOf(end)];
      const inside = over.filter((one) => one.pool === pool && one.day === day && from <= one.cell && one.cell < to);
      expect(taken).toBe(Math.max(...inside.map((one) => one.taken)));
      const there = this.model.bookings.filter(
        (one) =>
          one.status === 'confirmed' &&
          one.day === day &&
          BookingModel.poolsOf(one).includes(pool as PoolCode) &&
          one.start < to &&
          one.until > from,
      );
      expect(bookings.map(({ id }) => id).sort()).toEqual(there.map(({ id }) => id).sort());
    }
  }

  private expectedFor(next: VisitWish, place: Place | null, mover?: ModelBooking): string | null {
    if (place === null) return 'not-bookable';
    return this.model.left(next, place, mover) > 0 ? null : 'slot-taken';
  }

  private isOver(next: VisitWish, place: Place): boolean {
    return BookingModel.poolsOf(next).some((pool) =>
      cellsOf(place).some(
        (cell) => this.model.taken(pool, place.day, cell) > this.model.capacityOf(pool, place.day, cell),
      ),
    );
  }

  // For a second after a change a node may say of a slot that it does not know that there is none; never the opposite.
  private async ask<T extends desk.Refusal>(
    kind: string,
    expected: string | null,
    call: () => Promise<{ status: number; body: T }>,
  ) {
    let answer = await call();
    if (this.stale && answer.body.code === 'not-bookable' && expected !== 'not-bookable') {
      await desk.rereadDirectory(this.office);
      this.stale = false;
      answer = await call();
    }
    this.count(`${kind} ${answer.status < 300 ? 'ok' : answer.body.code}`);
    if (expected !== null || answer.status >= 300) expect(answer.body.code).toBe(expected ?? undefined);
    return answer;
  }

  private count(outcome: string): void {
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
  }

  private changed(): void {
    this.stale = true;
  }

  private add(next: VisitWish, place: Place, more: Partial<ModelBooking>): void {
    const { service, chinese } = next;
    const expiresAt = this.model.now + HOLD_MINUTES;
    const none = { status: 'held' as const, renewals: 0, holdId: '', id: '', token: '' };
    this.model.bookings.push({ service, chinese, ...place, expiresAt, ...none, ...more });
  }

  // Mostly one that the command is meant for, sometimes any.
  private pick(at: number, status?: ModelBooking['status']): ModelBooking | undefined {
    const meant = this.model.bookings.filter((one) => one.status === status);
    const some = meant.length === 0 || at % 8 === 0 ? this.model.bookings : meant;
    return some[at % Math.max(1, some.length)];
  }
}

function languageOf({ chinese }: VisitWish): { needsLanguage?: string } {
  return chinese ? { needsLanguage: 'zh-Hans' } : {};
}

function minuteOf(instant: string): number {
  return Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16));
}

async function storedCells(office: TestOffice): Promise<string[]> {
  const rows = await office.sql(
    `select p.code || ' ' || to_char(w.at, 'YYYY-MM-DD') || ' ' || (extract(hour from w.at) * 60 + extract(minute from w.at))::int
       || ' ' || c.taken || '/' || c.capacity as cell
     from pool_cell c join pool p on p.id = c.pool_id, lateral (select c.cell_at at time zone 'Europe/Rome' as at) w
     where c.taken > 0`,
  );
  return rows.map(({ cell }) => String(cell)).sort();
}
