import { z } from 'zod';
import { DayDate, Instant, LanguageQuery, LocalizedText } from '../http/conventions.contract.js';

export const OpeningHoursQuery = LanguageQuery.extend({
  from: DayDate.optional().meta({ description: 'first day; today when absent' }),
  to: DayDate.optional().meta({ description: 'last day, at most 62 days in all; 13 days after `from` when absent' }),
});
export type OpeningHoursQuery = z.infer<typeof OpeningHoursQuery>;

export const OpeningInterval = z
  .object({
    from: Instant,
    to: Instant,
    bookings: z.boolean().meta({ description: 'bookings are served then' }),
    walkIns: z.boolean().meta({ description: 'walk-ins are served then' }),
  })
  .meta({ id: 'OpeningInterval' });

/** A day of an office. The reason is set when a closure, a holiday or the patron day leaves no interval. */
export const OpeningDay = z
  .object({
    date: DayDate,
    intervals: z.array(OpeningInterval),
    closedBecause: LocalizedText.nullable(),
    closedBecauseLanguage: z.string().optional(),
  })
  .meta({ id: 'OpeningDay' });
export type OpeningDay = z.infer<typeof OpeningDay>;
