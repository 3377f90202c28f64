import { sharesAs, type Principal } from '../access/principal.js';
import type { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { UNKNOWN } from './ticket-fact.js';

/** What a caller may see of an office: `shares` as they are kept, null = everything. */
export type Share = { municipalities: string[] | null; shares: string[] | null };

export const WHOLE_OFFICE: Share = { municipalities: null, shares: null };

/**
 * The caller's share. Unknown municipalities belong to the lead.
 *
 * @throws DomainError `not-allowed` for a municipality that this office does not serve
 */
export function shareOf(directory: Directory, office: OfficeRecord, principal: Principal | null): Share {
  const allowed = sharesAs(principal, 'coordinator', office.slug);
  if (allowed === 'all') return WHOLE_OFFICE;
  const municipalities = allowed.filter((code) => office.municipalities.includes(code));
  if (municipalities.length === 0) throw new DomainError('not-allowed', 'You may not do this here.');
  const unknown = municipalities.includes(leadOf(directory, office)) ? [UNKNOWN] : [];
  return { municipalities, shares: [...municipalities, ...unknown] };
}

/** The municipality that leads an office: the served one with that role, else the one that it stands in. */
export function leadOf(directory: Directory, office: OfficeRecord): string {
  const lead = office.municipalities.find((code) => directory.municipality(code)?.role === 'lead');
  return lead ?? office.seat;
}
