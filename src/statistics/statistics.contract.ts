import { z } from 'zod';
import { DayDate, LanguageQuery, LocalizedText, MunicipalityCode } from '../http/conventions.contract.js';

const count = z.number().int().min(0);
const seconds = z.number().min(0).nullable();

/** How long something took: nearest-rank percentiles of whole seconds; all null where nothing was measured. */
export const Spread = z
  .object({
    count: count.meta({ description: 'how many were measured' }),
    mean: seconds.meta({ description: 'to a tenth of a second' }),
    p50: seconds,
    p90: seconds,
    max: seconds,
  })
  .meta({ id: 'Spread' });
export type Spread = z.infer<typeof Spread>;

const share = z.number().min(0).max(1).nullable();

const measureFields = {
  issued: count,
  walkIns: count,
  fromBookings: count,
  served: count,
  noShow: count,
  left: count,
  cancelled: count.meta({ description: 'ended by staff' }),
  expired: count,
  unfinished: count.meta({ description: 'not ended yet; 0 once the day is final' }),
  transferred: count.meta({ description: 'tickets that were transferred at least once' }),
  transfers: count,
  recalls: count,
  returned: count.meta({ description: 'tickets that came back after a no-show' }),
  withinTarget: share.meta({ description: 'part of `targetCounted` that was called within the target' }),
  targetCounted: count.meta({ description: 'called, or left after the target' }),
  waitSeconds: Spread.meta({ description: 'arrival to first call' }),
  walkInWaitSeconds: Spread,
  bookingWaitSeconds: Spread,
  openWaitSeconds: Spread.meta({ description: 'the wait without the time in a gap between two openings' }),
  gapSeconds: Spread.meta({ description: 'the part of the wait in a gap, of those who waited in one' }),
  walkingSeconds: Spread.meta({ description: 'call to start' }),
  serviceSeconds: Spread,
  totalSeconds: Spread.meta({ description: 'arrival to end, of served tickets' }),
};

/** Every measure of some tickets, as docs/measures.md defines it. */
export const Measures = z.object(measureFields).meta({ id: 'Measures' });
export type Measures = z.infer<typeof Measures>;

/** Measures of the bookings of some days, by the day of their slot. */
export const BookingMeasures = z
  .object({
    booked: count.meta({ description: 'confirmed for these days, whatever became of them' }),
    checkedIn: count,
    noShow: count,
    cancelled: count,
    noShowShare: share.meta({ description: 'no-shows among those whose fate is known and that were not cancelled' }),
    leadTimeSeconds: Spread.meta({ description: 'booked to slot' }),
    tardinessSeconds: Spread.meta({ description: 'slot to check-in, of those who came late' }),
    capacityUsed: z.number().min(0).nullable().meta({
      description: 'booked part of what the pools offered; over 1 when overbooked; null in a share of an office',
    }),
  })
  .meta({ id: 'BookingMeasures' });
export type BookingMeasures = z.infer<typeof BookingMeasures>;

/** How long a counter was open, and how much of it a ticket was there. */
const counterTimeFields = {
  openSeconds: count.nullable().meta({ description: 'somebody sat there and had not paused; null in a share' }),
  pausedSeconds: count.nullable(),
  busySeconds: count.nullable().meta({ description: 'a ticket was called or being served there' }),
  occupancy: share.meta({ description: 'busy part of the time in which it could work; null when it was never open' }),
};
export const CounterTime = z.object(counterTimeFields).meta({ id: 'CounterTime' });
export type CounterTime = z.infer<typeof CounterTime>;

const name = LocalizedText.nullable().meta({ description: 'for people; null when the key says it or nobody knows' });

export const MeasuresOfHour = z
  .object({ hour: z.string().meta({ description: 'of the wall clock, "09"' }), ...measureFields })
  .meta({ id: 'MeasuresOfHour' });
export const MeasuresOfService = z
  .object({ service: z.string(), name, ...measureFields })
  .meta({ id: 'MeasuresOfService' });
export const MeasuresOfMunicipality = z
  .object({ municipality: z.string().nullable().meta({ description: 'null = not known' }), name, ...measureFields })
  .meta({ id: 'MeasuresOfMunicipality' });
export const MeasuresOfCounter = z
  .object({ counter: z.string(), name, ...measureFields, ...counterTimeFields })
  .meta({ id: 'MeasuresOfCounter' });
export const MeasuresOfLanguage = z
  .object({ language: z.string(), ...measureFields })
  .meta({ id: 'MeasuresOfLanguage' });
export const MeasuresOfSource = z.object({ source: z.string(), ...measureFields }).meta({ id: 'MeasuresOfSource' });

const municipalities = z.array(MunicipalityCode).nullable().meta({
  description: 'set when the caller sees the share of these municipalities only; null = the whole office',
});

