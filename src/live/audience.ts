import { Injectable } from '@nestjs/common';
import type { Behind, BoardChanges, QueueChanges, Tick, TicketChanges } from './live.contract.js';
import { EVERYBODY } from './rooms.js';
import { SlowClients, type Client } from './slow-clients.js';

/** The part of a Socket.IO namespace that delivery needs. */
export type Namespace = {
  readonly adapter: { readonly rooms: ReadonlyMap<string, ReadonlySet<string>> };
  readonly sockets: ReadonlyMap<string, Client>;
  to(room: string): { emit(event: string, message: unknown): unknown };
  in(room: string): { socketsLeave(room: string): void };
};

/** Who is connected to this node, room by room. Filled by the gateway; delivery sends through it. */
@Injectable()
export class Audience {
  private namespace: Namespace | null = null;

  constructor(private readonly slowClients: SlowClients) {}

  attach(namespace: Namespace): void {
    this.namespace = namespace;
  }

  has(room: string): boolean {
    return this.namespace?.adapter.rooms.has(room) ?? false;
  }

  /** Sends to a room; encoded once for all of it. Who cannot keep up is taken out of the room before. */
  send(room: string, changes: BoardChanges | QueueChanges | TicketChanges): void {
    this.emit(room, 'changes', changes);
  }

  /** Tells a room to subscribe again. */
  sendBehind(room: string, behind: Behind): void {
    this.emit(room, 'behind', behind);
  }

  tick(tick: Tick): void {
    this.emit(EVERYBODY, 'tick', tick);
  }

  /** Forgets a room that will hear nothing more. */
  empty(room: string): void {
    this.namespace?.in(room).socketsLeave(room);
  }

  private emit(room: string, event: string, message: unknown): void {
    const members = this.namespace?.adapter.rooms.get(room);
    if (this.namespace === null || members === undefined) return;
    for (const id of members) {
      const client = this.namespace.sockets.get(id);
      if (client !== undefined) this.slowClients.check(client);
    }
    this.namespace.to(room).emit(event, message);
  }
}
