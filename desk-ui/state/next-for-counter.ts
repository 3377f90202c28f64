import type { OfficeDetail } from '../../src/directory/directory.contract.js';
import type { QueueCounter, StaffTicket } from '../../src/queue/queue.contract.js';
import { byRank } from './queue-state.js';

/** How an office treats tickets that need a language. */
export type LanguageRules = Pick<OfficeDetail, 'languageFallbackMinutes' | 'languageAdvantageMinutes'>;

const MINUTE_MS = 60_000;

/**
 * The ticket that "call next" would most likely give this counter now, for the mark in the queue; null when it would give
 * none. A preview of the server's rule: the call itself is always the server's choice.
 *
 * @param waiting in call order
 * @param nowMs office time in milliseconds
 */
export function nextForCounter(
  counter: QueueCounter,
  waiting: readonly StaffTicket[],
  counters: readonly QueueCounter[],
  nowMs: number,
  rules: LanguageRules,
): StaffTicket | null {
  const rankOf = (ticket: StaffTicket) => adjustedRank(ticket, counter, rules);
  const [first] = waiting
    .filter((ticket) => mayTake(counter, ticket, counters, nowMs, rules))
    .sort((a, b) => rankOf(a) - rankOf(b) || byRank(a, b));
  return first ?? null;
}

/** Whether this counter may be given the ticket now: service, language, wanted counter, pause after a return. */
export function mayTake(
  counter: QueueCounter,
  ticket: StaffTicket,
  counters: readonly QueueCounter[],
  nowMs: number,
  rules: LanguageRules,
): boolean {
  if (ticket.notBefore !== null && Date.parse(ticket.notBefore) > nowMs) return false;
  if (ticket.wantedCounter === counter.code) return true;
  const wanted = counters.find(({ code }) => code === ticket.wantedCounter);
  if (wanted !== undefined && wanted.state !== 'closed') return false;
  return counter.services.includes(ticket.service) && speaks(counter, ticket, nowMs, rules);
}

function speaks(
  counter: QueueCounter,
  { needsLanguage, rankAt }: StaffTicket,
  nowMs: number,
  { languageFallbackMinutes }: LanguageRules,
): boolean {
  if (needsLanguage === null || counter.languages.includes(needsLanguage)) return true;
  return Date.parse(rankAt) <= nowMs - languageFallbackMinutes * MINUTE_MS;
}

function adjustedRank(ticket: StaffTicket, counter: QueueCounter, { languageAdvantageMinutes }: LanguageRules): number {
  const advantage = ticket.needsLanguage !== null && counter.languages.includes(ticket.needsLanguage);
  return Date.parse(ticket.rankAt) - (advantage ? languageAdvantageMinutes * MINUTE_MS : 0);
}
