import type { Fault } from '../http/domain-error.js';
import type { TextByLanguage } from '../http/conventions.contract.js';
import type { DirectoryFile, HoursInFile, OfficeInFile } from './directory-file.contract.js';

/** What a schema cannot say: references, duplicates, overlaps and missing languages of a well-formed file. */
export function checkDirectoryFile(file: DirectoryFile): Fault[] {
  return [
    ...duplicates('municipalities', file.municipalities, 'code'),
    ...duplicates('offices', file.offices, 'slug'),
    ...duplicates('serviceCategories', file.serviceCategories, 'code'),
    ...file.offices.flatMap((office, index) => checkOffice(file, office, `offices.${index}`)),
    ...checkServiceTexts(file),
    ...checkOfferings(file),
  ];
}

function checkOffice(file: DirectoryFile, office: OfficeInFile, path: string): Fault[] {
  return [
    ...duplicates(`${path}.counters`, office.counters, 'code'),
    ...duplicates(`${path}.pools`, office.pools, 'code'),
    ...duplicates(`${path}.priorities`, office.priorities, 'code'),
    ...duplicates(`${path}.outcomes`, office.outcomes, 'code'),
    ...repeated(`${path}.languages`, office.languages),
    ...unknownMunicipality(file, office.seat, `${path}.seat`),
    ...checkPatronDay(file, office, `${path}.holidays.patronDayOf`),
    ...officeTexts(office).flatMap(([at, text]) => missing(text, office.languages[0], `${path}.${at}`)),
    ...checkPools(office, path),
    ...overlaps(office.openingHours, `${path}.openingHours`),
    ...exceptionalOverlaps(office, path),
  ];
}

function checkPatronDay(file: DirectoryFile, office: OfficeInFile, path: string): Fault[] {
  const code = office.holidays.patronDayOf;
  if (code === null) return [];
  const municipality = file.municipalities.find((one) => one.code === code);
  if (municipality === undefined) return unknownMunicipality(file, code, path);
  return municipality.patronDay === null ? [{ path, message: `municipality ${code} has no "patronDay"` }] : [];
}

function officeTexts(office: OfficeInFile): [string, TextByLanguage][] {
  return [
    ['name', office.name],
    ['description', office.description],
    ...office.counters.map(({ name }, i): [string, TextByLanguage] => [`counters.${i}.name`, name]),
    ...office.priorities.map(({ name }, i): [string, TextByLanguage] => [`priorities.${i}.name`, name]),
    ...office.outcomes.map(({ name }, i): [string, TextByLanguage] => [`outcomes.${i}.name`, name]),
    ...office.closures.map(({ reason }, i): [string, TextByLanguage] => [`closures.${i}.reason`, reason]),
    ...office.notices.map(({ text }, i): [string, TextByLanguage] => [`notices.${i}.text`, text]),
  ];
}

function checkPools(office: OfficeInFile, path: string): Fault[] {
  const known = (pool: string | null) => pool === null || office.pools.some((one) => one.code === pool);
  const unknown = (list: 'closures' | 'exceptionalOpenings') =>
    office[list].flatMap(({ pool }, index) =>
      known(pool) ? [] : [{ path: `${path}.${list}.${index}.pool`, message: `unknown pool "${pool}"` }],
    );
  const pools = office.pools.flatMap((pool, index) => [
    ...overlaps(pool.openingHours, `${path}.pools.${index}.openingHours`),
    ...(pool.language === null || office.languages.includes(pool.language)
      ? []
      : [{ path: `${path}.pools.${index}.language`, message: `"${pool.language}" is no language of the office` }]),
  ]);
  return [...pools, ...unknown('closures'), ...unknown('exceptionalOpenings')];
}

