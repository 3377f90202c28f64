import { describe, expect, it } from '@jest/globals';
import type { OfficeRecord } from '../directory/directory.types.js';
import { MOST_BYTES, MOST_PACKETS, SlowClients, type Client } from './slow-clients.js';

/** A client whose network is in the test's hands. */
function aClient(...rooms: string[]) {
  const inRooms = new Set(['own-id', 'everybody', ...rooms]);
  const buffer: { data: string }[] = [];
  const drains = new Set<() => void>();
  const heard: unknown[] = [];
  let closed = false;
  const client: Client = {
    rooms: inRooms,
    join: (room) => inRooms.add(room),
    leave: (room) => inRooms.delete(room),
    emit: (event, message) => heard.push([event, message]),
    conn: {
      writeBuffer: buffer,
      on: (_event, listener) => drains.add(listener),
      off: (_event, listener) => drains.delete(listener),
      close: () => (closed = true),
    },
  };
  const drain = () => {
    buffer.length = 0;
    for (const listener of drains) listener();
  };
  return { client, inRooms, buffer, drains, heard, drain, isClosed: () => closed };
}

const directory = { officeById: (id: number) => ({ slug: `office-${id}` }) as OfficeRecord };
const packets = (count: number, data = 'x') => Array.from({ length: count }, () => ({ data }));

describe('slow clients', () => {
  it('leaves who keeps up alone', () => {
    const { client, buffer, inRooms } = aClient('board:1');
    buffer.push(...packets(MOST_PACKETS));
    expect(new SlowClients(directory).check(client)).toBe(false);
    expect(inRooms).toContain('board:1');
  });

  it.each([
    ['many messages', packets(MOST_PACKETS + 1)],
    ['large ones', packets(2, 'x'.repeat(MOST_BYTES / 2 + 1))],
  ])('takes who lets %s wait out of all rooms, and says so once it has read', (_what, waiting) => {
    const { client, buffer, inRooms, heard, drain, drains } = aClient('board:1', 'ticket:1:a', 'ticket:1:b', 'queue:2');
    const slow = new SlowClients(directory);
    buffer.push(...waiting);
    expect(slow.check(client)).toBe(true);
    expect([...inRooms]).toEqual(['own-id']);
    expect(heard).toEqual([]);
    drain();
    expect(inRooms).toContain('everybody');
    expect(heard).toEqual([
      ['behind', { office: 'office-1', view: 'board' }],
      ['behind', { office: 'office-1', view: 'ticket' }],
      ['behind', { office: 'office-2', view: 'queue' }],
    ]);
    expect(drains.size).toBe(0);
    expect(slow.check(client)).toBe(false);
  });

  it('keeps nothing of a client that is gone', () => {
    const { client, buffer, drain, drains, heard } = aClient('board:1');
    const slow = new SlowClients(directory);
    buffer.push(...packets(MOST_PACKETS + 1));
    slow.check(client);
    slow.forget(client);
    expect(drains.size).toBe(0);
    drain();
    expect(heard).toEqual([]);
  });

  it('drops who does not catch up in half a minute', () => {
    const { client, buffer, isClosed } = aClient('board:1');
    const slow = new SlowClients(directory);
    buffer.push(...packets(MOST_PACKETS + 1));
    slow.check(client);
    const now = performance.now();
    slow.dropHopeless(now + 29_000);
    expect(isClosed()).toBe(false);
    slow.dropHopeless(now + 31_000);
    expect(isClosed()).toBe(true);
  });
});
