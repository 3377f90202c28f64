import { z } from 'zod';

/** An RFC 3339 instant with the office's offset, e.g. `2026-11-24T09:15:00.000+01:00`. */
export const Instant = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Instant', description: "RFC 3339, office's offset" });
/** A calendar day in the office's zone, `YYYY-MM-DD`. */
export const DayDate = z.iso
  .date()
  // PostgreSQL knows no year 0, and no office a day before this.
  .refine((day) => day >= '1900-01-01', 'too long ago')
  .meta({ id: 'DayDate', description: "YYYY-MM-DD in the office's zone" });
/** A BCP 47 language tag in use here: `it`, `zh-Hans`, `en`. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'not a language tag');
/** The stable name of a thing in addresses and bodies: lower case letters, digits and dashes. */
export const Code = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case letters, digits and dashes');
/** ISTAT code of a municipality, six digits. */
export const MunicipalityCode = z.string().regex(/^\d{6}$/, 'an ISTAT code has six digits');
/** Code of a counter at its office. */
export const CounterCode = z
  .string()
  .min(1)
  .max(16)
  .regex(/^[A-Za-z0-9-]+$/, 'letters, digits and dashes');

/** A text by language tag. */
export const TextByLanguage = z.record(LanguageTag, z.string());
export type TextByLanguage = z.infer<typeof TextByLanguage>;
/** A text in the language asked for, or in all of them with `?allLanguages=true`. */
export const LocalizedText = z.union([z.string(), TextByLanguage]);
export type LocalizedText = z.infer<typeof LocalizedText>;

/** RFC 9457 problem details, as every error is told. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: 'stable, kebab-case' }),
    traceId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .loose()
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** `{ items, nextCursor }`, the form of every list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export type List<T> = { items: T[]; nextCursor: string | null };

/** Query of routes that answer with texts. */
export const LanguageQuery = z.strictObject({ allLanguages: z.stringbool().optional() });
