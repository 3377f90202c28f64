import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { QueueReads, type BoardSince, type QueueSince } from '../queue/queue-reads.js';
import type { EventRow } from '../queue/queue-reads.sql.js';
import { Audience } from './audience.js';
import { boardChanges } from './board-changes.js';
import { newLine, rangeFor, type Line } from './lines.js';
import { queueChanges } from './queue-changes.js';
import { roomName } from './rooms.js';

/** Events that are read and sent at once. */
const PORTION = 200;
/** After these nothing more happens to a ticket; a no-show may still come back. */
const ENDED = new Set(['completed', 'cancelled', 'expired']);

type Portion = { board: BoardSince | null; queue: QueueSince | null };

/**
 * Tells the rooms of this node what happened, from the event log and from nothing else: per office the events after the
 * last one that was delivered, in order and without a gap, one delivery at a time.
 */
@Injectable()
export class Delivery implements OnModuleDestroy {
  private readonly log = new Logger('live');
  private readonly lines = new Map<number, Promise<Line>>();
  private readonly ready = new Map<number, Line>();
  private closed = false;

  constructor(
    private readonly reads: QueueReads,
    private readonly directory: Directory,
    private readonly audience: Audience,
  ) {}

  /** The line of an office that has somebody in a room. A new one begins at the office's newest event. */
  line(officeId: number): Promise<Line> {
    const known = this.lines.get(officeId);
    if (known !== undefined) return known;
    const starting = this.start(officeId);
    this.lines.set(officeId, starting);
    starting.catch(() => this.lines.delete(officeId));
    return starting;
  }

  /** Offices that are delivered here, with the last revision that their rooms were told. */
  delivered(): Map<number, number> {
    return new Map([...this.ready].map(([officeId, line]) => [officeId, line.delivered]));
  }

  /** Delivers what is new; resolves when all that was committed before the call is sent, or could not be read. */
  wake(officeId: number): Promise<void> {
    const line = this.ready.get(officeId);
    if (line === undefined || this.closed) return Promise.resolve();
    line.wanted = true;
    line.running ??= this.run(line);
    return line.running;
  }

  /** Forgets offices that nobody watches any more. */
  prune(): void {
    for (const [officeId, line] of this.ready) {
      for (const ticketId of line.tickets.keys()) {
        if (!this.audience.has(ticketRoom(officeId, ticketId))) line.tickets.delete(ticketId);
      }
      if (line.running !== null || this.isWatched(line)) continue;
      this.ready.delete(officeId);
      this.lines.delete(officeId);
    }
  }

