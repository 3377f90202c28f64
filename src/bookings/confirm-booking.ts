import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';
import { Clock } from '../clock/clock.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import type { Tx } from '../database/database.js';
import { Idempotency, type RequestKey } from '../database/idempotency.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { languageFaults } from '../directory/office-lookup.js';
import { DomainError, InvalidRequest, type Fault } from '../http/domain-error.js';
import { servicesOf } from './booked-services.js';
import { BookingChanges, wrongBookingStatus } from './booking-changes.js';
import { newBookingCode } from './booking-code.js';
import { BookingLinks } from './booking-links.js';
import { BookingLog } from './booking-log.js';
import { BookingReads } from './booking-reads.js';
import type { BookingRow } from './booking-row.js';
import type { BookingRequest, StaffBookingRequest } from './bookings.contract.js';
import { confirmHold, liveHold, lockBooking } from './bookings.sql.js';
import { ContactLimits } from './contact-limits.js';
import { fieldFaults } from './fields.js';
import { Holds, type Taking } from './holds.js';
import { visitOf } from './visit.js';

/** Codes that met another one by chance are drawn again; three in a row do not happen. */
const CODE_ATTEMPTS = 3;
const CONTACT_LANGUAGE = 'contact.language';

type Contact = NonNullable<StaffBookingRequest['contact']>;
type Filled = { contact: Contact; language: string; notes: string; fields: BookingRow['fields']; actor: string };

/** A held slot becomes a booking; staff book without a hold. */
@Injectable()
export class ConfirmBooking {
  constructor(
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly directory: Directory,
    private readonly holds: Holds,
    private readonly limits: ContactLimits,
    private readonly log: BookingLog,
    private readonly changes: BookingChanges,
    private readonly links: BookingLinks,
    private readonly reads: BookingReads,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'smtpUrl'>,
  ) {}

  /**
   * A citizen confirms a hold.
   *
   * @throws DomainError `hold-expired`, `too-many-bookings`
   * @throws InvalidRequest for a language or answer that the services do not know, or a missing e-mail address or phone number
   */
  confirm(office: OfficeRecord, body: BookingRequest, key: RequestKey | null): Promise<BookingRow> {
    return this.once(office, key, async (tx) => {
      await this.limits.lock(tx, office, body.contact);
      const [held] = await tx.run(liveHold, [office.id, body.holdId, this.clock.now().toJSDate()]);
      if (held === undefined) throw new DomainError('hold-expired', 'The slot is not kept any more: choose one again.');
      this.assertFilled(office, held, body);
      await this.limits.assertRoom(tx, office, body.contact);
      const { contact, notes = '', fields = {} } = body;
      const filled = { contact, language: contact.language, notes, fields, actor: 'citizen' };
      return this.fill(tx, office, held, filled, this.awaitsEmail(office));
    });
  }

  /**
   * Staff book for somebody, at once and without limits per contact; with `force` on top of capacity.
   *
   * @throws DomainError what {@link Holds.take} throws
   */
  book(office: OfficeRecord, body: StaffBookingRequest, actor: string, key: RequestKey | null): Promise<BookingRow> {
    const taking: Taking = { actor, byStaff: true, force: body.force === true, origin: null };
    const visitBy = (rules: OfficeRecord) => visitOf(rules, body);
    return this.holds.whereFree(office, { visit: visitBy, start: body.start, forStaff: true }, (rules) =>
      this.once(office, key, async (tx) => {
        const visit = visitBy(rules);
        const language = body.contact?.language ?? office.languages[0] ?? 'it';
        refuse([
          ...languageFaults(office, language, CONTACT_LANGUAGE),
          ...fieldFaults(visit.offerings, body.fields ?? {}, false),
        ]);
        const held = await this.holds.take(tx, visit, body.start, taking);
        const { contact = {}, notes = '', fields = {} } = body;
        return this.fill(tx, office, held, { contact, language, notes, fields, actor }, false);
      }),
    );
  }

