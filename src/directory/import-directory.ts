import type { Tx } from '../database/database.js';
import type { DirectoryFile, HoursInFile, OfferingInFile, OfficeInFile } from './directory-file.contract.js';
import { BookingSettings } from './booking-settings.contract.js';
import { OfficeSettings } from './office-settings.contract.js';

type Row = Record<string, unknown>;
type Ids = ReadonlyMap<string, number>;
type HoursOwnerColumns = { office_id: number; pool_id: number | null; offering_id: number | null };

/**
 * Imports a checked directory file into an empty database. Several nodes may try at once: the first one does it, the
 * others wait for its transaction and find the directory filled.
 *
 * @returns false, with nothing changed, when the directory already has something
 */
export async function importDirectory(tx: Tx, file: DirectoryFile): Promise<boolean> {
  await tx.manager.query('select version from directory_version for update');
  const [found] = await tx.manager.query<{ filled: boolean }[]>(
    'select exists (select from municipality) or exists (select from office) as filled',
  );
  if (found?.filled !== false) return false;
  await insert(tx, 'municipality', file.municipalities.map(municipalityRow));
  const services = await insert(tx, 'service_category', file.serviceCategories.map(serviceRow), 'code');
  const offices = await insert(tx, 'office', file.offices.map(officeRow), 'slug');
  for (const office of file.offices) {
    await importOffice(tx, office, idOf(offices, office.slug), file.offerings, services);
  }
  return true;
}

async function importOffice(
  tx: Tx,
  office: OfficeInFile,
  officeId: number,
  allOfferings: readonly OfferingInFile[],
  services: Ids,
): Promise<void> {
  const offerings = allOfferings.filter((one) => one.office === office.slug);
  const pools = await insert(
    tx,
    'pool',
    office.pools.map((pool) => poolRow(pool, officeId)),
    'code',
  );
  await insert(
    tx,
    'counter',
    office.counters.map((one, position) => ({ office_id: officeId, code: one.code, name: one.name, position })),
  );
  const rows = offerings.map((one, position) => offeringRow(one, position, officeId, pools, services));
  const byCategory = await insert(tx, 'offering', rows, 'category_id');
  const offeringId = (one: OfferingInFile) => idOf(byCategory, String(idOf(services, one.service)));
  await insert(
    tx,
    'offering_municipality',
    offerings.flatMap((one) =>
      one.municipalities.map((code) => ({ offering_id: offeringId(one), municipality_code: code })),
    ),
  );
  await insert(tx, 'opening_rule', [
    ...ruleRows(office.openingHours, { office_id: officeId, pool_id: null, offering_id: null }),
    ...office.pools.flatMap((pool) =>
      ruleRows(pool.openingHours, { office_id: officeId, pool_id: idOf(pools, pool.code), offering_id: null }),
    ),
    ...offerings.flatMap((one) =>
      ruleRows(one.openingHours, { office_id: officeId, pool_id: null, offering_id: offeringId(one) }),
    ),
  ]);
  await importExceptions(tx, office, officeId, pools);
}

async function importExceptions(tx: Tx, office: OfficeInFile, officeId: number, pools: Ids): Promise<void> {
  const poolId = (code: string | null) => (code === null ? null : idOf(pools, code));
  const exceptional = office.exceptionalOpenings.map((one) => ({
    office_id: officeId,
    pool_id: poolId(one.pool),
    day: one.date,
    ...hoursColumns(one),
  }));
  const closures = office.closures.map((one) => ({
    office_id: officeId,
    pool_id: poolId(one.pool),
    first_day: one.firstDay,
    last_day: one.lastDay,
    opens: one.from,
    closes: one.to,
    reason: one.reason,
  }));
  const notices = office.notices.map(({ text, shownFrom, shownUntil }, position) => ({
    office_id: officeId,
    text,
    shown_from: shownFrom,
    shown_until: shownUntil,
    position,
  }));
  await insert(tx, 'exceptional_opening', exceptional);
  await insert(tx, 'closure', closures);
  await insert(tx, 'notice', notices);
}

