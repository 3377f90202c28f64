import type { Queue, QueueCounter, StaffTicket } from '../../../src/queue/queue.contract.js';

/** Who waits of one service or language. `longestSeconds` is null when all of them have been called before. */
export type WaitingGroup = { key: string; count: number; longestSeconds: number | null; counters: number };
/** The longest wait of a service beyond the target, and who could end it. */
export type LongWait = { ticket: StaffTicket; seconds: number; waiting: number; counters: number; open: number };

/**
 * Seconds that a ticket waits for its first call: from arrival, for a booking from the later of slot and check-in. null
 * once it was called: whoever is back from a transfer has had their wait.
 */
export function waitingSeconds(ticket: StaffTicket, nowMs: number): number | null {
  if (ticket.calledAt !== null) return null;
  const slotMs = ticket.slotStart === null ? 0 : Date.parse(ticket.slotStart);
  return Math.max(0, (nowMs - Math.max(Date.parse(ticket.issuedAt), slotMs)) / 1000);
}

/** The ticket that waits longest for its first call. */
export function longestWait(tickets: readonly StaffTicket[], nowMs: number) {
  let longest: { ticket: StaffTicket; seconds: number } | null = null;
  for (const ticket of tickets) {
    const seconds = waitingSeconds(ticket, nowMs);
    if (seconds !== null && seconds > (longest?.seconds ?? -1)) longest = { ticket, seconds };
  }
  return longest;
}

/** Counters that somebody sits at and that are not paused. */
export function openCounters({ counters }: Queue): QueueCounter[] {
  return counters.filter(({ state }) => state === 'open');
}

/** The queue by service, the longest wait first; `counters` are the open ones that take the service. */
export function waitingByService(queue: Queue, nowMs: number): WaitingGroup[] {
  const taking = (service: string) => openCounters(queue).filter(({ services }) => services.includes(service)).length;
  return grouped(queue.waiting, ({ service }) => service, taking, nowMs);
}

/** The queue by the language that visitors read; `counters` are the open ones that speak it. */
export function waitingByLanguage(queue: Queue, nowMs: number): WaitingGroup[] {
  const speaking = (tag: string) => openCounters(queue).filter(({ languages }) => languages.includes(tag)).length;
  return grouped(queue.waiting, ({ language }) => language, speaking, nowMs);
}

function grouped(
  tickets: readonly StaffTicket[],
  keyOf: (ticket: StaffTicket) => string,
  countersFor: (key: string) => number,
  nowMs: number,
): WaitingGroup[] {
  const groups = [...new Set(tickets.map(keyOf))].map((key) => {
    const own = tickets.filter((ticket) => keyOf(ticket) === key);
    return {
      key,
      count: own.length,
      longestSeconds: longestWait(own, nowMs)?.seconds ?? null,
      counters: countersFor(key),
    };
  });
  return groups.sort((a, b) => (b.longestSeconds ?? -1) - (a.longestSeconds ?? -1));
}

/** Services whose longest wait is beyond the target, the longest first. */
export function longWaits(queue: Queue, nowMs: number, targetSeconds: number): LongWait[] {
  const open = openCounters(queue);
  return waitingByService(queue, nowMs).flatMap(({ key, count, longestSeconds }) => {
    const longest = longestWait(
      queue.waiting.filter(({ service }) => service === key),
      nowMs,
    );
    if (longest === null || longestSeconds === null || longestSeconds <= targetSeconds) return [];
    const counters = open.filter((counter) => canTake(counter, longest.ticket)).length;
    return [{ ...longest, waiting: count, counters, open: open.length }];
  });
}

function canTake({ services, languages }: QueueCounter, { service, needsLanguage }: StaffTicket): boolean {
  return services.includes(service) && (needsLanguage === null || languages.includes(needsLanguage));
}