  /** The log is shorter than what was told: another database, or one set back. Everybody begins again. */
  startOver(officeId: number): void {
    const line = this.ready.get(officeId);
    const slug = this.directory.officeById(officeId)?.slug;
    this.ready.delete(officeId);
    this.lines.delete(officeId);
    if (line === undefined || slug === undefined) return;
    const tickets = [...line.tickets.keys()].map((ticketId) => ({ officeId, view: 'ticket' as const, ticketId }));
    for (const room of [boardRoom(officeId), queueRoom(officeId), ...tickets]) {
      this.audience.sendBehind(roomName(room), { office: slug, view: room.view });
      this.audience.empty(roomName(room));
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.ready.values()].map((line) => line.running));
  }

  private async start(officeId: number): Promise<Line> {
    const head = (await this.reads.heads([officeId])).get(officeId) ?? 0;
    const line = newLine(officeId, head);
    this.ready.set(officeId, line);
    return line;
  }

  private async run(line: Line): Promise<void> {
    try {
      while (line.wanted && !this.closed) {
        line.wanted = false;
        while (await this.deliverPortion(line));
        await this.deliverTickets(line);
      }
    } catch (error) {
      // The look once a second tries again; nothing is lost, because the log is still there.
      this.log.warn(`Office ${line.officeId} hears its events later: ${String(error)}`);
    } finally {
      line.running = null;
    }
  }

  /** @returns whether there is more, or it has to be read again */
  private async deliverPortion(line: Line): Promise<boolean> {
    const { officeId } = line;
    const office = this.directory.officeById(officeId);
    if (office === undefined) return false;
    const watched = this.watchedViews(officeId);
    const portion = await this.read(office, line, watched);
    const events = commonEvents(portion);
    const to = events.at(-1)?.revision;
    if (to === undefined) return this.hasNewViewer(officeId, watched);
    if (events.some(({ type }) => type === 'directory.changed')) await this.directory.refreshIfChanged();
    // Read with an older directory, or without a room that somebody has joined meanwhile: read again.
    if (this.directory.officeById(officeId) !== office || this.hasNewViewer(officeId, watched)) return true;
    this.send(office, line, portion, events, to);
    line.delivered = to;
    return to < Math.max(portion.board?.to ?? 0, portion.queue?.to ?? 0);
  }

  private async read(office: OfficeRecord, line: Line, watched: { board: boolean; queue: boolean }): Promise<Portion> {
    const [board, queue] = await Promise.all([
      watched.board ? this.reads.boardSince(office, line.delivered, PORTION) : null,
      watched.queue ? this.reads.queueSince(office, line.delivered, PORTION) : null,
    ]);
    return { board, queue };
  }

  private send(office: OfficeRecord, line: Line, { board, queue }: Portion, events: EventRow[], to: number): void {
    const range = { office: office.slug, from: line.delivered + 1, to };
    if (board !== null) {
      const notices = JSON.stringify(board.board.notices);
      const changes = boardChanges(office, events, board.board, to, line.notices !== notices);
      line.notices = notices;
      this.audience.send(roomName(boardRoom(office.id)), { ...range, view: 'board', changes });
    }
    if (queue !== null) {
      const changes = queueChanges(office, events, queue, to);
      this.audience.send(roomName(queueRoom(office.id)), { ...range, view: 'queue', changes });
    }
  }

  /** One reading for all tickets that somebody follows here. */
  private async deliverTickets(line: Line): Promise<void> {
    const office = this.directory.officeById(line.officeId);
    if (office === undefined || line.tickets.size === 0) return this.skipUnwatched(line);
    const ids = [...line.tickets.keys()];
    const { to, tickets } = await this.reads.ticketsNow(office, ids);
    for (const ticket of tickets.values()) {
      const range = rangeFor(line, ticket, to);
      const room = ticketRoom(office.id, ticket.id);
      if (range !== null) {
        const changes = [{ type: 'ticket.changed' as const, revision: to, ticket }];
        this.audience.send(room, { office: office.slug, view: 'ticket', ...range, changes });
      }
      if (!ENDED.has(ticket.status)) continue;
      this.audience.empty(room);
      line.tickets.delete(ticket.id);
    }
    // Somebody who joined while this was read may have been shown an older state.
    if ([...line.tickets.keys()].some((id) => !ids.includes(id))) line.wanted = true;
    this.catchUp(line, to);
  }

  // Without a board or queue to tell, an office's line follows the tickets'; one that opened meanwhile is told.
  private catchUp(line: Line, to: number): void {
    if (to <= line.delivered) return;
    const { board, queue } = this.watchedViews(line.officeId);
    if (board || queue) line.wanted = true;
    else line.delivered = to;
  }

  private async skipUnwatched(line: Line): Promise<void> {
    const { board, queue } = this.watchedViews(line.officeId);
    if (board || queue) return;
    const head = (await this.reads.heads([line.officeId])).get(line.officeId) ?? 0;
    this.catchUp(line, head);
  }

  private watchedViews(officeId: number): { board: boolean; queue: boolean } {
    return {
      board: this.audience.has(roomName(boardRoom(officeId))),
      queue: this.audience.has(roomName(queueRoom(officeId))),
    };
  }

  private hasNewViewer(officeId: number, before: { board: boolean; queue: boolean }): boolean {
    const now = this.watchedViews(officeId);
    return (now.board && !before.board) || (now.queue && !before.queue);
  }

  private isWatched(line: Line): boolean {
    const { board, queue } = this.watchedViews(line.officeId);
    return board || queue || line.tickets.size > 0;
  }
}

const boardRoom = (officeId: number) => ({ officeId, view: 'board' as const, ticketId: null });
const queueRoom = (officeId: number) => ({ officeId, view: 'queue' as const, ticketId: null });
const ticketRoom = (officeId: number, ticketId: string) => roomName({ officeId, view: 'ticket', ticketId });

/** Events that both readings have: the two were made one after the other, and the later one may know more. */
function commonEvents({ board, queue }: Portion): EventRow[] {
  if (board === null || queue === null) return board?.events ?? queue?.events ?? [];
  return board.events.length < queue.events.length ? board.events : queue.events;
}
