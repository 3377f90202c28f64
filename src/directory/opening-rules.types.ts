import type { TextByLanguage } from '../http/conventions.contract.js';

/** Whose hours a rule sets: an offering's, a pool's, or (both null) the whole office's. */
export type HoursOwner = { readonly poolId: number | null; readonly offeringId: number | null };

/** Wall times of the office, `HH:mm`; `24:00` is the end of the day. */
export type WallHours = { readonly from: string; readonly to: string };

/** What an opening is for. */
export type OpeningFlags = { readonly bookings: boolean; readonly walkIns: boolean };

/** Hours of a weekday, 1 = Monday … 7 = Sunday. Dates are inclusive, `YYYY-MM-DD`; null = without end. */
export type WeeklyOpening = HoursOwner &
  WallHours &
  OpeningFlags & {
    readonly weekday: number;
    readonly validFrom: string | null;
    readonly validUntil: string | null;
  };

/** Hours of one date. They stand instead of the owner's weekly hours and open also on a holiday. */
export type ExceptionalOpening = HoursOwner & WallHours & OpeningFlags & { readonly day: string };

/** Closed days, or (with `from` and `to`) the closed part of each; of one pool or, with null, the whole office. */
export type Closure = {
  readonly poolId: number | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: Readonly<TextByLanguage>;
};

/** Calendars of public holidays that this program knows. */
export const HOLIDAY_CALENDARS = ['IT'] as const;
export type HolidayCalendar = (typeof HOLIDAY_CALENDARS)[number];

/** All that decides when an office is open: the input of the schedule room. */
export type OpeningRules = {
  /** IANA zone of the office's wall clock. */
  readonly zone: string;
  readonly weekly: readonly WeeklyOpening[];
  readonly exceptional: readonly ExceptionalOpening[];
  readonly closures: readonly Closure[];
  readonly holidayCalendar: HolidayCalendar | null;
  /** `MM-DD` of the patron saint kept by this office. */
  readonly patronDay: string | null;
  /** How long before an opening the kiosk gives the first tickets. */
  readonly ticketsFromMinutesBefore: number;
};
