import type { Ticket } from '../queue/queue.contract.js';

/** One counter's work on a ticket, as the simulation saw it. Milliseconds since 1970; null = never. */
type Work = { counter: string; called: number; started: number | null; ended: number | null };
export type Entry = { ticket: Ticket; works: Work[]; recalls: number; transfers: number; returned: boolean };
export type BookingFate = 'booked' | 'checked-in' | 'no-show' | 'cancelled';

/**
 * What the simulated people themselves wrote down: every ticket as it was last answered, every call, start and end with
 * the time that the answer gave. It knows nothing of the database, so that statistics can be held against it.
 */
export class Ledger {
  private readonly entries = new Map<string, Entry>();
  private readonly awaited = new Map<string, () => void>();
  readonly bookings = new Map<number, BookingFate>();

  /** A ticket was given. */
  issued(ticket: Ticket): void {
    this.entries.set(ticket.id, { ticket, works: [], recalls: 0, transfers: 0, returned: false });
    this.awaited.get(ticket.id)?.();
    this.awaited.delete(ticket.id);
  }

  /** Waits until a ticket's visitor has it: an operator may call the number before the kiosk's answer has arrived. */
  async untilIssued(ticketId: string): Promise<void> {
    if (!this.entries.has(ticketId)) await new Promise<void>((resolve) => this.awaited.set(ticketId, resolve));
  }

  /** The ticket as it is now. */
  saw(ticket: Ticket): void {
    const entry = this.of(ticket.id);
    // Staff's answers do not carry the link that the visitor has.
    const { token } = entry.ticket;
    entry.ticket = token === undefined ? ticket : { ...ticket, token };
  }

  called(ticket: Ticket): void {
    this.saw(ticket);
    const called = millis(ticket.lastCalledAt);
    this.of(ticket.id).works.push({ counter: ticket.counter ?? '', called, started: null, ended: null });
  }

  recalled(ticket: Ticket): void {
    this.saw(ticket);
    this.of(ticket.id).recalls++;
  }

  /** @param at when this counter's work began: the ticket itself keeps the first start only */
  started(ticket: Ticket, at: string): void {
    this.saw(ticket);
    this.lastWork(ticket.id).started = millis(at);
  }

  /** @param at when this counter's work ended */
  workEnded(ticket: Ticket, at: string): void {
    this.saw(ticket);
    this.lastWork(ticket.id).ended = millis(at);
  }

  transferred(ticket: Ticket, at: string): void {
    this.workEnded(ticket, at);
    this.of(ticket.id).transfers++;
  }

  cameBack(ticket: Ticket): void {
    this.saw(ticket);
    this.of(ticket.id).returned = true;
  }

  of(ticketId: string): Entry {
    const entry = this.entries.get(ticketId);
    if (entry === undefined) throw new Error(`the simulation does not know ticket ${ticketId}`);
    return entry;
  }

  all(): Entry[] {
    return [...this.entries.values()];
  }

  private lastWork(ticketId: string): Work {
    const work = this.of(ticketId).works.at(-1);
    if (work === undefined) throw new Error(`ticket ${ticketId} was never called`);
    return work;
  }
}

/** Milliseconds since 1970 of an instant that must be there. */
export function millis(instant: string | null): number {
  if (instant === null) throw new Error('an instant is missing');
  return Date.parse(instant);
}
