import type { ServiceMode } from '../directory/directory.contract.js';
import type { OfferingRecord, OfficeRecord, PoolRecord } from '../directory/directory.types.js';
import { municipalityOf, offeringOf } from '../directory/office-lookup.js';
import { DomainError, InvalidRequest } from '../http/domain-error.js';
import type { VisitLength } from '../schedule/slots.js';
import type { BookingRow } from './booking-row.js';

/** What somebody wants to come for; services by code, the main one first. */
export type VisitWish = {
  service: string;
  municipality: string;
  extraServices?: readonly string[] | undefined;
  people?: number | undefined;
  needsLanguage?: string | null | undefined;
  mode?: ServiceMode | undefined;
};

/** A wish that this office can fulfil: its services, how long it takes and which pools it draws on. */
export type Visit = {
  readonly office: OfficeRecord;
  /** The main service first. */
  readonly offerings: readonly [OfferingRecord, ...OfferingRecord[]];
  /** In the order of their ids, in which they are locked. */
  readonly pools: readonly PoolRecord[];
  readonly length: VisitLength;
  readonly municipality: string;
  readonly mode: ServiceMode;
  readonly people: number;
  readonly needsLanguage: string | null;
};

/**
 * @throws DomainError `not-found` (service, municipality), `not-bookable`, `services-not-combinable`
 * @throws InvalidRequest for a language, mode or number of people that the service does not know
 */
export function visitOf(office: OfficeRecord, wish: VisitWish): Visit {
  const main = offeringOf(office, wish.service);
  const extras = [...new Set(wish.extraServices ?? [])].filter((code) => code !== wish.service);
  const offerings = [main, ...extras.map((code) => offeringOf(office, code))] as const;
  municipalityOf(office, wish.municipality);
  for (const offering of offerings) assertBookable(offering, wish.municipality);
  const mode = modeOf(offerings, wish.mode);
  const people = peopleOf(offerings, wish.people ?? 1);
  return buildVisit(office, offerings, { municipality: wish.municipality, mode, people }, wish.needsLanguage ?? null);
}

/** The visit of a booking that exists, as the rules have it today. */
export function visitOfRow(office: OfficeRecord, row: BookingRow): Visit {
  const known = (id: number) => {
    const offering = office.offeringById.get(id);
    if (offering === undefined) throw new DomainError('not-bookable', 'This service is not offered here any more.');
    return offering;
  };
  const offerings = [known(row.offering_id), ...row.extra_offering_ids.map(known)] as const;
  const { municipality_code: municipality, mode, people } = row;
  return buildVisit(office, offerings, { municipality, mode, people }, row.needs_language);
}

function buildVisit(
  office: OfficeRecord,
  offerings: Visit['offerings'],
  facts: Pick<Visit, 'municipality' | 'mode' | 'people'>,
  needsLanguage: string | null,
): Visit {
  const main = poolOf(office, offerings[0].poolId);
  if (offerings.some(({ poolId }) => poolId !== main.id)) {
    throw new DomainError('services-not-combinable', 'These services cannot be dealt with in one visit.');
  }
  const mediators = mediatorsOf(office, needsLanguage);
  return {
    office,
    offerings,
    pools: [...new Set(mediators === null ? [main] : [main, mediators])].sort((a, b) => a.id - b.id),
    length: lengthOf(offerings, main, mediators, facts.people),
    ...facts,
    needsLanguage,
  };
}

function lengthOf(
  offerings: Visit['offerings'],
  main: PoolRecord,
  mediators: PoolRecord | null,
  people: number,
): VisitLength {
  const own = offerings.map(({ id, poolId }) => ({ poolId, offeringId: id }));
  const minutes = ({ durationMinutes, minutesPerFurtherPerson }: OfferingRecord) =>
    durationMinutes + (people - 1) * minutesPerFurtherPerson;
  return {
    owners: mediators === null ? own : [...own, { poolId: mediators.id, offeringId: null }],
    slotMinutes: main.slotMinutes,
    durationMinutes: offerings.reduce((sum, offering) => sum + minutes(offering), 0),
    bufferMinutes: Math.max(...offerings.map(({ bufferMinutes }) => bufferMinutes)),
  };
}

function assertBookable(offering: OfferingRecord, municipality: string): void {
  if (!offering.bookable) {
    const detail = 'This service takes no appointments.';
    throw new DomainError('not-bookable', detail, { service: offering.service.code });
  }
  if (offering.municipalities.includes(municipality)) return;
  throw new DomainError('not-bookable', 'This service is not offered for this municipality.', {
    service: offering.service.code,
    municipalities: offering.municipalities,
  });
}

function modeOf(offerings: Visit['offerings'], wanted: ServiceMode | undefined): ServiceMode {
  const shared = offerings[0].modes.filter((mode) => offerings.every(({ modes }) => modes.includes(mode)));
  const mode = wanted ?? (shared.includes('desk') ? 'desk' : shared[0]);
  if (mode !== undefined && shared.includes(mode)) return mode;
  if (offerings.length > 1) {
    throw new DomainError('services-not-combinable', 'These services cannot be dealt with in one visit of this kind.');
  }
  throw new InvalidRequest([{ path: 'mode', message: `must be one of: ${shared.join(', ')}` }]);
}

function peopleOf(offerings: Visit['offerings'], people: number): number {
  const most = Math.min(...offerings.map(({ maxPeople }) => maxPeople));
  if (people <= most) return people;
  throw new InvalidRequest([{ path: 'people', message: `must be at most ${most} for this service` }]);
}

function poolOf(office: OfficeRecord, id: number): PoolRecord {
  const pool = office.pools.find((one) => one.id === id);
  if (pool === undefined) throw new DomainError('not-bookable', 'This service takes no appointments.');
  return pool;
}

// Everybody at the desk speaks the office's first language: only others need their mediators.
function mediatorsOf(office: OfficeRecord, language: string | null): PoolRecord | null {
  if (language === null || language === office.languages[0]) return null;
  if (!office.languages.includes(language)) {
    throw new InvalidRequest([{ path: 'needsLanguage', message: `must be one of: ${office.languages.join(', ')}` }]);
  }
  const pool = office.pools.find((one) => one.language === language);
  if (pool !== undefined) return pool;
  throw new DomainError('not-bookable', 'Nobody who speaks this language takes appointments here.', { language });
}
