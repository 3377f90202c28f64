import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { directoryFileJsonSchema } from './directory-file.contract.js';
import { DirectoryFileProblem, OWN_DIRECTORY_FILE, parseDirectoryFile, readDirectoryFile } from './directory-file.js';
import { firstJsonFault, lineAndColumn } from './json-position.js';

type Entry = Record<string, unknown>;
type Json = { offices: Office[]; offerings: Entry[]; municipalities: Entry[]; serviceCategories: Entry[] };
type Office = Entry & { openingHours: object[]; counters: object[]; name: Record<string, string> };

/** Faults of the first desk's file after a change, as `path: message`. */
async function faultsAfter(change: (file: Json) => void): Promise<string[]> {
  const file = JSON.parse(await readFile(OWN_DIRECTORY_FILE, 'utf8')) as Json;
  change(file);
  return parseDirectoryFile(JSON.stringify(file)).faults.map(({ path, message }) => `${path}: ${message}`);
}
const office = (file: Json) => file.offices[0] as Office;

describe("the first desk's file", () => {
  it('is accepted, with defaults for what it does not say', async () => {
    const file = await readDirectoryFile();
    expect(file.offices[0]).toMatchObject({
      waitTargetMinutes: 15,
      ticketsFromMinutesBefore: 0,
      unattendedTickets: true,
    });
    expect(file.offerings[0]).toMatchObject({ prefix: 'A', dailyTicketCap: null, hideNameOnPaper: false });
  });

  it('has offerings that share a prefix, and so a number series', async () => {
    const file = await readDirectoryFile();
    expect(new Set(file.offerings.map((one) => one.prefix))).toEqual(new Set(['A', 'K']));
  });
});

describe('a faulty file tells the path and the reason', () => {
  it.each<[string, (file: Json) => void, string[]]>([
    [
      "a text without the office's first language",
      (file) => delete (office(file).name as Record<string, string>)['it'],
      ['offices.0.name.it: is missing: "it" is the office\'s first language'],
    ],
    [
      'a service text without it',
      (file) => (file.serviceCategories[2]!['name'] = { en: 'Kit' }),
      ['serviceCategories.2.name.it: is missing: "it" is the office\'s first language'],
    ],
    [
      'an unknown municipality',
      (file) => (file.offerings[1]!['municipalities'] = ['048043', '999999']),
      ['offerings.1.municipalities.1: unknown municipality "999999"'],
    ],
    ['an unknown seat', (file) => (office(file)['seat'] = '999999'), ['offices.0.seat: unknown municipality "999999"']],
    [
      'an unknown pool, service and office',
      (file) => Object.assign(file.offerings[0] ?? {}, { pool: 'nobody', service: 'nothing' }),
      [
        'offerings.0.service: unknown service "nothing"',
        'offerings.0.pool: unknown pool "nobody" at office "inside-osmannoro"',
      ],
    ],
    [
      'an office that is not there',
      (file) => (file.offerings[0]!['office'] = 'elsewhere'),
      ['offerings.0.office: unknown office "elsewhere"'],
    ],
    [
      'a counter twice',
      (file) => office(file).counters.push({ code: '1', name: { it: 'Sportello 1' } }),
      ['offices.0.counters.4.code: "1" is there twice'],
    ],
    [
      'an offering twice',
      (file) => file.offerings.push({ ...file.offerings[0]! }),
      ['offerings.12.service: "certificates-information" is already offered at "inside-osmannoro"'],
    ],
    [
      'a wrong type',
      (file) => (file.offerings[3]!['durationMinutes'] = '30'),
      ['offerings.3.durationMinutes: Invalid input: expected number, received string'],
    ],
    ['an unknown field', (file) => (office(file)['telephone'] = '055'), ['offices.0.telephone: unknown field']],
    [
      'a prefix of small letters',
      (file) => (file.offerings[0]!['prefix'] = 'a1'),
      ['offerings.0.prefix: must be one or two capital letters'],
    ],
    [
      'hours that end before they begin',
      (file) => Object.assign(office(file).openingHours[0]!, { from: '13:00' }),
      ['offices.0.openingHours.0.to: must be later than "from"'],
    ],
    [
      'hours that overlap on one of their days',
      (file) => office(file).openingHours.push({ weekdays: [1, 3], from: '14:30', to: '17:00' }),
      ['offices.0.openingHours.4: overlaps with offices.0.openingHours.3'],
    ],
    [
      'a time zone that is none',
      (file) => (office(file)['timeZone'] = 'Rome'),
      ['offices.0.timeZone: is not an IANA time zone'],
    ],
    [
      'a language tag that is none',
      (file) => (office(file).name['italiano'] = 'x'),
      ['offices.0.name.italiano: not a language tag'],
    ],
    [
      'a municipality twice',
      (file) => file.municipalities.push({ ...file.municipalities[0]! }),
      ['municipalities.5.code: "048043" is there twice'],
    ],
    [
      'a part-day closure with one end',
      (file) =>
        (office(file)['closures'] = [
          { firstDay: '2026-12-24', lastDay: '2026-12-24', from: '12:00', reason: { it: 'x' } },
        ]),
      ['offices.0.closures.0.to: "from" and "to" must be given together'],
    ],
    [
      'a missing field',
      (file) => delete office(file)['address'],
      ['offices.0.address: Invalid input: expected object, received undefined'],
    ],
  ])('%s', async (_, change, expected) => {
    expect(await faultsAfter((file) => void change(file))).toEqual(expected);
  });

  it('lets hours of two seasons stand side by side', async () => {
    const summer = { weekdays: [2], from: '08:00', to: '14:00', validFrom: '2027-06-15', validUntil: '2027-09-15' };
    const always = await faultsAfter((file) => office(file).openingHours.push(summer));
    expect(always).toEqual(['offices.0.openingHours.4: overlaps with offices.0.openingHours.0']);
    const parted = await faultsAfter((file) => {
      for (const hours of office(file).openingHours) Object.assign(hours, { validUntil: '2027-06-14' });
      office(file).openingHours.push(summer);
    });
    expect(parted).toEqual([]);
  });
});

