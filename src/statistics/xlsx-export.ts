import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { writeXlsxStream } from 'hucre/xlsx';
import type { ExportColumn } from './export-columns.js';

/** `YYYY-MM-DD` becomes a date that spreadsheets reckon with. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Items as a workbook of one sheet, written while they are read: numbers are numbers, days are dates, what was not measured is
 * an empty cell. Texts are texts, also those that look like a formula.
 */
export function xlsxOf<Item>(
  sheet: string,
  columns: readonly ExportColumn<Item>[],
  items: Iterable<Item> | AsyncIterable<Item>,
): Readable {
  const stream = writeXlsxStream(rowsOf(columns, items), {
    name: sheet,
    columns: columns.map(({ name }) => ({ header: name, width: Math.max(10, name.length + 2), ...formatOf(name) })),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(stream as ReadableStream);
}

function formatOf(name: string) {
  if (name === 'day') return { numFmt: 'yyyy-mm-dd' };
  return name === 'withinTarget' ? { numFmt: '0.0%' } : {};
}

async function* rowsOf<Item>(columns: readonly ExportColumn<Item>[], items: Iterable<Item> | AsyncIterable<Item>) {
  for await (const item of items) {
    yield columns.map(({ value }) => {
      const cell = value(item);
      return typeof cell === 'string' && DAY.test(cell) ? new Date(`${cell}T00:00:00Z`) : cell;
    });
  }
}
