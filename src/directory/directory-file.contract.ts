import { IANAZone } from 'luxon';
import { z } from 'zod';
import { Code, CounterCode, DayDate, Instant, LanguageTag, MunicipalityCode } from '../http/conventions.contract.js';
import { BookingField, bookingSettingFields } from './booking-settings.contract.js';
import { ServiceMode } from './directory.contract.js';
import { officeSettingFields } from './office-settings.contract.js';
import { HOLIDAY_CALENDARS } from './opening-rules.types.js';

// Where a value comes from, for the people who keep the file. The import leaves these out.
const notes = {
  $comment: z.string().optional().meta({ description: 'for readers of the file; not imported' }),
  source: z.string().optional().meta({ description: 'where this entry comes from; not imported' }),
  sources: z.record(z.string(), z.string()).optional().meta({ description: 'source of each value; not imported' }),
};

/** A strict object that may carry notes. */
function entry<T extends z.ZodRawShape>(fields: T) {
  return z.strictObject({ ...notes, ...fields });
}

const Line = z.string().trim().min(1, 'is empty').max(300);
const Text = z
  .record(LanguageTag, z.string().trim().min(1, 'is empty').max(2000))
  .meta({ id: 'Text', description: "a text by language tag; the office's first language is required" });
const WallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time from 00:00 to 24:00');
const MonthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 11-30 (month, day)')
  .meta({ description: 'MM-DD' });
const minutes = (least: number, most: number) => z.number().int().min(least).max(most);

const hoursFields = {
  from: WallTime,
  to: WallTime,
  bookings: z.boolean().default(true).meta({ description: 'bookings are served then' }),
  walkIns: z.boolean().default(true).meta({ description: 'walk-ins are served then' }),
};
type Hours = { from: string; to: string; bookings: boolean; walkIns: boolean };
const forward = ({ from, to }: Hours) => from < to;
const forSomebody = ({ bookings, walkIns }: Hours) => bookings || walkIns;
const FORWARD = { path: ['to'], message: 'must be later than "from"' };
const FOR_SOMEBODY = { path: ['walkIns'], message: 'must be true when "bookings" is false' };

const OpeningHours = entry({
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).meta({ description: '1 = Monday … 7 = Sunday' }),
  ...hoursFields,
  validFrom: DayDate.nullable().default(null).meta({ description: 'first day, null = always' }),
  validUntil: DayDate.nullable().default(null).meta({ description: 'last day, null = always' }),
})
  .refine(forward, FORWARD)
  .refine(forSomebody, FOR_SOMEBODY)
  .refine((hours) => !(hours.validFrom && hours.validUntil) || hours.validFrom <= hours.validUntil, {
    path: ['validUntil'],
    message: 'must not be before "validFrom"',
  })
  .meta({ id: 'OpeningHours' });

const ExceptionalOpening = entry({
  date: DayDate,
  ...hoursFields,
  pool: Code.nullable().default(null).meta({ description: 'only for this pool' }),
})
  .refine(forward, FORWARD)
  .refine(forSomebody, FOR_SOMEBODY)
  .meta({
    id: 'ExceptionalOpening',
    description: "stands instead of the date's weekly hours and opens also on a holiday",
  });

const Closure = entry({
  firstDay: DayDate,
  lastDay: DayDate.meta({ description: 'included' }),
  from: WallTime.nullable().default(null).meta({ description: 'closed part of each day; null = whole days' }),
  to: WallTime.nullable().default(null),
  pool: Code.nullable().default(null).meta({ description: 'only this pool is closed' }),
  reason: Text,
})
  .refine((closure) => closure.firstDay <= closure.lastDay, {
    path: ['lastDay'],
    message: 'must not be before "firstDay"',
  })
  .refine((closure) => (closure.from === null) === (closure.to === null), {
    path: ['to'],
    message: '"from" and "to" must be given together',
  })
  .refine(({ from, to }) => from === null || to === null || from < to, FORWARD)
  .meta({ id: 'Closure' });

const FooterLink = z.url().nullable().default(null);

const MunicipalityEntry = entry({
  code: MunicipalityCode.meta({ description: 'ISTAT code' }),
  name: Line,
  localNames: z.record(LanguageTag, Line).default({}).meta({ description: 'its name in other languages' }),
  role: z.enum(['lead', 'promoter', 'collaborating']),
  patronDay: MonthDay.nullable().default(null),
  publicUrl: z.url().nullable().default(null).meta({ description: 'base of its links, instead of PUBLIC_URL' }),
  footer: entry({
    privacy: FooterLink,
    accessibilityStatement: FooterLink,
    legalNotes: FooterLink,
    faq: FooterLink,
    reportFault: FooterLink,
  }).prefault({}),
  privacyVersion: Line.default('1').meta({ description: 'version of its privacy notice, recorded with each booking' }),
}).meta({ id: 'Municipality' });

const CounterEntry = entry({ code: CounterCode, name: Text }).meta({ id: 'Counter' });