/** One day of an office, or of a municipality's share of it. */
export const DailyStatistics = z
  .object({
    date: DayDate,
    final: z.boolean().meta({ description: 'false while the day runs' }),
    municipalities,
    total: Measures,
    bookings: BookingMeasures,
    waitTargetMinutes: count.meta({ description: "the office's; services may have their own" }),
    byHour: z.array(MeasuresOfHour),
    byService: z.array(MeasuresOfService),
    byMunicipality: z.array(MeasuresOfMunicipality),
    byCounter: z.array(MeasuresOfCounter),
    byLanguage: z.array(MeasuresOfLanguage),
    bySource: z.array(MeasuresOfSource),
  })
  .meta({ id: 'DailyStatistics' });
export type DailyStatistics = z.infer<typeof DailyStatistics>;

export const Dimension = z
  .enum(['day', 'weekday', 'hour', 'service', 'municipality', 'counter', 'operator', 'language', 'source'])
  .meta({ id: 'StatisticsDimension' });
export type Dimension = z.infer<typeof Dimension>;

/**
 * `key`: `YYYY-MM-DD`, `1` (Monday) … `7`, `09`, a code, an ISTAT code or `unknown`, a counter or `none` (never called),
 * a person's id or `none`, a language tag, a source.
 */
export const PeriodItem = z.object({ key: z.string(), name, ...measureFields }).meta({ id: 'PeriodItem' });
export type PeriodItem = z.infer<typeof PeriodItem>;

/** Days `from` to `to`, both counted, cut by one dimension. */
export const PeriodStatistics = z
  .object({
    from: DayDate,
    to: DayDate,
    by: Dimension,
    municipalities,
    final: z.boolean().meta({ description: 'false when the last day still runs' }),
    total: Measures.nullable().meta({ description: 'of all days together; null unless asked for by `total=true`' }),
    bookings: BookingMeasures.nullable().meta({ description: 'the same' }),
    items: z.array(PeriodItem),
    nextCursor: z.null(),
  })
  .meta({ id: 'PeriodStatistics' });
export type PeriodStatistics = z.infer<typeof PeriodStatistics>;

const hidden = count.nullable().meta({ description: 'null = suppressed' });
const suppressible = { issued: hidden, served: hidden, walkIns: hidden, fromBookings: hidden };

/** Visits of one language, service and municipality. */
export const FundersItem = z
  .object({
    language: z.string(),
    service: z.string(),
    serviceName: LocalizedText.nullable(),
    municipality: MunicipalityCode.nullable().meta({ description: 'null = not known' }),
    municipalityName: z.string().nullable(),
    ...suppressible,
    suppressed: z.boolean().meta({ description: 'a count under 5 is not told' }),
  })
  .meta({ id: 'FundersItem' });
export type FundersItem = z.infer<typeof FundersItem>;

export const FundersReport = z
  .object({
    from: DayDate,
    to: DayDate,
    municipalities,
    total: z.object(suppressible),
    items: z.array(FundersItem),
    nextCursor: z.null(),
  })
  .meta({ id: 'FundersReport' });
export type FundersReport = z.infer<typeof FundersReport>;

/** What the weekday of `date` is usually like: means over its last weeks, so that today can be held against it. */
export const UsualDay = z
  .object({
    date: DayDate,
    days: z.array(DayDate).meta({ description: 'the days that were looked at: at most eight, with tickets' }),
    issued: z.number().nullable().meta({ description: 'mean per day; null when there are no such days yet' }),
    served: z.number().nullable(),
    withinTarget: share,
    waitSeconds: Spread,
    byHour: z.array(
      z.object({ hour: z.string(), issued: z.number(), served: z.number(), withinTarget: share, waitSeconds: Spread }),
    ),
  })
  .meta({ id: 'UsualDay' });
export type UsualDay = z.infer<typeof UsualDay>;

export const DailyQuery = LanguageQuery.extend({
  date: DayDate.optional().meta({ description: 'today when absent; not a day to come' }),
});
export type DailyQuery = z.infer<typeof DailyQuery>;

export const RangeQuery = LanguageQuery.extend({
  from: DayDate,
  to: DayDate.meta({ description: 'not before `from`, not a day to come, at most five years after `from`' }),
});
export type RangeQuery = z.infer<typeof RangeQuery>;

export const ExportQuery = RangeQuery.extend({ by: Dimension.default('day') });
export type ExportQuery = z.infer<typeof ExportQuery>;

export const PeriodQuery = ExportQuery.extend({
  total: z.stringbool().optional().meta({ description: 'true: also all days together' }),
});
export type PeriodQuery = z.infer<typeof PeriodQuery>;
