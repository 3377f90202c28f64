import type { DateTime } from 'luxon';
import { businessDay, officeInstant } from '../clock/zones.js';
import type { OfficeDetail, ServiceItem } from '../directory/directory.contract.js';
import type { OfferingRecord, OfficeRecord } from '../directory/directory.types.js';
import { localizedField, localizedText, type Wanted } from '../directory/localize.js';
import { officeItem } from '../directory/office-item.js';
import { refuseBadDays } from './days-asked.js';
import { openIntervals } from './open-intervals.js';
import { joinSpans, nextOpening, openingState, type OpenSpan } from './opening-state.js';
import type { OpeningDay, OpeningHoursQuery } from './schedule.contract.js';
import { walkInState } from './walk-in-state.js';
import { addDays, daysBetween } from './wall-time.js';

type Attendance = { attended: boolean; languages: string[] };

/** An office as it is at `now`. `emails`: this installation sends e-mails. */
export function officeDetail(
  office: OfficeRecord,
  now: DateTime,
  attendance: Attendance,
  wanted: Wanted,
  emails: boolean,
): OfficeDetail {
  const state = openingState(office.rules, now);
  const named = (entry: { code: string; name: Readonly<Record<string, string>> }) => ({
    code: entry.code,
    ...localizedField('name', entry.name, wanted, office.languages),
  });
  return {
    ...officeItem(office, wanted),
    open: state.open,
    openUntil: officeInstant(state.openUntil, office.zone),
    ticketsOpen: office.offerings.some((offering) => walkInState(office.rules, offering, now).ticketsOpen),
    attended: attendance.attended,
    languagesNow: attendance.languages,
    today: spanViews(state.today, office),
    ...reason(state.closedBecause, wanted, office),
    nextOpening: officeInstant(state.nextOpening, office.zone),
    priorities: office.priorities.map((one) => ({ ...named(one), boostMinutes: one.boostMinutes })),
    askPriority: office.askPriority,
    outcomes: office.outcomes.map(named),
    counters: office.counters.map(named),
    contacts: { ...office.contacts },
    seat: office.seat,
    booking: bookingTerms(office, emails),
    mediation: mediationHours(office, now),
    recallsBeforeNoShow: office.settings.recallsBeforeNoShow,
    languageFallbackMinutes: office.settings.languageFallbackMinutes,
    languageAdvantageMinutes: office.settings.languageAdvantageMinutes,
  };
}

/** A service as an office offers it, and whether a ticket may be taken for it at `now`. */
export function serviceItem(
  office: OfficeRecord,
  offering: OfferingRecord,
  now: DateTime,
  wanted: Wanted,
): ServiceItem {
  const { service } = offering;
  const { ticketsOpen, waitMayPassGap } = walkInState(office.rules, offering, now);
  return {
    code: service.code,
    ...localizedField('name', service.name, wanted, office.languages),
    ...localizedField('description', service.description, wanted, office.languages),
    requiredDocuments: service.requiredDocuments.map((text) => localizedText(text, wanted, office.languages)),
    municipalities: [...offering.municipalities],
    prefix: offering.prefix,
    durationMinutes: offering.durationMinutes,
    walkIn: offering.walkIn,
    bookable: offering.bookable,
    modes: [...offering.modes],
    icon: service.icon,
    costEuro: service.costEuro,
    audience: [...service.audience],
    maxPeople: offering.maxPeople,
    fields: offering.fields.map((field) => fieldItem(office, field, wanted)),
    combinableWith: office.offerings.filter((other) => combinable(offering, other)).map((other) => other.service.code),
    ticketsOpen,
    waitMayPassGap,
  };
}

/**
 * Whether two services fit into one booked visit: it is one stretch of one pool's time, in a mode and for a municipality
 * that both have.
 */
