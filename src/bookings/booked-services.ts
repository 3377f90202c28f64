import type { OfferingRecord, OfficeRecord } from '../directory/directory.types.js';
import type { BookingRow } from './booking-row.js';

/** What a booking keeps of its services. */
export type Booked = Pick<BookingRow, 'offering_id' | 'extra_offering_ids'>;

/** What to bring to a booked visit: documents of all its services, each once. */
export function documentsOf(office: OfficeRecord, row: Booked): Readonly<Record<string, string>>[] {
  const all = servicesOf(office, row).flatMap(({ service }) => service.requiredDocuments);
  return [...new Map(all.map((text) => [JSON.stringify(text), text])).values()];
}

/** The offerings of a booking, the main one first; one that the office gave up is missing. */
export function servicesOf(office: OfficeRecord, row: Booked): OfferingRecord[] {
  return [row.offering_id, ...row.extra_offering_ids].flatMap((id) => office.offeringById.get(id) ?? []);
}
