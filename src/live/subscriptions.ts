import { Injectable } from '@nestjs/common';
import { hashToken, officeOfToken } from '../access/derived-tokens.js';
import { mayActAs, type Principal } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { businessDay } from '../clock/zones.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError, InvalidRequest } from '../http/domain-error.js';
import { ALL_TEXTS, QueueReads } from '../queue/queue-reads.js';
import type { EventRow } from '../queue/queue-reads.sql.js';
import { boardChanges } from './board-changes.js';
import { Delivery } from './delivery.js';
import { noteShown, watchTicket, type Line } from './lines.js';
import type { Subscribe, Subscribed } from './live.contract.js';
import { queueChanges } from './queue-changes.js';
import type { Room } from './rooms.js';
import { SharedReads } from '../database/shared-reads.js';

/** How far back `since` is honoured. */
const MOST_REVISIONS = 500;

export type Answer = Extract<Subscribed, { ok: true }>;
/** A view that somebody may watch, with the room where its changes are told. */
export type Place = { office: OfficeRecord; room: Room };

/** Says who may watch what, and answers with the state to begin from. */
@Injectable()
export class Subscriptions {
  private readonly shared = new SharedReads();

  constructor(
    private readonly directory: Directory,
    private readonly reads: QueueReads,
    private readonly delivery: Delivery,
    private readonly clock: Clock,
  ) {}

  /**
   * The room of a view, for who may watch it.
   *
   * @throws DomainError `not-found` (office, ticket), `not-signed-in`, `not-allowed`, `invalid-request` (no token)
   */
  async place(wish: Subscribe, principal: Principal | null): Promise<Place> {
    const { view } = wish;
    if (view === 'queue') refuseUnlessStaff(principal, wish.office);
    const office = this.directory.office(wish.office);
    const ticketId = view === 'ticket' ? await this.ticketOf(office, wish.token) : null;
    return { office, room: { officeId: office.id, view, ticketId } };
  }

  /**
   * The state to begin from; to be called after the socket has joined the room. Never older than what the room was told
   * already: the client might have ignored that.
   */
  async answer(place: Place, since: number | undefined): Promise<Answer> {
    const line = await this.delivery.line(place.office.id);
    if (place.room.ticketId !== null) watchTicket(line, place.room.ticketId);
    for (;;) {
      const answer = await this.read(place, since, line);
      if (answer.revision >= toldSoFar(line, place.room)) return answer;
    }
  }

  private read({ office, room }: Place, since: number | undefined, line: Line): Promise<Answer> {
    switch (room.view) {
      case 'board':
        return this.shared.read(`board ${office.id} ${since}`, () => this.board(office, since, line));
      case 'queue':
        return this.shared.read(`queue ${office.id} ${since}`, () => this.queue(office, since));
      case 'ticket':
        return this.ticket(office, room.ticketId ?? '', since, line);
    }
  }

  private async board(office: OfficeRecord, since: number | undefined, line: Line): Promise<Answer> {
    // Notices may change without an event: whoever comes in makes the next delivery tell them.
    line.notices = null;
    const now = await this.reads.boardSince(office, eventBefore(since), MOST_REVISIONS + 1);
    const events = this.eventsSince(office, since, now);
    if (events === null) return { ok: true, revision: now.to, snapshot: now.board };
    const changes = boardChanges(office, events, now.board, now.to, events.length > 0);
    return { ok: true, revision: now.to, changes };
  }

  private async queue(office: OfficeRecord, since: number | undefined): Promise<Answer> {
    if (since !== undefined && since > 0) {
      const now = await this.reads.queueSince(office, since - 1, MOST_REVISIONS + 1);
      const events = this.eventsSince(office, since, now);
      if (events !== null) return { ok: true, revision: now.to, changes: queueChanges(office, events, now, now.to) };
    }
    const snapshot = await this.reads.queue(office, ALL_TEXTS);
    return { ok: true, revision: snapshot.revision, snapshot };
  }

  private async ticket(office: OfficeRecord, ticketId: string, since: number | undefined, line: Line): Promise<Answer> {
    const { to, tickets } = await this.reads.ticketsNow(office, [ticketId]);
    const ticket = tickets.get(ticketId);
    if (ticket === undefined) throw noSuchTicket();
    noteShown(line, ticket, to);
    const recent = since !== undefined && since > 0 && since <= to && to - since <= MOST_REVISIONS;
    if (!recent) return { ok: true, revision: to, snapshot: ticket };
    const changes = since === to ? [] : [{ type: 'ticket.changed' as const, revision: to, ticket }];
    return { ok: true, revision: to, changes };
  }

  /** The events after `since`, or null where a snapshot is due: another day, too far back, or not of this log. */
  private eventsSince(office: OfficeRecord, since: number | undefined, now: { to: number; events: EventRow[] }) {
    const [seen, ...after] = now.events;
    if (since === undefined || seen?.revision !== since || now.to - since > MOST_REVISIONS) return null;
    return seen.day === businessDay(this.clock.now(), office.zone) ? after : null;
  }

  private async ticketOf(office: OfficeRecord, token: string | undefined): Promise<string> {
    if (token === undefined) throw new InvalidRequest([{ path: 'token', message: 'a ticket is watched by its token' }]);
    if (officeOfToken(token) !== office.id) throw noSuchTicket();
    const row = await this.reads.rowByTokenHash(office, hashToken(token));
    if (row === undefined) throw noSuchTicket();
    return row.id;
  }
}

/** Whether somebody may go on watching a view; tickets are watched by whoever has the link. */
export function mayWatch(principal: Principal | null, view: Room['view'], officeSlug: string): boolean {
  return view !== 'queue' || mayActAs(principal, 'operator', officeSlug);
}

function refuseUnlessStaff(principal: Principal | null, officeSlug: string): void {
  if (mayWatch(principal, 'queue', officeSlug)) return;
  if (principal === null) throw new DomainError('not-signed-in', 'Sign in first.');
  throw new DomainError('not-allowed', 'You may not do this here.');
}

function toldSoFar(line: Line, { view, ticketId }: Room): number {
  return view === 'ticket' ? (line.tickets.get(ticketId ?? '')?.to ?? 0) : line.delivered;
}

// The event at `since` itself is read as well: it says of which day the client's state is.
function eventBefore(since: number | undefined): number | null {
  return since === undefined || since === 0 ? null : since - 1;
}

function noSuchTicket(): DomainError {
  return new DomainError('not-found', 'There is no such ticket at this office.');
}
