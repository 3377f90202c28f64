import { z } from 'zod';
import { CounterCode, Instant, LanguageQuery, LocalizedText, MunicipalityCode } from '../http/conventions.contract.js';

const FooterLink = z.url().nullable();

export const Municipality = z
  .object({
    code: MunicipalityCode,
    name: z.string(),
    localName: LocalizedText,
    localNameLanguage: z.string().optional(),
    footer: z
      .object({
        privacy: FooterLink,
        accessibilityStatement: FooterLink,
        legalNotes: FooterLink,
        faq: FooterLink,
        reportFault: FooterLink,
      })
      .meta({ description: 'links at the foot of its pages; null = not given yet' }),
    privacyVersion: z.string().meta({ description: 'of its privacy notice' }),
  })
  .meta({ id: 'Municipality' });
export type Municipality = z.infer<typeof Municipality>;

export const Address = z
  .object({ street: z.string(), locality: z.string(), province: z.string(), country: z.string() })
  .meta({ id: 'Address' });
export type Address = z.infer<typeof Address>;

export const OfficeItem = z
  .object({
    slug: z.string(),
    name: LocalizedText,
    nameLanguage: z.string().optional(),
    description: LocalizedText,
    descriptionLanguage: z.string().optional(),
    address: Address,
    timeZone: z.string(),
    municipalities: z.array(MunicipalityCode),
    languages: z.array(z.string()),
  })
  .meta({ id: 'OfficeItem' });
export type OfficeItem = z.infer<typeof OfficeItem>;

export const PriorityItem = z
  .object({
    code: z.string(),
    name: LocalizedText,
    nameLanguage: z.string().optional(),
    boostMinutes: z.number().int(),
  })
  .meta({ id: 'Priority' });

export const OutcomeItem = z
  .object({ code: z.string(), name: LocalizedText, nameLanguage: z.string().optional() })
  .meta({ id: 'Outcome' });

export const CounterItem = z
  .object({ code: CounterCode, name: LocalizedText, nameLanguage: z.string().optional() })
  .meta({ id: 'CounterItem' });

/** What whoever books has to know of an office before. */
export const OfficeBooking = z
  .object({
    emails: z.boolean().meta({ description: 'e-mails are sent; false: no screen promises one' }),
    confirmEmail: z.boolean().meta({ description: 'a booking counts only once the link in its e-mail was opened' }),
    confirmMinutes: z.number().int(),
    holdMinutes: z.number().int(),
    horizonDays: z.number().int(),
    noticeMinutes: z.number().int(),
    moveNoticeMinutes: z.number().int(),
    cancelNoticeMinutes: z.number().int(),
    checkInFromMinutesBefore: z.number().int(),
    graceMinutes: z.number().int(),
    contactRetentionDays: z.number().int(),
    reminderHoursBefore: z.number().int().meta({ description: '0 = no reminder' }),
    languages: z
      .array(z.string())
      .meta({ description: 'that can be asked for with `needsLanguage`: a pool of mediators speaks each' }),
  })
  .meta({ id: 'OfficeBooking' });

export const OfficeDetail = OfficeItem.extend({
  open: z.boolean().meta({ description: 'open now by the clock' }),
  openUntil: Instant.nullable(),
  ticketsOpen: z.boolean().meta({ description: 'the kiosk may give tickets now' }),
  attended: z.boolean().meta({ description: 'a counter is open' }),
  languagesNow: z.array(z.string()).meta({ description: 'spoken at open counters' }),
  today: z.array(z.object({ from: Instant, to: Instant })),
  closedBecause: LocalizedText.nullable(),
  closedBecauseLanguage: z.string().optional(),
  nextOpening: Instant.nullable(),
  priorities: z.array(PriorityItem),
  askPriority: z.boolean(),
  outcomes: z.array(OutcomeItem),
  counters: z.array(CounterItem),
  contacts: z.object({ phone: z.string().nullable(), email: z.string().nullable(), wechat: z.string().nullable() }),
  seat: MunicipalityCode,
  mediation: z
    .array(
      z.object({
        language: z.string(),
        today: z.array(z.object({ from: Instant, to: Instant })),
        next: Instant.nullable().meta({ description: 'start of its next hours after today' }),
      }),
    )
    .meta({ description: 'hours of the mediators, per language' }),
  booking: OfficeBooking,
  recallsBeforeNoShow: z.number().int(),
  languageFallbackMinutes: z
    .number()
    .int()
    .meta({ description: 'then any counter may take a ticket that needs a language' }),
  languageAdvantageMinutes: z
    .number()
    .int()
    .meta({ description: 'so much older it counts at a counter that speaks it' }),
}).meta({ id: 'OfficeDetail' });
export type OfficeDetail = z.infer<typeof OfficeDetail>;

export const ServiceMode = z.enum(['desk', 'phone', 'video']);
export type ServiceMode = z.infer<typeof ServiceMode>;

/** A question that a service asks whoever books it; the answer goes into `fields` by its key. */
export const BookingFieldItem = z
  .object({
    key: z.string(),
    label: LocalizedText,
    labelLanguage: z.string().optional(),
    kind: z.enum(['text', 'number', 'date', 'yes-no', 'choice']).meta({
      description: 'answers: a text, a number, YYYY-MM-DD, true or false, the code of a choice',
    }),
    required: z.boolean(),
    maxLength: z.number().int(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    choices: z.array(z.object({ code: z.string(), label: LocalizedText, labelLanguage: z.string().optional() })),
  })
  .meta({ id: 'BookingField' });
export type BookingFieldItem = z.infer<typeof BookingFieldItem>;

export const ServiceItem = z
  .object({
    code: z.string(),
    name: LocalizedText,
    nameLanguage: z.string().optional(),
    description: LocalizedText,
    descriptionLanguage: z.string().optional(),
    requiredDocuments: z.array(LocalizedText),
    municipalities: z.array(MunicipalityCode),
    prefix: z.string(),
    durationMinutes: z.number().int(),
    walkIn: z.boolean(),
    bookable: z.boolean(),
    modes: z.array(ServiceMode),
    icon: z.string(),
    costEuro: z.number().nullable(),
    audience: z.array(z.string()),
    maxPeople: z.number().int().meta({ description: 'more than 1: a booking says how many come' }),
    fields: z.array(BookingFieldItem),
    combinableWith: z
      .array(z.string())
      .meta({ description: 'services that fit into the same booked visit (`extraServices`)' }),
    ticketsOpen: z.boolean().meta({ description: 'a walk-in ticket may be taken for it now, by the clock' }),
    waitMayPassGap: z.boolean().meta({ description: 'a ticket taken now may be called only after the midday gap' }),
  })
  .meta({ id: 'ServiceItem' });
export type ServiceItem = z.infer<typeof ServiceItem>;

export const OfficesQuery = LanguageQuery.extend({ municipality: MunicipalityCode.optional() });
export type OfficesQuery = z.infer<typeof OfficesQuery>;
export const ServicesQuery = OfficesQuery;