/** One statement per table; answers the new ids by the column `key`. Names are this file's own, never input. */
async function insert(tx: Tx, table: string, rows: readonly Row[], key?: string): Promise<Ids> {
  const [first] = rows;
  if (first === undefined) return new Map();
  const columns = Object.keys(first).join(', ');
  const returned = await tx.manager.query<{ key: string; id: number }[]>(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)
     returning ${key === undefined ? 'null as key, 0 as id' : `${key}::text as key, id`}`,
    [JSON.stringify(rows)],
  );
  return new Map(returned.map((row) => [row.key, row.id]));
}

// The file was checked, so every code that it names is there.
function idOf(ids: Ids, code: string): number {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`directory import: "${code}" was not inserted`);
  return id;
}

function municipalityRow(one: DirectoryFile['municipalities'][number], position: number): Row {
  const { privacy, accessibilityStatement, legalNotes, faq, reportFault } = one.footer;
  return {
    code: one.code,
    name: one.name,
    local_names: one.localNames,
    role: one.role,
    patron_day: one.patronDay,
    public_url: one.publicUrl,
    footer: { privacy, accessibilityStatement, legalNotes, faq, reportFault },
    privacy_version: one.privacyVersion,
    position,
  };
}

function serviceRow(one: DirectoryFile['serviceCategories'][number], position: number): Row {
  return {
    code: one.code,
    name: one.name,
    description: one.description,
    icon: one.icon,
    required_documents: one.requiredDocuments,
    cost_euro: one.costEuro,
    audience: one.audience,
    reviewed: one.reviewed,
    position,
  };
}

function officeRow(office: OfficeInFile, position: number): Row {
  const { street, locality, province, country } = office.address;
  const { phone, email, wechat } = office.contacts;
  return {
    slug: office.slug,
    name: office.name,
    description: office.description,
    address: { street, locality, province, country },
    contacts: { phone, email, wechat },
    seat: office.seat,
    time_zone: office.timeZone,
    languages: office.languages,
    holiday_calendar: office.holidays.calendar,
    patron_day_of: office.holidays.patronDayOf,
    ask_priority: office.askPriority,
    priorities: office.priorities.map(({ code, name, boostMinutes }) => ({ code, name, boostMinutes })),
    outcomes: office.outcomes.map(({ code, name }) => ({ code, name })),
    booking: BookingSettings.parse(office.booking),
    settings: OfficeSettings.parse(office),
    position,
  };
}

function poolRow(pool: OfficeInFile['pools'][number], officeId: number): Row {
  return {
    office_id: officeId,
    code: pool.code,
    language: pool.language,
    booking_capacity: pool.bookingCapacity,
    slot_minutes: pool.slotMinutes,
    walk_in_share_percent: pool.walkInSharePercent,
  };
}

function offeringRow(one: OfferingInFile, position: number, officeId: number, pools: Ids, services: Ids): Row {
  return {
    office_id: officeId,
    category_id: idOf(services, one.service),
    pool_id: idOf(pools, one.pool),
    prefix: one.prefix,
    duration_minutes: one.durationMinutes,
    walk_in: one.walkIn,
    bookable: one.bookable,
    modes: one.modes,
    buffer_minutes: one.bufferMinutes,
    daily_booking_cap: one.dailyBookingCap,
    max_people: one.maxPeople,
    minutes_per_further_person: one.minutesPerFurtherPerson,
    fields: one.fields,
    daily_ticket_cap: one.dailyTicketCap,
    last_ticket_minutes_before: one.lastTicketMinutesBefore,
    wait_target_minutes: one.waitTargetMinutes,
    hide_name_on_paper: one.hideNameOnPaper,
    position,
  };
}

function ruleRows(hours: readonly HoursInFile[], owner: HoursOwnerColumns): Row[] {
  return hours.flatMap((one) =>
    one.weekdays.map((weekday) => ({
      ...owner,
      weekday,
      ...hoursColumns(one),
      valid_from: one.validFrom,
      valid_until: one.validUntil,
    })),
  );
}

function hoursColumns(hours: Pick<HoursInFile, 'from' | 'to' | 'bookings' | 'walkIns'>): Row {
  return { opens: hours.from, closes: hours.to, bookings: hours.bookings, walk_ins: hours.walkIns };
}
