import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../clock/clock.js';
import { officeInstant } from '../clock/zones.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { localizedField, localizedText, type Wanted } from '../directory/localize.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { BookingLinks } from './booking-links.js';
import type { BookingRow } from './booking-row.js';
import { documentsOf, servicesOf } from './booked-services.js';
import type { Booking, StaffBooking } from './bookings.contract.js';

type Shared = Omit<Booking, 'token' | 'mayMoveUntil' | 'mayCancelUntil' | 'emailTo' | 'ticket' | 'links'>;

/** Bookings as their citizens and as staff see them. */
@Injectable()
export class BookingViews {
  constructor(
    private readonly clock: Clock,
    private readonly links: BookingLinks,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'smtpUrl'>,
  ) {}

  /** For whoever holds the link. */
  booking(office: OfficeRecord, row: BookingRow, wanted: Wanted): Booking {
    const { moveNoticeMinutes, cancelNoticeMinutes } = office.booking;
    const { token, ...links } = this.links.of(office, row);
    return {
      ...shared(office, row, wanted),
      token,
      mayMoveUntil: row.status === 'confirmed' ? this.until(office, row, moveNoticeMinutes) : null,
      mayCancelUntil: isOpen(row) ? this.until(office, row, cancelNoticeMinutes) : null,
      emailTo: this.settings.smtpUrl === null ? null : row.email,
      ticket: row.ticket_number === null ? null : { number: row.ticket_number },
      links,
    };
  }

  /** For staff of the office. */
  staffBooking(office: OfficeRecord, row: BookingRow, wanted: Wanted): StaffBooking {
    return {
      ...shared(office, row, wanted),
      createdAt: officeInstant(row.created_at, office.zone),
      byStaff: row.by_staff,
      forced: row.forced,
      late: row.late,
      checkedInAt: officeInstant(row.checked_in_at, office.zone),
      ticket: row.ticket_id === null ? null : { id: row.ticket_id, number: row.ticket_number ?? '' },
      cancelReason: row.cancel_reason,
      contactErased: row.contact_erased_at !== null,
    };
  }

  private until(office: OfficeRecord, row: BookingRow, noticeMinutes: number): string | null {
    const until = DateTime.fromJSDate(row.starts_at).minus({ minutes: noticeMinutes });
    return until < this.clock.now() ? null : officeInstant(until, office.zone);
  }
}

function isOpen({ status }: BookingRow): boolean {
  return status === 'confirmed' || status === 'awaiting-confirmation';
}

function shared(office: OfficeRecord, row: BookingRow, wanted: Wanted): Shared {
  const [main, ...extras] = servicesOf(office, row);
  const name = main?.service.name ?? { [office.languages[0] ?? 'it']: String(row.offering_id) };
  const { name: given, surname, email, phone } = row;
  return {
    id: row.id,
    code: row.code ?? '',
    office: office.slug,
    ...localizedField('officeName', office.name, wanted, office.languages),
    address: { ...office.address },
    service: main?.service.code ?? String(row.offering_id),
    ...localizedField('serviceName', name, wanted, office.languages),
    extraServices: extras.map(({ service }) => service.code),
    municipality: row.municipality_code,
    needsLanguage: row.needs_language,
    mode: row.mode,
    people: row.people,
    start: officeInstant(row.starts_at, office.zone),
    end: officeInstant(row.ends_at, office.zone),
    status: row.status,
    contact: { name: given, surname, email, phone, language: row.language ?? office.languages[0] ?? 'it' },
    notes: row.notes,
    fields: row.fields,
    documents: documentsOf(office, row).map((text) => localizedText(text, wanted, office.languages)),
    checkInFrom: row.mode === 'desk' ? officeInstant(checkInFrom(office, row), office.zone) : null,
    confirmBefore: row.status === 'awaiting-confirmation' ? officeInstant(row.expires_at, office.zone) : null,
  };
}

/** When check-in opens for a booking at the desk. */
export function checkInFrom(office: OfficeRecord, row: Pick<BookingRow, 'starts_at'>): DateTime {
  return DateTime.fromJSDate(row.starts_at).minus({ minutes: office.booking.checkInFromMinutesBefore });
}
