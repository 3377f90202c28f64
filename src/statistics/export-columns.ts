import type { Dimension, FundersItem, PeriodItem, Spread } from './statistics.contract.js';
import { UNKNOWN } from './ticket-fact.js';

/** A value in a table: null is an empty cell. */
export type ExportValue = string | number | null;
/** A column: its name is the API's own, `waitSeconds.p50`. */
export type ExportColumn<Item> = { name: string; value: (item: Item) => ExportValue };

const COUNTS = [
  ...['issued', 'walkIns', 'fromBookings', 'served', 'noShow', 'left', 'cancelled', 'expired', 'unfinished'],
  ...['transferred', 'transfers', 'recalls', 'returned', 'withinTarget', 'targetCounted'],
] as (keyof PeriodItem)[];
const SPREADS = [
  ...['waitSeconds', 'walkInWaitSeconds', 'bookingWaitSeconds', 'openWaitSeconds', 'gapSeconds', 'walkingSeconds'],
  ...['serviceSeconds', 'totalSeconds'],
] as (keyof PeriodItem)[];
const FIGURES = ['count', 'mean', 'p50', 'p90', 'max'] as const;

/** The columns of an exported period: the key by the dimension's name, a name for people, then every measure. */
export function columnsOf(by: Dimension): ExportColumn<PeriodItem>[] {
  const counts = COUNTS.map((name) => ({ name, value: (item: PeriodItem) => item[name] as number | null }));
  const spreads = SPREADS.flatMap((name) =>
    FIGURES.map((figure) => ({
      name: `${name}.${figure}`,
      value: (item: PeriodItem) => (item[name] as Spread)[figure],
    })),
  );
  return [
    { name: by, value: ({ key }) => (by === 'weekday' ? Number(key) : key) },
    { name: 'name', value: ({ name }) => (typeof name === 'string' ? name : null) },
    ...counts,
    ...spreads,
  ];
}

/** The columns of the funders' report; a suppressed count is an empty cell beside `suppressed` 1. */
export const FUNDERS_COLUMNS: readonly ExportColumn<FundersItem>[] = [
  { name: 'language', value: ({ language }) => language },
  { name: 'service', value: ({ service }) => service },
  { name: 'serviceName', value: ({ serviceName }) => (typeof serviceName === 'string' ? serviceName : null) },
  { name: 'municipality', value: ({ municipality }) => municipality ?? UNKNOWN },
  { name: 'municipalityName', value: ({ municipalityName }) => municipalityName },
  { name: 'issued', value: ({ issued }) => issued },
  { name: 'served', value: ({ served }) => served },
  { name: 'walkIns', value: ({ walkIns }) => walkIns },
  { name: 'fromBookings', value: ({ fromBookings }) => fromBookings },
  { name: 'suppressed', value: ({ suppressed }) => Number(suppressed) },
];