  /** Confirms by the link in the e-mail; again is no mistake. @throws DomainError `hold-expired`, `wrong-status` */
  async prove(office: OfficeRecord, bookingId: string, proof: string, key: RequestKey | null): Promise<BookingRow> {
    return this.idempotency.once(
      key,
      async (tx) => {
        const [row] = await tx.run(lockBooking, [office.id, bookingId]);
        if (row === undefined) throw new DomainError('not-found', 'There is no such booking.');
        if (!sameText(proof, this.links.proof(office, row))) {
          throw new InvalidRequest([{ path: 'proof', message: 'is not the one in the e-mail' }]);
        }
        return { result: await this.proven(tx, office, row), effect: { resultId: row.id, status: 200 } };
      },
      (effect) => this.reads.row(office, effect.resultId),
    );
  }

  private async proven(tx: Tx, office: OfficeRecord, row: BookingRow): Promise<BookingRow> {
    const at = this.clock.now();
    if (row.status === 'confirmed') return row;
    const late = row.status === 'lapsed' || (row.expires_at !== null && row.expires_at <= at.toJSDate());
    if (late) throw new DomainError('hold-expired', 'The link came too late: the slot is not kept any more.');
    if (row.status !== 'awaiting-confirmation') throw wrongBookingStatus(row.status);
    const patch = { status: 'confirmed' as const, expires_at: null, confirmed_at: at.toJSDate() };
    return this.changes.write(tx, office, row, patch, { type: 'booking.confirmed', at, actor: 'citizen' });
  }

  private async once(office: OfficeRecord, key: RequestKey | null, work: (tx: Tx) => Promise<BookingRow>) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.idempotency.once(
          key,
          async (tx) => {
            const row = await work(tx);
            return { result: row, effect: { resultId: row.id, status: 201 } };
          },
          (effect) => this.reads.row(office, effect.resultId),
        );
      } catch (error) {
        if (attempt === CODE_ATTEMPTS || !isCodeTaken(error)) throw error;
      }
    }
  }

  private async fill(tx: Tx, office: OfficeRecord, held: BookingRow, filled: Filled, awaits: boolean) {
    const at = this.clock.now();
    const status = awaits ? 'awaiting-confirmation' : 'confirmed';
    const { contact, language, notes, fields, actor } = filled;
    const read = actor === 'citizen' ? this.directory.municipality(held.municipality_code)?.privacyVersion : undefined;
    const [row] = await tx.run(confirmHold, [
      ...[office.id, held.id, at.toJSDate(), status, awaits ? lapsesAt(office, held, at) : null],
      ...[awaits ? null : at.toJSDate(), newBookingCode(), language, contact.name ?? null, contact.surname ?? null],
      ...[contact.email ?? null, contact.phone ?? null, notes === '' ? null : notes, JSON.stringify(fields)],
      ...[read ?? null, read === undefined ? null : language, read === undefined ? null : at.toJSDate()],
      this.links.hash(this.links.tokenOf(office, held.id, held.token_version)),
    ]);
    if (row === undefined) throw new DomainError('hold-expired', 'The slot is not kept any more: choose one again.');
    const { code, expires_at, confirmed_at } = row;
    const details = { set: { status, code, language, expires_at, confirmed_at } };
    await this.log.append(tx, office, row, {
      type: awaits ? 'booking.requested' : 'booking.confirmed',
      ...{ at, actor, details },
    });
    return row;
  }

  private assertFilled(office: OfficeRecord, held: BookingRow, { contact, fields = {} }: BookingRequest): void {
    const offerings = servicesOf(office, held);
    const email = this.awaitsEmail(office) && contact.email == null;
    const phone = held.mode !== 'desk' && contact.phone == null;
    refuse([
      ...languageFaults(office, contact.language, CONTACT_LANGUAGE),
      ...(email ? [{ path: 'contact.email', message: 'is needed: the appointment is confirmed by e-mail' }] : []),
      ...(phone ? [{ path: 'contact.phone', message: 'is needed: this appointment is not at the desk' }] : []),
      ...fieldFaults(offerings, fields, true),
    ]);
  }

  // Without a mail server nobody could ever open the link.
  private awaitsEmail(office: OfficeRecord): boolean {
    return office.booking.confirmEmail && this.settings.smtpUrl !== null;
  }
}

function lapsesAt(office: OfficeRecord, held: BookingRow, at: DateTime): Date {
  const latest = at.plus({ minutes: office.booking.confirmMinutes }).toJSDate();
  return latest < held.starts_at ? latest : held.starts_at;
}

function refuse(faults: Fault[]): void {
  if (faults.length > 0) throw new InvalidRequest(faults);
}

function isCodeTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'booking_code';
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
