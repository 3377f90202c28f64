import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock/clock.js';
import { businessDay, officeInstant } from '../clock/zones.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Database, type Tx } from '../database/database.js';
import { Idempotency, type RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { slotAt, type ScheduledSlot } from '../schedule/slots.js';
import { Availability } from './availability.js';
import { BookingLinks } from './booking-links.js';
import { BookingLog } from './booking-log.js';
import type { BookingRow } from './booking-row.js';
import type { Hold, HoldRequest } from './bookings.contract.js';
import { bookingByHold, holdsOf, insertBooking, liveHold, renewHold, takeTurns } from './bookings.sql.js';
import { Capacity } from './capacity.js';
import { Expiry } from './expiry.js';
import { visitOf, type Visit } from './visit.js';

/** Holds that are alive at once: of one browser, and loosely of all behind one address. */
const MOST_PER_BROWSER = 3;
const MOST_PER_ADDRESS = 40;

/** Where a hold comes from, as far as it is told apart: the browser's own mark and its address. */
export type HoldOrigin = { browser: string; address: string };
/** How a slot is taken: by whom, whether staff may do more than the public, and on top of capacity on purpose. */
export type Taking = { actor: string; byStaff: boolean; force: boolean; origin: HoldOrigin | null };

/** The slot that a command is after, for naming others when it is taken. */
export type Sought = { visit: (office: OfficeRecord) => Visit; start: string; forStaff: boolean };

/** Keeps slots while forms are filled in. */
@Injectable()
export class Holds {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly capacity: Capacity,
    private readonly availability: Availability,
    private readonly expiry: Expiry,
    private readonly log: BookingLog,
    private readonly links: BookingLinks,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'rateLimits'>,
  ) {}

  /**
   * @throws DomainError `not-found`, `not-bookable`, `services-not-combinable`, `outside-booking-window`, `slot-taken`
   * (with the nearest free ones), `too-many-holds`
   */
  async hold(office: OfficeRecord, body: HoldRequest, origin: HoldOrigin, key: RequestKey | null): Promise<Hold> {
    const taking: Taking = { actor: 'citizen', byStaff: false, force: false, origin };
    const visit = (rules: OfficeRecord) => visitOf(rules, body);
    const row = await this.whereFree(office, { visit, start: body.start, forStaff: false }, (rules) =>
      this.idempotency.once(
        key,
        async (tx) => {
          await this.assertFew(tx, rules, origin);
          const held = await this.take(tx, visit(rules), body.start, taking);
          return { result: held, effect: { resultId: held.hold_id, status: 201 } };
        },
        (effect) => this.byHold(office, effect.resultId),
      ),
    );
    return holdView(office, row);
  }

  /** Keeps a hold once more. @throws DomainError `hold-expired`, `hold-not-renewable` */
  async renew(office: OfficeRecord, holdId: string, key: RequestKey | null): Promise<Hold> {
    const row = await this.idempotency.once(
      key,
      async (tx) => {
        const now = this.clock.now();
        const until = now.plus({ minutes: office.booking.holdMinutes });
        const [renewed] = await tx.run(renewHold, [office.id, holdId, now.toJSDate(), until.toJSDate()]);
        if (renewed === undefined) throw await this.notRenewable(tx, office, holdId);
        const set = { expires_at: renewed.expires_at, renewals: renewed.renewals };
        await this.log.append(tx, office, renewed, {
          type: 'booking.renewed',
          at: now,
          actor: 'citizen',
          details: { set },
        });
        return { result: renewed, effect: { resultId: holdId, status: 200 } };
      },
      (effect) => this.byHold(office, effect.resultId),
    );
    return holdView(office, row);
  }

  /** Gives a held slot back; nothing happens where there is none (any more). */
  async release(office: OfficeRecord, holdId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.run(liveHold, [office.id, holdId, this.clock.now().toJSDate()]);
      if (row !== undefined) await this.expiry.lapse(tx, office, [row], 'citizen');
    });
  }

  /**
   * Takes a slot for a new booking, inside the caller's transaction.
   *
   * @throws DomainError `outside-booking-window`, `not-bookable`, `slot-taken`
   */
  async take(tx: Tx, visit: Visit, startText: string, taking: Taking): Promise<BookingRow> {
    const { office } = visit;
    const start = DateTime.fromISO(startText);
    const slot = this.slotOf(visit, start, taking);
    const day = businessDay(start, office.zone);
    const overbooked = await this.capacity.take(tx, visit, slot, day, taking.force);
    const now = this.clock.now();
    const [row] = await tx.run(insertBooking, [
      ...[office.id, uuidv7(), randomUUID(), visit.offerings[0].id, visit.offerings.slice(1).map(({ id }) => id)],
      ...[visit.pools.map(({ id }) => id), visit.municipality, visit.mode, visit.people, visit.needsLanguage, day],
      ...[new Date(slot.start), new Date(slot.end), new Date(slot.until)],
      ...[now.plus({ minutes: office.booking.holdMinutes }).toJSDate(), overbooked, taking.byStaff, now.toJSDate()],
      ...(taking.origin === null ? [null, null] : traces(this.links, office, taking.origin)),
    ]);
    if (row === undefined) throw new DomainError('internal-error', 'The booking was not written.');
    await this.log.append(tx, office, row, {
      type: 'booking.held',
      at: now,
      actor: taking.actor,
      details: heldAs(row),
    });
    return row;
  }

  /**
   * The slot that starts there, if the rules have one and the caller may book it. Staff who force may book any time.
   *
   * @throws DomainError `outside-booking-window`, `not-bookable`
   */
  slotOf(visit: Visit, start: DateTime, { byStaff, force }: Pick<Taking, 'byStaff' | 'force'>): ScheduledSlot {
    const { office, length } = visit;
    const window = this.availability.window(office, byStaff);
    if (start < window.earliest || businessDay(start, office.zone) > window.lastDay) {
      const [opensNext, lastDay] = [officeInstant(window.opensNext, office.zone), window.lastDay];
      throw new DomainError('outside-booking-window', 'This time cannot be booked now.', { opensNext, lastDay });
    }
    const slot = slotAt(office.rules, start.toMillis(), length);
    if (slot !== null) return slot;
    if (!force) throw new DomainError('not-bookable', 'There is no appointment at this time.');
    const end = start.plus({ minutes: length.durationMinutes }).toMillis();
    return { start: start.toMillis(), end, until: end + length.bufferMinutes * 60_000 };
  }

  /**
   * Runs a command that takes a slot, with the rules as they are now. When it is taken, expired holds are given back
   * first and the command runs once more; then the refusal names the nearest free slots.
   */
  async whereFree<T>(office: OfficeRecord, sought: Sought, work: (office: OfficeRecord) => Promise<T>): Promise<T> {
    try {
      return await this.capacity.withRules(office.id, work);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
    // Tried again even when nothing was left to give back: another one may have done that a moment ago.
    await this.expiry.sweepAll(office);
    return this.capacity.withRules(office.id, work).catch(async (error: unknown) => {
      throw isTaken(error) ? await this.taken(office, sought) : error;
    });
  }

  private async taken(office: OfficeRecord, { visit, start, forStaff }: Sought): Promise<DomainError> {
    const nearest = await this.availability.nearest(visit(office), Date.parse(start), forStaff);
    return new DomainError('slot-taken', 'This slot is taken.', { nearest });
  }

  private async assertFew(tx: Tx, office: OfficeRecord, origin: HoldOrigin): Promise<void> {
    if (!this.settings.rateLimits) return;
    const [browser, address] = traces(this.links, office, origin);
    // Only within one browser: a whole building behind one address need not wait for each other.
    await tx.run(takeTurns, [[browser.readBigInt64BE(0).toString()]]);
    const [count] = await tx.run(holdsOf, [office.id, browser, address, this.clock.now().toJSDate()]);
    if (count === undefined || (count.browser < MOST_PER_BROWSER && count.address < MOST_PER_ADDRESS)) return;
    throw new DomainError('too-many-holds', 'Too many slots are kept from here: give one back, or wait a few minutes.');
  }

  private async byHold(office: OfficeRecord, holdId: string): Promise<BookingRow> {
    const [row] = await this.database.run(bookingByHold, [office.id, holdId]);
    if (row === undefined) throw new DomainError('not-found', 'There is no such hold at this office.');
    return row;
  }

  private async notRenewable(tx: Tx, office: OfficeRecord, holdId: string): Promise<DomainError> {
    const [alive] = await tx.run(liveHold, [office.id, holdId, this.clock.now().toJSDate()]);
    if (alive === undefined) return new DomainError('hold-expired', 'The slot is not kept any more.');
    return new DomainError('hold-not-renewable', 'A hold is renewed once only.');
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'slot-taken';
}

function traces(links: BookingLinks, office: OfficeRecord, origin: HoldOrigin): [browser: Buffer, address: Buffer] {
  return [links.trace('browser', office, origin.browser), links.trace('address', office, origin.address)];
}

// All that the hold set, so that the log alone tells it.
function heldAs(row: BookingRow): { set: Partial<BookingRow> } {
  const { offering_id, extra_offering_ids, pool_ids, municipality_code, mode, people, needs_language, day } = row;
  const { starts_at, ends_at, occupied_until, status, expires_at, forced, by_staff, renewals, late, sequence } = row;
  const visit = { offering_id, extra_offering_ids, pool_ids, municipality_code, mode, people, needs_language, day };
  return {
    set: {
      ...visit,
      ...{ starts_at, ends_at, occupied_until, status, expires_at, forced, by_staff, renewals, late, sequence },
    },
  };
}

function holdView(office: OfficeRecord, row: BookingRow): Hold {
  return {
    id: row.hold_id,
    start: officeInstant(row.starts_at, office.zone),
    end: officeInstant(row.ends_at, office.zone),
    expiresAt: officeInstant(row.expires_at ?? row.created_at, office.zone),
    renewable: row.renewals === 0,
  };
}
