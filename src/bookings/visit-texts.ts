import type { OfficeRecord } from '../directory/directory.types.js';
import { localize } from '../directory/localize.js';
import type { BookingRow } from './booking-row.js';

type Visited = Pick<BookingRow, 'offering_id' | 'extra_offering_ids'>;

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
export function visitTexts(office: OfficeRecord, row: Visited, language: string): VisitTexts {
  const say = (text: Readonly<Record<string, string>>) => localize(text, [language], office.languages).text;
  const offerings = [row.offering_id, ...row.extra_offering_ids]
    .map((id) => office.offeringById.get(id))
    .filter((offering) => offering !== undefined);
  const documents = offerings.flatMap(({ service }) => service.requiredDocuments.map(say));
  const { street, locality, province } = office.address;
  return {
    officeName: say(office.name),
    address: `${street}, ${locality} (${province})`,
    services: offerings.map(({ service }) => say(service.name)),
    documents: [...new Set(documents)],
  };
}