const PoolEntry = entry({
  code: Code,
  language: LanguageTag.nullable().default(null).meta({ description: 'set for mediators: what they speak' }),
  bookingCapacity: z.number().int().min(0).max(1000).meta({ description: 'bookings that may run in parallel' }),
  walkInSharePercent: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(0)
    .meta({ description: 'part of the capacity kept free while walk-ins are served too; what is left rounds down' }),
  slotMinutes: minutes(5, 480).multipleOf(5).default(15).meta({ description: 'distance of the offered starts' }),
  openingHours: z
    .array(OpeningHours)
    .default([])
    .meta({ description: "own hours, within the office's; [] = the office's" }),
}).meta({ id: 'Pool' });

const OfficeEntry = entry({
  slug: Code.meta({ description: 'its name in addresses' }),
  name: Text,
  description: Text,
  address: entry({ street: Line, locality: Line, province: Line, country: z.string().length(2) }),
  contacts: entry({
    phone: Line.nullable().default(null),
    email: z.email().nullable().default(null),
    wechat: Line.nullable().default(null),
  }).prefault({}),
  seat: MunicipalityCode.meta({ description: 'the municipality that it stands in' }),
  timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), 'is not an IANA time zone'),
  languages: z.array(LanguageTag).min(1).meta({ description: 'the first one is what texts fall back to' }),
  counters: z.array(CounterEntry).min(1),
  pools: z.array(PoolEntry).min(1),
  openingHours: z.array(OpeningHours),
  exceptionalOpenings: z.array(ExceptionalOpening).default([]),
  holidays: entry({
    calendar: z.enum(HOLIDAY_CALENDARS).nullable().default(null),
    patronDayOf: MunicipalityCode.nullable().default(null),
  }).prefault({}),
  closures: z.array(Closure).default([]),
  booking: entry(bookingSettingFields).prefault({}),
  priorities: z.array(entry({ code: Code, name: Text, boostMinutes: minutes(0, 240) })).default([]),
  askPriority: z.boolean().default(true),
  outcomes: z.array(entry({ code: Code, name: Text })).default([]),
  notices: z
    .array(
      entry({ text: Text, shownFrom: Instant.nullable().default(null), shownUntil: Instant.nullable().default(null) }),
    )
    .default([])
    .meta({ description: 'lines for the waiting room' }),
  ...officeSettingFields,
}).meta({ id: 'Office' });

const ServiceCategoryEntry = entry({
  code: Code,
  name: Text,
  description: Text,
  icon: Code,
  requiredDocuments: z.array(Text).default([]),
  costEuro: z.number().min(0).max(100_000).nullable().default(null),
  audience: z.array(z.enum(['citizens', 'businesses'])).default([]),
  reviewed: z
    .record(LanguageTag, z.string().nullable())
    .default({})
    .meta({ description: 'who checked the texts of a language and when; null = not yet' }),
}).meta({ id: 'ServiceCategory' });

const OfferingEntry = entry({
  office: Code.meta({ description: 'slug' }),
  service: Code.meta({ description: 'code of the service category' }),
  municipalities: z.array(MunicipalityCode).min(1),
  prefix: z
    .string()
    .regex(/^[A-Z]{1,2}$/, 'must be one or two capital letters')
    .meta({ description: 'of ticket numbers; offerings of an office that share it share one number series' }),
  pool: Code,
  durationMinutes: minutes(1, 480),
  walkIn: z.boolean(),
  bookable: z.boolean(),
  modes: z.array(ServiceMode).min(1),
  bufferMinutes: minutes(0, 240).default(0).meta({ description: 'kept free after each booking' }),
  dailyBookingCap: z.number().int().min(1).max(100_000).nullable().default(null),
  maxPeople: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(1)
    .meta({ description: 'more than 1: the booking asks how many come' }),
  minutesPerFurtherPerson: minutes(0, 120).default(0),
  fields: z.array(BookingField).max(20).default([]).meta({ description: 'further questions to whoever books' }),
  dailyTicketCap: z.number().int().min(1).max(100_000).nullable().default(null),
  lastTicketMinutesBefore: minutes(0, 720)
    .nullable()
    .default(null)
    .meta({ description: "no ticket in the day's last minutes; null = its duration" }),
  waitTargetMinutes: minutes(1, 600).nullable().default(null).meta({ description: "null = the office's" }),
  hideNameOnPaper: z.boolean().default(false).meta({ description: 'the printed ticket does not name the service' }),
  openingHours: z
    .array(OpeningHours)
    .default([])
    .meta({ description: "own hours, within the office's; [] = its pool's" }),
}).meta({ id: 'Offering' });

/** A directory file: everything that an empty database needs to know about the desks that it runs. */
export const DirectoryFile = entry({
  $schema: z.string().optional(),
  municipalities: z.array(MunicipalityEntry).min(1),
  offices: z.array(OfficeEntry).min(1),
  serviceCategories: z.array(ServiceCategoryEntry).min(1),
  offerings: z.array(OfferingEntry).min(1),
}).meta({ title: 'Directory file', description: 'Municipalities, offices and services of a Sportello installation' });

/** As checked: defaults are filled in. */
export type DirectoryFile = z.output<typeof DirectoryFile>;
export type OfficeInFile = DirectoryFile['offices'][number];
export type OfferingInFile = DirectoryFile['offerings'][number];
export type HoursInFile = OfficeInFile['openingHours'][number];

/** The form of a directory file as JSON Schema 2020-12, written to docs/directory.schema.json. */
export function directoryFileJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(DirectoryFile, { io: 'input', target: 'draft-2020-12' });
}
