import type { DateTime } from 'luxon';
import type { Tx } from '../database/database.js';
import { keptBookings } from './booking-tally.js';
import type { DayExtras } from './kept.sql.js';
import * as sql from './kept.sql.js';
import { ALL, type Cell, type KeptDimension, type ReckonedDay } from './reckon-day.js';
import { addTally, emptyTally, keptTally, measuresOf, type KeptTally, type Tally } from './tally.js';

const DIMENSIONS: KeptDimension[] = ['total', 'hour', 'counter', 'source', 'language-service', 'operator'];

type Keep = { officeId: number; day: string; definition: number; now: DateTime; reckoned: ReckonedDay };

/** Writes a reckoned day in place of whatever was kept of it. */
export async function keepReckonedDay(tx: Tx, { officeId, day, definition, now, reckoned }: Keep): Promise<void> {
  await tx.run(sql.dropMeasures, [officeId, day]);
  await tx.run(sql.dropCells, [officeId, day, DIMENSIONS]);
  const { cells, ...rest } = reckoned;
  const extras = { ...rest, bookings: mapValues(rest.bookings, keptBookings) } satisfies DayExtras;
  await tx.run(sql.keepDay, [officeId, day, definition, now.toJSDate(), JSON.stringify(extras)]);
  const measures = [...totalsByShare(cells)].map(([share, tally]) => [share, JSON.stringify(measuresOf(tally))]);
  await tx.run(sql.keepMeasures, [officeId, day, column(measures, 0), column(measures, 1)]);
  const rows = rowsOf(cells);
  await tx.run(sql.keepCells, [officeId, day, column(rows, 0), column(rows, 1), column(rows, 2)]);
}

/** Tallies of a day by share, the whole office's among them. */
export function totalsByShare(cells: readonly Cell[]): Map<string, Tally> {
  const all = emptyTally();
  const shares = new Map([[ALL, all]]);
  for (const { share, tally } of cells.filter(({ dimension }) => dimension === 'total')) {
    shares.set(share, tally);
    addTally(all, tally);
  }
  return shares;
}

// One row per dimension and share, with all of its keys.
function rowsOf(cells: readonly Cell[]): string[][] {
  const rows = new Map<string, { dimension: string; share: string; tallies: Record<string, KeptTally> }>();
  for (const { dimension, share, key, tally } of cells) {
    const name = `${dimension}|${share}`;
    const row = rows.get(name) ?? { dimension, share, tallies: {} };
    rows.set(name, row);
    row.tallies[key] = keptTally(tally);
  }
  return [...rows.values()].map(({ dimension, share, tallies }) => [dimension, share, JSON.stringify(tallies)]);
}

function column(rows: readonly string[][], index: number): string[] {
  return rows.map((row) => row[index] ?? '');
}

function mapValues<T>(record: Record<string, T>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
