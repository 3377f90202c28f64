import type { TextByLanguage } from '../http/conventions.contract.js';
import type { BookingField, BookingSettings } from './booking-settings.contract.js';
import type { Address, ServiceMode } from './directory.contract.js';
import type { OfficeSettings } from './office-settings.contract.js';
import type { OpeningRules } from './opening-rules.types.js';

/** What the directory hands out is shared by all requests of a node: nobody may change it. */
export type DeepReadonly<T> = T extends ReadonlyMap<unknown, unknown> | ((...args: never[]) => unknown)
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** Links at the foot of a municipality's pages; null or absent = not given yet. */
export type FooterLinks = Partial<
  Record<'privacy' | 'accessibilityStatement' | 'legalNotes' | 'faq' | 'reportFault', string | null>
>;

export type MunicipalityRecord = DeepReadonly<{
  /** ISTAT code. */
  code: string;
  name: string;
  localNames: TextByLanguage;
  role: 'lead' | 'promoter' | 'collaborating';
  /** `MM-DD`. */
  patronDay: string | null;
  /** Base of links in messages and QR codes, instead of `PUBLIC_URL`. */
  publicUrl: string | null;
  footer: FooterLinks;
  /** Version of its privacy notice. */
  privacyVersion: string;
}>;

export type ServiceCategoryRecord = DeepReadonly<{
  id: number;
  code: string;
  name: TextByLanguage;
  description: TextByLanguage;
  icon: string;
  requiredDocuments: TextByLanguage[];
  costEuro: number | null;
  audience: string[];
}>;

/** A service category at an office. */
export type OfferingRecord = DeepReadonly<{
  id: number;
  officeId: number;
  service: ServiceCategoryRecord;
  poolId: number;
  /** May be shared by offerings of the office: then their tickets are one number series. */
  prefix: string;
  durationMinutes: number;
  walkIn: boolean;
  bookable: boolean;
  modes: ServiceMode[];
  /** Kept free after each booking. */
  bufferMinutes: number;
  dailyBookingCap: number | null;
  /** More than 1: a booking asks how many come. */
  maxPeople: number;
  minutesPerFurtherPerson: number;
  fields: BookingField[];
  dailyTicketCap: number | null;
  /** null = its duration. */
  lastTicketMinutesBefore: number | null;
  /** null = the office's `waitTargetMinutes`. */
  waitTargetMinutes: number | null;
  hideNameOnPaper: boolean;
  /** ISTAT codes that it serves, in the directory's order. */
  municipalities: string[];
}>;

export type PoolRecord = DeepReadonly<{
  id: number;
  code: string;
  /** Set for mediators: the language that this staff speaks. */
  language: string | null;
  bookingCapacity: number;
  slotMinutes: number;
  /** Part of the capacity that bookings leave free while walk-ins are served too. */
  walkInSharePercent: number;
  /** Rises with every change of hours, closures, offerings or capacity. */
  rulesVersion: number;
}>;

export type CounterRecord = DeepReadonly<{ id: number; code: string; name: TextByLanguage }>;
export type PriorityRecord = DeepReadonly<{ code: string; name: TextByLanguage; boostMinutes: number }>;
export type OutcomeRecord = DeepReadonly<{ code: string; name: TextByLanguage }>;

/** A line for the waiting room; ISO instants, null = without limit. */
export type NoticeRecord = DeepReadonly<{
  id: number;
  text: TextByLanguage;
  shownFrom: string | null;
  shownUntil: string | null;
}>;

export type OfficeRecord = DeepReadonly<{
  id: number;
  slug: string;
  name: TextByLanguage;
  description: TextByLanguage;
  address: Address;
  contacts: { phone: string | null; email: string | null; wechat: string | null };
  /** ISTAT code of the municipality that it stands in. */
  seat: string;
  /** IANA time zone. */
  zone: string;
  /** The first one is what texts fall back to. */
  languages: string[];
  settings: OfficeSettings;
  askPriority: boolean;
  priorities: PriorityRecord[];
  outcomes: OutcomeRecord[];
  booking: BookingSettings;
  /** Input of the schedule room. */
  rules: OpeningRules;
  pools: PoolRecord[];
  offerings: OfferingRecord[];
  offeringById: ReadonlyMap<number, OfferingRecord>;
  /** By code of the service category. */
  offeringByService: ReadonlyMap<string, OfferingRecord>;
  counters: CounterRecord[];
  counterById: ReadonlyMap<number, CounterRecord>;
  counterByCode: ReadonlyMap<string, CounterRecord>;
  /** ISTAT codes served by any of its offerings, in the directory's order. */
  municipalities: string[];
  notices: NoticeRecord[];
}>;

/** What a node keeps in memory: one consistent state of all directory tables. */
export type DirectorySnapshot = {
  readonly version: number;
  readonly municipalities: ReadonlyMap<string, MunicipalityRecord>;
  readonly services: ReadonlyMap<string, ServiceCategoryRecord>;
  readonly offices: ReadonlyMap<string, OfficeRecord>;
  readonly officeById: ReadonlyMap<number, OfficeRecord>;
};
