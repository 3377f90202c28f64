import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '../directory/directory.js';
import { EVERYBODY, lostViews, roomName, subscriptionsOf, type Room } from './rooms.js';

type Packet = { data?: unknown };

/** The part of a Socket.IO socket whose memory is watched. */
export type Client = {
  readonly rooms: ReadonlySet<string>;
  join(room: string): unknown;
  leave(room: string): unknown;
  emit(event: string, message: unknown): unknown;
  readonly conn: {
    /** Packets that wait for the network; those on their way are the transport's. */
    readonly writeBuffer: readonly Packet[];
    on(event: 'drain', listener: () => void): unknown;
    off(event: 'drain', listener: () => void): unknown;
    close(): unknown;
  };
};

/** A minute of a busy office; a snapshot of a full queue passes. */
export const MOST_PACKETS = 100;
export const MOST_BYTES = 512 * 1024;
/** Who has not caught up by then is dropped: it connects again when it can. */
const PATIENCE_MILLIS = 30_000;

type Behind = { lost: Room[]; sinceMillis: number; drained: () => void };

/**
 * Keeps clients that do not read from holding memory. One whose buffer is full leaves its rooms, so that nothing more is
 * put in; when it has read everything it is told which views to subscribe to again.
 */
@Injectable()
export class SlowClients {
  private readonly behind = new Map<Client, Behind>();

  constructor(@Inject(Directory) private readonly directory: Pick<Directory, 'officeById'>) {}

  /** Takes a client that is over the limit out of its rooms. @returns whether it is behind */
  check(client: Client): boolean {
    if (this.behind.has(client)) return true;
    if (!isFull(client.conn.writeBuffer)) return false;
    const lost = subscriptionsOf(client.rooms);
    const drained = () => this.resume(client);
    this.behind.set(client, { lost, sinceMillis: performance.now(), drained });
    for (const room of [...lost.map(roomName), EVERYBODY]) client.leave(room);
    client.conn.on('drain', drained);
    return true;
  }

  /** Forgets a client that is gone. */
  forget(client: Client): void {
    const behind = this.behind.get(client);
    if (behind !== undefined) client.conn.off('drain', behind.drained);
    this.behind.delete(client);
  }

  /** Drops the connections that have been behind for too long. */
  dropHopeless(nowMillis = performance.now()): void {
    for (const [client, { sinceMillis }] of this.behind) {
      if (nowMillis - sinceMillis > PATIENCE_MILLIS) client.conn.close();
    }
  }

  private resume(client: Client): void {
    const behind = this.behind.get(client);
    if (behind === undefined || client.conn.writeBuffer.length > 0) return;
    this.forget(client);
    void client.join(EVERYBODY);
    const slugOf = (officeId: number) => this.directory.officeById(officeId)?.slug;
    for (const view of lostViews(behind.lost, slugOf)) client.emit('behind', view);
  }
}

function isFull(packets: readonly Packet[]): boolean {
  if (packets.length > MOST_PACKETS) return true;
  let bytes = 0;
  for (const { data } of packets) bytes += sizeOf(data);
  return bytes > MOST_BYTES;
}

// Length in characters is near enough: what is sent is mostly ASCII.
function sizeOf(content: unknown): number {
  if (typeof content === 'string') return content.length;
  return content instanceof Uint8Array ? content.byteLength : 0;
}