describe('a file that is not JSON', () => {
  it.each([
    ['{\n  "offices": [1, 2,]\n}', 'unexpected "]" at line 2, column 20'],
    ['{\n  "offices": oops\n}', 'unexpected "o" at line 2, column 14'],
    ['{ "a": "b" "c" }', 'unexpected "\\"" at line 1, column 12'],
    ['{ "a": [1', 'the text ends too early at line 1, column 10'],
    ['', 'the text ends too early at line 1, column 1'],
    ['{} {}', 'unexpected "{" at line 1, column 4'],
    ['{ "a": 01 }', 'unexpected "0" at line 1, column 8'],
  ])('%j', (text, reason) => {
    expect(parseDirectoryFile(text).faults).toEqual([{ path: '', message: `is not JSON: ${reason}` }]);
  });

  it('finds no fault where JSON.parse finds none', async () => {
    const text = await readFile(OWN_DIRECTORY_FILE, 'utf8');
    expect(firstJsonFault(text)).toBe(text.length);
    expect(lineAndColumn('a\nbc', 3)).toBe('line 2, column 2');
  });
});

it('a start with a missing file ends with one line that names it', async () => {
  const problem = await readDirectoryFile('/nowhere/desk.json').catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(DirectoryFileProblem);
  expect((problem as DirectoryFileProblem).startProblem).toBe(
    'DIRECTORY_FILE: /nowhere/desk.json cannot be imported: cannot be read (ENOENT)',
  );
});

it('the JSON Schema is the committed one, and says what is shared and required', async () => {
  const committed = JSON.parse(await readFile('docs/directory.schema.json', 'utf8')) as unknown;
  expect(directoryFileJsonSchema()).toEqual(committed);
  expect(JSON.stringify(committed)).toContain('share one number series');
});