export function combinable(one: OfferingRecord, other: OfferingRecord): boolean {
  return (
    one.id !== other.id &&
    one.bookable &&
    other.bookable &&
    one.poolId === other.poolId &&
    one.modes.some((mode) => other.modes.includes(mode)) &&
    one.municipalities.some((code) => other.municipalities.includes(code))
  );
}

function spanViews(spans: readonly OpenSpan[], { zone }: OfficeRecord): OfficeDetail['today'] {
  return spans.map(({ from, to }) => ({ from: officeInstant(from, zone), to: officeInstant(to, zone) }));
}

/** How many days after tomorrow the next hours of mediators are looked for. */
const MEDIATION_AHEAD_DAYS = 61;

function mediationHours(office: OfficeRecord, now: DateTime): OfficeDetail['mediation'] {
  const today = businessDay(now, office.zone);
  return office.pools.flatMap(({ id, language }) => {
    if (language === null) return [];
    const owner = { poolId: id, offeringId: null };
    const hours = joinSpans(openIntervals(office.rules, today, owner).intervals);
    const next = nextOpening(office.rules, addDays(today, 1), now, owner, MEDIATION_AHEAD_DAYS);
    return [
      {
        language,
        today: spanViews(hours, office),
        next: officeInstant(next, office.zone),
      },
    ];
  });
}

function bookingTerms(office: OfficeRecord, emails: boolean): OfficeDetail['booking'] {
  const { booking } = office;
  return {
    emails,
    confirmEmail: emails && booking.confirmEmail,
    confirmMinutes: booking.confirmMinutes,
    holdMinutes: booking.holdMinutes,
    horizonDays: booking.horizonDays,
    noticeMinutes: booking.noticeMinutes,
    moveNoticeMinutes: booking.moveNoticeMinutes,
    cancelNoticeMinutes: booking.cancelNoticeMinutes,
    checkInFromMinutesBefore: booking.checkInFromMinutesBefore,
    graceMinutes: booking.graceMinutes,
    contactRetentionDays: booking.contactRetentionDays,
    reminderHoursBefore: emails ? booking.reminderHoursBefore : 0,
    languages: [...new Set(office.pools.flatMap(({ language }) => (language === null ? [] : [language])))],
  };
}

function fieldItem(
  office: OfficeRecord,
  field: OfferingRecord['fields'][number],
  wanted: Wanted,
): ServiceItem['fields'][number] {
  return {
    key: field.key,
    ...localizedField('label', field.label, wanted, office.languages),
    kind: field.kind,
    required: field.required,
    maxLength: field.maxLength,
    min: field.min ?? null,
    max: field.max ?? null,
    choices: field.choices.map(({ code, label }) => ({
      code,
      ...localizedField('label', label, wanted, office.languages),
    })),
  };
}

/** An office's openings on a day. */
export function openingDay(office: OfficeRecord, date: string, wanted: Wanted): OpeningDay {
  const { intervals, closedBecause } = openIntervals(office.rules, date);
  return {
    date,
    intervals: intervals.map(({ from, to, bookings, walkIns }) => ({
      from: officeInstant(from, office.zone),
      to: officeInstant(to, office.zone),
      bookings,
      walkIns,
    })),
    ...reason(closedBecause, wanted, office),
  };
}

const USUAL_DAYS = 14;

/**
 * The days that an opening-hours query asks for: from today, two weeks, unless it says otherwise.
 *
 * @throws InvalidRequest when `to` comes before `from`, or later than 62 days allow
 */
export function daysAsked(office: OfficeRecord, query: OpeningHoursQuery, now: DateTime): string[] {
  const from = query.from ?? businessDay(now, office.zone);
  const to = query.to ?? addDays(from, USUAL_DAYS - 1);
  refuseBadDays(from, to);
  return daysBetween(from, to);
}

function reason(text: Readonly<Record<string, string>> | null, wanted: Wanted, office: OfficeRecord) {
  return text === null ? { closedBecause: null } : localizedField('closedBecause', text, wanted, office.languages);
}
