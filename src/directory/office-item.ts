import type { Municipality, OfficeItem } from './directory.contract.js';
import type { MunicipalityRecord, OfficeRecord } from './directory.types.js';
import { localizedField, type Wanted } from './localize.js';

/** An office as lists show it. */
export function officeItem(office: OfficeRecord, wanted: Wanted): OfficeItem {
  return {
    slug: office.slug,
    ...localizedField('name', office.name, wanted, office.languages),
    ...localizedField('description', office.description, wanted, office.languages),
    address: { ...office.address },
    timeZone: office.zone,
    municipalities: [...office.municipalities],
    languages: [...office.languages],
  };
}

/** A municipality; its own `name` is its name in the first of `languages`. */
export function municipalityItem(
  { code, name, localNames, footer, privacyVersion }: MunicipalityRecord,
  wanted: Wanted,
  languages: readonly string[],
): Municipality {
  const [first = 'it'] = languages;
  return {
    code,
    name,
    ...localizedField('localName', { [first]: name, ...localNames }, wanted, [first]),
    footer: footerOf(footer),
    privacyVersion,
  };
}

// Every link is there, given or not, so that a page need not guess which ones a municipality may have.
function footerOf(links: MunicipalityRecord['footer']): Municipality['footer'] {
  const { privacy = null, accessibilityStatement = null, legalNotes = null, faq = null, reportFault = null } = links;
  return { privacy, accessibilityStatement, legalNotes, faq, reportFault };
}
