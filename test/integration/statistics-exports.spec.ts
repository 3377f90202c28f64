import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { read, type CellObject, type WorkSheet } from '@e965/xlsx';
import { Directory } from '../../src/directory/directory.js';
import type { PeriodItem, PeriodStatistics } from '../../src/statistics/statistics.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { freezeClock, keepDays, statistics, writeTickets, type Imagined } from './statistics-facts.js';

const YEAR = 'from=2025-11-25&to=2026-11-24';
const FORMULA = '=HYPERLINK("https://example.org","Fi"")';

const imagined = (day: string, issued: number, more: Partial<Imagined> = {}): Imagined => ({
  ...{ day, issued, service: 0, municipality: '048043', language: 'it', source: 'kiosk', slotAfter: 0 },
  ...{ visits: [{ after: issued, counter: 0, walked: 30, worked: 300 }], ending: 'served', stayed: 0 },
  ...{ recalls: 0, transfers: 0, returns: 0 },
  ...more,
});

describe('exports, read back by another program', () => {
  let office: TestOffice;
  let coordinator: ApiClient;
  beforeAll(async () => {
    office = await anOffice();
    coordinator = await office.staff('coordinator');
    freezeClock(office, '2026-11-24T09:30:00+01:00');
    await writeTickets(office, [
      ...['2025-11-25', '2026-03-03', '2026-11-19', '2026-11-24'].flatMap((day) => [
        imagined(day, 600),
        imagined(day, 1201, { municipality: '048017', ending: 'no-show' }),
        imagined(day, 1300, { municipality: null }),
      ]),
    ]);
    await keepDays(office);
    await office.sql('update municipality set name = $1 where code = $2', [FORMULA, '048017']);
    await office.nodes[0]?.nest.get(Directory).refreshIfChanged();
  });
  afterAll(() => office.close());

  async function fetchFile(path: string) {
    const response = await fetch(`${office.url}/api/v1${OFFICE_PATH}/statistics${path}`, {
      headers: { cookie: coordinator.cookie ?? '', 'accept-language': 'it' },
    });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  }
  const period = (by: string) => statistics<PeriodStatistics>(coordinator, `?${YEAR}&by=${by}`);

  /** Every measure of an item as a file names it. */
  function flat(item: PeriodItem): Record<string, unknown> {
    const entries = Object.entries(item).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([figure, one]) => [`${name}.${figure}`, one])
        : [[name, value]],
    );
    return Object.fromEntries(entries) as Record<string, unknown>;
  }

  function table(sheet: WorkSheet): Record<string, CellObject | undefined>[] {
    const [, columns = '', rows = '0'] = /:([A-Z]+)(\d+)$/.exec(sheet['!ref'] ?? '') ?? [];
    const last = [...columns].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    const letters = Array.from({ length: last }, (_, index) => lettersOf(index));
    const at = (letter: string, row: number) => sheet[`${letter}${row}`] as CellObject | undefined;
    return Array.from({ length: Number(rows) - 1 }, (_, row) =>
      Object.fromEntries(letters.map((letter) => [String(at(letter, 1)?.v), at(letter, row + 2)])),
    );
  }

  it('a year by day as a workbook: days are dates, numbers numbers, nothing measured an empty cell', async () => {
    const { response, bytes } = await fetchFile(`.xlsx?${YEAR}&by=day`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/spreadsheetml\.sheet$/);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.xlsx"$/);
    expect(response.headers.get('content-length')).toBeNull();
    const book = read(bytes, { cellDates: true });
    const rows = table(book.Sheets[book.SheetNames[0] ?? '']!);
    const { items } = await period('day');
    expect(rows).toHaveLength(365);
    for (const [index, item] of items.entries()) {
      const { key, name: _, ...figures } = flat(item);
      const { day, name: __, ...cells } = rows[index]!;
      expect(day).toMatchObject({ t: 'd', v: new Date(`${String(key)}T00:00:00Z`) });
      const told = Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, cell?.v ?? null]));
      expect(told).toEqual(figures);
      expect(Object.values(cells).every((cell) => cell === undefined || cell.t === 'n')).toBe(true);
    }
  });

  it('CSV is UTF-8 with a mark, commas and CRLF, and says the same', async () => {
    const { response, bytes } = await fetchFile(`.csv?${YEAR}&by=municipality`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const rows = table(read(text.slice(1), { type: 'string', raw: true }).Sheets['Sheet1']!);
    const { items } = await period('municipality');
    expect(rows.map(({ municipality, issued }) => [municipality?.v, Number(issued?.v)])).toEqual(
      items.map(({ key, issued }) => [key, issued]),
    );
    expect(rows.map((row) => String(row['waitSeconds.mean']?.v ?? ''))).toEqual(
      items.map(({ waitSeconds }) => String(waitSeconds.mean ?? '')),
    );
  });

  it('a name that looks like a formula is a text in both', async () => {
    const csv = (await fetchFile(`.csv?${YEAR}&by=municipality`)).bytes.toString('utf8');
    expect(csv).toContain(`,"'=HYPERLINK(""https://example.org"",""Fi"""")",`);
    const book = read((await fetchFile(`.xlsx?${YEAR}&by=municipality`)).bytes);
    const cells = table(book.Sheets['municipality']!).map(({ name }) => name);
    const cell = cells.find((one) => String(one?.v).includes('HYPERLINK'));
    expect(cell).toMatchObject({ t: 's', v: FORMULA });
    expect(cell?.f).toBeUndefined();
  });

  it('the funders’ report as both files', async () => {
    const csv = read((await fetchFile(`/funders.csv?${YEAR}`)).bytes.toString('utf8').slice(1), { type: 'string' });
    const xlsx = read((await fetchFile(`/funders.xlsx?${YEAR}`)).bytes);
    for (const rows of [table(csv.Sheets['Sheet1']!), table(xlsx.Sheets['funders']!)]) {
      expect(rows.map(({ language, service, issued }) => [language?.v, service?.v, issued?.v])).toEqual([
        ['it', 'certificates-information', 4],
        ['it', 'certificates-information', 4],
        ['it', 'certificates-information', 4],
      ]);
      expect(rows.at(-1)?.['municipality']?.v).toBe('unknown');
    }
  });
});

function lettersOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : lettersOf(Math.floor(index / 26) - 1) + letter;
}
