import { statement } from '../database/statement.js';
import type {
  Closure,
  ExceptionalOpening,
  HolidayCalendar,
  HoursOwner,
  OpeningFlags,
  WeeklyOpening,
} from './opening-rules.types.js';
import type {
  FooterLinks,
  MunicipalityRecord,
  NoticeRecord,
  OfferingRecord,
  OfficeRecord,
  OutcomeRecord,
  PriorityRecord,
  ServiceCategoryRecord,
} from './directory.types.js';

// Rows as to_jsonb writes them: times `HH:mm:ss`, dates `YYYY-MM-DD`, numbers as numbers.
type Owned = { office_id: number };
type OwnerColumns = { pool_id: HoursOwner['poolId']; offering_id: HoursOwner['offeringId'] };
type HoursColumns = { opens: string; closes: string; bookings: OpeningFlags['bookings']; walk_ins: boolean };
type Text = ServiceCategoryRecord['name'];

export type MunicipalityRow = {
  code: string;
  name: string;
  local_names: Text;
  role: MunicipalityRecord['role'];
  patron_day: string | null;
  public_url: string | null;
  footer: FooterLinks;
  privacy_version: string;
};
export type OfficeRow = {
  id: number;
  slug: string;
  name: Text;
  description: Text;
  address: OfficeRecord['address'];
  contacts: Partial<OfficeRecord['contacts']>;
  seat: string;
  time_zone: string;
  languages: string[];
  holiday_calendar: HolidayCalendar | null;
  patron_day_of: string | null;
  ask_priority: boolean;
  priorities: PriorityRecord[];
  outcomes: OutcomeRecord[];
  booking: Partial<OfficeRecord['booking']>;
  settings: Partial<OfficeRecord['settings']>;
};
export type ServiceRow = {
  id: number;
  code: string;
  name: Text;
  description: Text;
  icon: string;
  required_documents: Text[];
  cost_euro: number | null;
  audience: string[];
};
export type PoolRow = Owned & {
  id: number;
  code: string;
  language: string | null;
  booking_capacity: number;
  slot_minutes: number;
  walk_in_share_percent: number;
  rules_version: number;
};
export type OfferingRow = Owned & {
  id: number;
  category_id: number;
  pool_id: number;
  prefix: string;
  duration_minutes: number;
  walk_in: boolean;
  bookable: boolean;
  modes: ('desk' | 'phone' | 'video')[];
  buffer_minutes: number;
  daily_booking_cap: number | null;
  max_people: number;
  minutes_per_further_person: number;
  fields: OfferingRecord['fields'][number][];
  daily_ticket_cap: number | null;
  last_ticket_minutes_before: number | null;
  wait_target_minutes: number | null;
  hide_name_on_paper: boolean;
};
export type CounterRow = Owned & { id: number; code: string; name: Text };
export type OpeningRuleRow = Owned &
  OwnerColumns &
  HoursColumns & {
    weekday: WeeklyOpening['weekday'];
    valid_from: string | null;
    valid_until: string | null;
  };
export type ExceptionalOpeningRow = Owned & OwnerColumns & HoursColumns & { day: ExceptionalOpening['day'] };
export type ClosureRow = Owned & {
  pool_id: number | null;
  first_day: string;
  last_day: string;
  opens: string | null;
  closes: string | null;
  reason: Closure['reason'];
};
export type NoticeRow = Owned & {
  id: number;
  text: NoticeRecord['text'];
  shown_from: string | null;
  shown_until: string | null;
};

/** All directory tables at one version, each in the order that the directory gives them. */
export type DirectoryRows = {
  version: number;
  municipalities: MunicipalityRow[];
  offices: OfficeRow[];
  services: ServiceRow[];
  pools: PoolRow[];
  offerings: OfferingRow[];
  offering_municipalities: { offering_id: number; municipality_code: string }[];
  counters: CounterRow[];
  opening_rules: OpeningRuleRow[];
  exceptional_openings: ExceptionalOpeningRow[];
  closures: ClosureRow[];
  notices: NoticeRow[];
};

/** Which version the tables are at: read by every node once a second (one row, one page). */
export const readVersion = statement<{ version: number }>(
  'directory.version.v1',
  'select version::int from directory_version',
);

/** Everything in one statement, so that rows and version are one snapshot whatever is changed meanwhile. */
export const readDirectory = statement<DirectoryRows>(
  'directory.read.v1',
  `select (select version::int from directory_version) as version,
     (select coalesce(jsonb_agg(to_jsonb(m) order by position, code), '[]') from municipality m) as municipalities,
     (select coalesce(jsonb_agg(to_jsonb(o) order by position, id), '[]') from office o) as offices,
     (select coalesce(jsonb_agg(to_jsonb(s) order by position, id), '[]') from service_category s) as services,
     (select coalesce(jsonb_agg(to_jsonb(p) order by id), '[]') from pool p) as pools,
     (select coalesce(jsonb_agg(to_jsonb(o) order by position, id), '[]') from offering o) as offerings,
     (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from offering_municipality m) as offering_municipalities,
     (select coalesce(jsonb_agg(to_jsonb(c) order by position, id), '[]') from counter c) as counters,
     (select coalesce(jsonb_agg(to_jsonb(r) order by id), '[]') from opening_rule r) as opening_rules,
     (select coalesce(jsonb_agg(to_jsonb(e) order by id), '[]') from exceptional_opening e) as exceptional_openings,
     (select coalesce(jsonb_agg(to_jsonb(c) order by first_day, id), '[]') from closure c) as closures,
     (select coalesce(jsonb_agg(to_jsonb(n) order by position, id), '[]') from notice n) as notices`,
);
