import type { Ticket } from '../queue/queue.contract.js';

/** What a ticket's room was told last: null when somebody in it may have seen something else since. */
export type ShownTicket = { shown: string | null; to: number };

/** How far an office's rooms on this node have been told its events. */
export type Line = {
  readonly officeId: number;
  /** Last revision that the rooms were told; everything after it is still to come. */
  delivered: number;
  readonly tickets: Map<string, ShownTicket>;
  /** Notices as the board's room saw them last, null when unknown. They also change by time, without an event. */
  notices: string | null;
  wanted: boolean;
  running: Promise<void> | null;
};

export function newLine(officeId: number, delivered: number): Line {
  return { officeId, delivered, tickets: new Map(), notices: null, wanted: false, running: null };
}

/** Makes deliveries look at a ticket from now on; before its snapshot is read, so that no change falls between. */
export function watchTicket(line: Line, ticketId: string): void {
  if (!line.tickets.has(ticketId)) line.tickets.set(ticketId, { shown: null, to: 0 });
}

/** Remembers what somebody who joined a ticket's room was shown. */
export function noteShown(line: Line, ticket: Ticket, revision: number): void {
  const room = line.tickets.get(ticket.id);
  if (room === undefined) return;
  const shown = JSON.stringify(ticket);
  if (room.to === 0) line.tickets.set(ticket.id, { shown, to: revision });
  // Two phones saw two states: the next delivery tells both, whatever it finds.
  else if (room.shown !== shown) room.shown = null;
}

/**
 * The range to send to a ticket's room when what it shows has changed, and remembers it; null when there is nothing to
 * say, or not before the next event (a client ignores a range that ends at what it has).
 */
export function rangeFor(line: Line, ticket: Ticket, to: number): { from: number; to: number } | null {
  const room = line.tickets.get(ticket.id);
  const shown = JSON.stringify(ticket);
  if (room === undefined || room.shown === shown || to <= room.to) return null;
  const from = room.to + 1;
  line.tickets.set(ticket.id, { shown, to });
  return { from, to };
}
