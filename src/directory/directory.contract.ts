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
    ticketsOpen: z.boolean().meta({ description: 'a walk-in ticket may be taken for it now, by the clock' }),
    waitMayPassGap: z.boolean().meta({ description: 'a ticket taken now may be called only after the midday gap' }),
  })
  .meta({ id: 'ServiceItem' });
export type ServiceItem = z.infer<typeof ServiceItem>;

export const OfficesQuery = LanguageQuery.extend({ municipality: MunicipalityCode.optional() });
export type OfficesQuery = z.infer<typeof OfficesQuery>;
export const ServicesQuery = OfficesQuery;