// A service's texts must have the first language of every office that offers it.
function checkServiceTexts(file: DirectoryFile): Fault[] {
  return file.serviceCategories.flatMap((service, index) => {
    const offices = file.offerings.filter((one) => one.service === service.code).map((one) => one.office);
    const firsts = file.offices.filter((one) => offices.includes(one.slug)).map((one) => one.languages[0]);
    return [...new Set(firsts)].flatMap((language) => [
      ...missing(service.name, language, `serviceCategories.${index}.name`),
      ...missing(service.description, language, `serviceCategories.${index}.description`),
      ...service.requiredDocuments.flatMap((text, i) =>
        missing(text, language, `serviceCategories.${index}.requiredDocuments.${i}`),
      ),
    ]);
  });
}

function checkOfferings(file: DirectoryFile): Fault[] {
  const seen = new Set<string>();
  return file.offerings.flatMap((offering, index) => {
    const path = `offerings.${index}`;
    const office = file.offices.find((one) => one.slug === offering.office);
    const twice = seen.size === seen.add(`${offering.office} ${offering.service}`).size;
    const service = file.serviceCategories.some((one) => one.code === offering.service);
    const pool = office === undefined || office.pools.some((one) => one.code === offering.pool);
    return [
      ...when(twice, `${path}.service`, `"${offering.service}" is already offered at "${offering.office}"`),
      ...when(office === undefined, `${path}.office`, `unknown office "${offering.office}"`),
      ...when(!service, `${path}.service`, `unknown service "${offering.service}"`),
      ...when(!pool, `${path}.pool`, `unknown pool "${offering.pool}" at office "${offering.office}"`),
      ...repeated(`${path}.municipalities`, offering.municipalities),
      ...offering.municipalities.flatMap((code, i) => unknownMunicipality(file, code, `${path}.municipalities.${i}`)),
      ...overlaps(offering.openingHours, `${path}.openingHours`),
    ];
  });
}

function when(wrong: boolean, path: string, message: string): Fault[] {
  return wrong ? [{ path, message }] : [];
}

function unknownMunicipality(file: DirectoryFile, code: string, path: string): Fault[] {
  return when(!file.municipalities.some((one) => one.code === code), path, `unknown municipality "${code}"`);
}

function missing(text: TextByLanguage, language: string | undefined, path: string): Fault[] {
  if (language === undefined || text[language] !== undefined) return [];
  return [{ path: `${path}.${language}`, message: `is missing: "${language}" is the office's first language` }];
}

function duplicates<K extends string>(path: string, entries: readonly Record<K, string>[], key: K): Fault[] {
  const values = entries.map((one) => one[key]);
  return repeated(path, values).map((fault) => ({ ...fault, path: `${fault.path}.${key}` }));
}

function repeated(path: string, values: readonly string[]): Fault[] {
  return values.flatMap((value, index) =>
    when(values.indexOf(value) !== index, `${path}.${index}`, `"${value}" is there twice`),
  );
}

function overlaps(hours: readonly HoursInFile[], path: string): Fault[] {
  return hours.flatMap((late, index) => {
    const early = hours.findIndex((one, i) => i < index && clash(one, late));
    return when(early !== -1, `${path}.${index}`, `overlaps with ${path}.${early}`);
  });
}

function clash(a: HoursInFile, b: HoursInFile): boolean {
  const sameDay = a.weekdays.some((day) => b.weekdays.includes(day));
  const sameSeason = (a.validFrom ?? '') <= (b.validUntil ?? '9999') && (b.validFrom ?? '') <= (a.validUntil ?? '9999');
  return sameDay && sameSeason && a.from < b.to && b.from < a.to;
}

function exceptionalOverlaps(office: OfficeInFile, path: string): Fault[] {
  const list = office.exceptionalOpenings;
  return list.flatMap((late, index) => {
    const early = list.findIndex(
      (one, i) =>
        i < index && one.date === late.date && one.pool === late.pool && one.from < late.to && late.from < one.to,
    );
    const at = `${path}.exceptionalOpenings`;
    return when(early !== -1, `${at}.${index}`, `overlaps with ${at}.${early}`);
  });
}
