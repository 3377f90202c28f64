import type { DailyStatistics, Measures } from '../statistics/statistics.contract.js';
import type { Entry, Ledger } from './ledger.js';
import { measuresOf, type Gap } from './ledger-measures.js';

type Row = Measures & Record<string, unknown>;

/**
 * Where the statistics of a day differ from what the simulated people wrote down; empty = nowhere, to the second and the
 * ticket. Each line names the row, the measure and both values.
 */
export function differences(statistics: DailyStatistics, ledger: Ledger, gap: Gap): string[] {
  const target = statistics.waitTargetMinutes;
  const reckon = (entries: readonly Entry[]) => measuresOf(entries, gap, target);
  const all = ledger.all();
  const by = (name: string, rows: readonly Row[], keyOf: (row: Row) => unknown, of: (entry: Entry) => unknown) =>
    rowsDiffer(name, rows, keyOf, groups(all, of), reckon);
  return [
    ...fieldsDiffer('total', statistics.total, reckon(all)),
    ...by(
      'hour',
      statistics.byHour,
      (row) => row['hour'],
      ({ ticket }) => ticket.issuedAt.slice(11, 13),
    ),
    ...by(
      'service',
      statistics.byService,
      (row) => row['service'],
      ({ ticket }) => ticket.service,
    ),
    ...by(
      'municipality',
      statistics.byMunicipality,
      (row) => row['municipality'],
      ({ ticket }) => ticket.municipality,
    ),
    ...by(
      'language',
      statistics.byLanguage,
      (row) => row['language'],
      ({ ticket }) => ticket.language,
    ),
    ...by(
      'source',
      statistics.bySource,
      (row) => row['source'],
      ({ ticket }) => ticket.source,
    ),
    ...bookingsDiffer(statistics, ledger),
  ];
}

function bookingsDiffer({ bookings }: DailyStatistics, ledger: Ledger): string[] {
  const fates = [...ledger.bookings.values()];
  const count = (...wanted: string[]) => fates.filter((fate) => wanted.includes(fate)).length;
  const expected = {
    booked: fates.length,
    checkedIn: count('checked-in'),
    noShow: count('no-show'),
    cancelled: count('cancelled'),
  };
  return fieldsDiffer('bookings', bookings, expected);
}

function groups(entries: readonly Entry[], keyOf: (entry: Entry) => unknown): Map<unknown, Entry[]> {
  const found = new Map<unknown, Entry[]>();
  for (const entry of entries) found.set(keyOf(entry), [...(found.get(keyOf(entry)) ?? []), entry]);
  return found;
}

// Rows of services or hours without a ticket may be listed with zeros; none that had one may be missing.
function rowsDiffer(
  name: string,
  rows: readonly Row[],
  keyOf: (row: Row) => unknown,
  expected: Map<unknown, Entry[]>,
  reckon: (entries: readonly Entry[]) => Measures,
): string[] {
  const missing = [...expected.keys()].filter((key) => !rows.some((row) => keyOf(row) === key));
  return [
    ...missing.map((key) => `${name} ${String(key)}: is missing`),
    ...rows.flatMap((row) =>
      fieldsDiffer(`${name} ${String(keyOf(row))}`, row, reckon(expected.get(keyOf(row)) ?? [])),
    ),
  ];
}

function fieldsDiffer(row: string, told: object, expected: object): string[] {
  return Object.entries(expected).flatMap(([field, value]) => {
    const other = (told as Record<string, unknown>)[field];
    if (same(other, value)) return [];
    return [`${row}, ${field}: ${JSON.stringify(other)} instead of ${JSON.stringify(value)}`];
  });
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) < 1e-9;
  return JSON.stringify(a, sortedKeys(a)) === JSON.stringify(b, sortedKeys(b));
}

function sortedKeys(value: unknown): string[] {
  return Object.keys(value ?? {}).sort();
}
