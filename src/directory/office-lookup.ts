import type { CounterRecord, OfferingRecord, OfficeRecord } from './directory.types.js';
import { DomainError, InvalidRequest, type Fault } from '../http/domain-error.js';

/** @throws DomainError `not-found` when this office does not offer the service */
export function offeringOf(office: OfficeRecord, service: string): OfferingRecord {
  const offering = office.offeringByService.get(service);
  if (offering === undefined) throw new DomainError('not-found', 'This office does not offer this service.');
  return offering;
}

/** @throws DomainError `not-found` when there is no such counter at this office */
export function counterOf(office: OfficeRecord, code: string): CounterRecord {
  const counter = office.counterByCode.get(code);
  if (counter === undefined) throw new DomainError('not-found', 'There is no such counter at this office.');
  return counter;
}

/** @throws DomainError `not-found` when this office does not serve the municipality */
export function municipalityOf(office: OfficeRecord, code: string): string {
  if (office.municipalities.includes(code)) return code;
  throw new DomainError('not-found', 'This office does not serve this municipality.');
}

/** A priority of this office by its code, or null. */
export function priorityOf(office: OfficeRecord, code: string | null): { boostMinutes: number } | null {
  return office.priorities.find((priority) => priority.code === code) ?? null;
}

/** What is wrong with a language at `path`: nothing when the office uses it. */
export function languageFaults(office: OfficeRecord, language: string, path: string): Fault[] {
  if (office.languages.includes(language)) return [];
  return [{ path, message: `not a language of this office (${office.languages.join(', ')})` }];
}

/** @throws InvalidRequest at `path` when the office does not use this language */
export function languageOf(office: OfficeRecord, language: string, path: string): string {
  const faults = languageFaults(office, language, path);
  if (faults.length > 0) throw new InvalidRequest(faults);
  return language;
}
