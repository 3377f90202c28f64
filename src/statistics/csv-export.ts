import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { ExportColumn } from './export-columns.js';

/**
 * Items as CSV (RFC 4180: commas, CRLF, quotes where needed), one after the other. The byte order mark tells Excel that it is
 * UTF-8; a text that a spreadsheet would take for a formula is given an apostrophe.
 */
export function csvOf<Item>(
  columns: readonly ExportColumn<Item>[],
  items: Iterable<Item> | AsyncIterable<Item>,
): Readable {
  const table = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ name }) => name),
    record_delimiter: '\r\n',
    escape_formulas: true,
  });
  const rows = Readable.from(rowsOf(columns, items));
  // A failure while reading ends the answer instead of finishing it as if it were whole.
  rows.on('error', (error) => table.destroy(error));
  return rows.pipe(table);
}

async function* rowsOf<Item>(columns: readonly ExportColumn<Item>[], items: Iterable<Item> | AsyncIterable<Item>) {
  for await (const item of items) yield columns.map(({ value }) => value(item));
}
