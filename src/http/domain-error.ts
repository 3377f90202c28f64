import type { ProblemCode } from './problem-table.js';

/** What a refused command may tell about itself: safe values only, shown to the caller. */
export type SafeParams = Readonly<Record<string, unknown>>;

/**
 * A rule of the domain says no. Rooms throw it with a stable code; `http` alone knows which status it becomes.
 *
 * @param code one of the codes in `problem-table.ts`
 * @param detail a sentence for a person, in English, without internal names
 * @param params extra members of the problem document, e.g. `{ ticketStatus: 'serving' }`
 */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly params: SafeParams = {},
  ) {
    super(detail);
    this.name = 'DomainError';
  }
}

/** One faulty value of a request; `path` is dotted (`contact.email`), empty for the whole body. */
export type Fault = { path: string; message: string };

/** `400 invalid-request` for rules that a schema cannot say, e.g. `from` after `to`. */
export class InvalidRequest extends DomainError {
  constructor(readonly faults: Fault[]) {
    super('invalid-request', 'The request has values that cannot be used.', { errors: faults });
    this.name = 'InvalidRequest';
  }
}
