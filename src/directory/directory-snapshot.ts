import type {
  DirectoryRows,
  ClosureRow,
  ExceptionalOpeningRow,
  MunicipalityRow,
  OfferingRow,
  OfficeRow,
  OpeningRuleRow,
  PoolRow,
  ServiceRow,
} from './directory.sql.js';
import type {
  DirectorySnapshot,
  MunicipalityRecord,
  OfferingRecord,
  OfficeRecord,
  PoolRecord,
  ServiceCategoryRecord,
} from './directory.types.js';
import { BookingSettings } from './booking-settings.contract.js';
import { OfficeSettings } from './office-settings.contract.js';
import type { Closure, ExceptionalOpening, OpeningRules, WeeklyOpening } from './opening-rules.types.js';

/** Joins the rows of all directory tables into the records that a node keeps. */
export function buildSnapshot(rows: DirectoryRows): DirectorySnapshot {
  const municipalities = rows.municipalities.map(toMunicipality);
  const services = rows.services.map(toService);
  const offices = rows.offices.map((office) => toOffice(rows, office, services));
  return {
    version: rows.version,
    municipalities: new Map(municipalities.map((one) => [one.code, one])),
    services: new Map(services.map((one) => [one.code, one])),
    offices: new Map(offices.map((one) => [one.slug, one])),
    officeById: new Map(offices.map((one) => [one.id, one])),
  };
}

function toOffice(rows: DirectoryRows, row: OfficeRow, services: readonly ServiceCategoryRecord[]): OfficeRecord {
  const mine = <T extends { office_id: number }>(list: T[]) => list.filter((one) => one.office_id === row.id);
  const settings = OfficeSettings.parse(row.settings);
  const offerings = mine(rows.offerings).flatMap((offering) => toOffering(rows, offering, services));
  const counters = mine(rows.counters).map(({ id, code, name }) => ({ id, code, name }));
  const served = new Set(offerings.flatMap((one) => one.municipalities));
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    address: row.address,
    contacts: { phone: null, email: null, wechat: null, ...row.contacts },
    seat: row.seat,
    zone: row.time_zone,
    languages: row.languages,
    settings,
    askPriority: row.ask_priority,
    priorities: row.priorities,
    outcomes: row.outcomes,
    booking: BookingSettings.parse(row.booking),
    rules: toRules(rows, row, settings.ticketsFromMinutesBefore),
    pools: mine(rows.pools).map(toPool),
    offerings,
    offeringById: new Map(offerings.map((one) => [one.id, one])),
    offeringByService: new Map(offerings.map((one) => [one.service.code, one])),
    counters,
    counterById: new Map(counters.map((one) => [one.id, one])),
    counterByCode: new Map(counters.map((one) => [one.code, one])),
    municipalities: rows.municipalities.map(({ code }) => code).filter((code) => served.has(code)),
    notices: mine(rows.notices).map((one) => ({
      id: one.id,
      text: one.text,
      shownFrom: one.shown_from,
      shownUntil: one.shown_until,
    })),
  };
}

function toRules(rows: DirectoryRows, office: OfficeRow, ticketsFromMinutesBefore: number): OpeningRules {
  const mine = <T extends { office_id: number }>(list: T[]) => list.filter((one) => one.office_id === office.id);
  return {
    zone: office.time_zone,
    weekly: mine(rows.opening_rules).map(toWeekly),
    exceptional: mine(rows.exceptional_openings).map(toExceptional),
    closures: mine(rows.closures).map(toClosure),
    holidayCalendar: office.holiday_calendar,
    patronDay: rows.municipalities.find(({ code }) => code === office.patron_day_of)?.patron_day ?? null,
    ticketsFromMinutesBefore,
  };
}

function toMunicipality(row: MunicipalityRow): MunicipalityRecord {
  const { code, name, role, footer } = row;
  const { local_names: localNames, patron_day: patronDay, public_url: publicUrl } = row;
  return { code, name, localNames, role, patronDay, publicUrl, footer, privacyVersion: row.privacy_version };
}

function toService(row: ServiceRow): ServiceCategoryRecord {
  const { id, code, name, description, icon, audience } = row;
  return {
    id,
    code,
    name,
    description,
    icon,
    audience,
    requiredDocuments: row.required_documents,
    costEuro: row.cost_euro,
  };
}

function toPool(row: PoolRow): PoolRecord {
  const { id, code, language } = row;
  return {
    id,
    code,
    language,
    bookingCapacity: row.booking_capacity,
    slotMinutes: row.slot_minutes,
    walkInSharePercent: row.walk_in_share_percent,
    rulesVersion: row.rules_version,
  };
}

function toOffering(
  rows: DirectoryRows,
  row: OfferingRow,
  services: readonly ServiceCategoryRecord[],
): OfferingRecord[] {
  const service = services.find((one) => one.id === row.category_id);
  if (service === undefined) return [];
  const codes = rows.offering_municipalities
    .filter((one) => one.offering_id === row.id)
    .map((one) => one.municipality_code);
  return [
    {
      id: row.id,
      officeId: row.office_id,
      service,
      poolId: row.pool_id,
      prefix: row.prefix,
      durationMinutes: row.duration_minutes,
      walkIn: row.walk_in,
      bookable: row.bookable,
      modes: row.modes,
      bufferMinutes: row.buffer_minutes,
      dailyBookingCap: row.daily_booking_cap,
      maxPeople: row.max_people,
      minutesPerFurtherPerson: row.minutes_per_further_person,
      fields: row.fields,
      dailyTicketCap: row.daily_ticket_cap,
      lastTicketMinutesBefore: row.last_ticket_minutes_before,
      waitTargetMinutes: row.wait_target_minutes,
      hideNameOnPaper: row.hide_name_on_paper,
      municipalities: rows.municipalities.map(({ code }) => code).filter((code) => codes.includes(code)),
    },
  ];
}

function toWeekly(row: OpeningRuleRow): WeeklyOpening {
  const { weekday, valid_from: validFrom, valid_until: validUntil } = row;
  return { ...ownerAndHours(row), weekday, validFrom, validUntil };
}

function toExceptional(row: ExceptionalOpeningRow): ExceptionalOpening {
  return { ...ownerAndHours(row), day: row.day };
}

function ownerAndHours(row: OpeningRuleRow | ExceptionalOpeningRow) {
  return {
    poolId: row.pool_id,
    offeringId: row.offering_id,
    from: wallTime(row.opens),
    to: wallTime(row.closes),
    bookings: row.bookings,
    walkIns: row.walk_ins,
  };
}

function toClosure(row: ClosureRow): Closure {
  return {
    poolId: row.pool_id,
    firstDay: row.first_day,
    lastDay: row.last_day,
    from: row.opens === null ? null : wallTime(row.opens),
    to: row.closes === null ? null : wallTime(row.closes),
    reason: row.reason,
  };
}

/** `HH:mm` of PostgreSQL's `HH:mm:ss`. */
function wallTime(time: string): string {
  return time.slice(0, 5);
}
