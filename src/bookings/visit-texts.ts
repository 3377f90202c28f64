import type { OfficeRecord } from '../directory/directory.types.js';
import { localize } from '../directory/localize.js';
import { documentsOf, servicesOf, type Booked } from './booked-services.js';

/** What messages and calendar files say of a visit, in one language. */
export type VisitTexts = {
  officeName: string;
  /** One line. */
  address: string;
  /** The main one first; empty when the office offers none of them any more. */
  services: string[];
  /** What to bring, of all services, each once. */
  documents: string[];
};

/** Texts of a booked visit; what is missing in `language` comes in the office's languages. */
export function visitTexts(office: OfficeRecord, row: Booked, language: string): VisitTexts {
  const say = (text: Readonly<Record<string, string>>) => localize(text, [language], office.languages).text;
  const { street, locality, province } = office.address;
  return {
    officeName: say(office.name),
    address: `${street}, ${locality} (${province})`,
    services: servicesOf(office, row).map(({ service }) => say(service.name)),
    // Two may be worded alike in one language.
    documents: [...new Set(documentsOf(office, row).map(say))],
  };
}
