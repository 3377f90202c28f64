import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Server, type Socket } from 'socket.io';
import { followLive, type LiveView } from './live.js';

type Change = { revision: number };
type Request = { office: string; view: string; since?: number };

/** An office on a real socket whose board is the list of its revisions. */
class Office {
  readonly requests: Request[] = [];
  readonly sockets: Socket[] = [];
  head = 3;
  refuse: { code: string; status: number } | null = null;
  private readonly http: HttpServer = createServer();
  private readonly io = new Server(this.http);

  async open(): Promise<number> {
    this.io.of('/live').on('connection', (socket) => {
      this.sockets.push(socket);
      socket.emit('tick', { time: '2026-11-24T09:15:00.000+01:00' });
      socket.on('subscribe', (request: Request, answer: (ack: unknown) => void) => {
        this.requests.push(request);
        answer(this.answer(request));
      });
    });
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    return (this.http.address() as AddressInfo).port;
  }

  send(from: number, to: number): void {
    this.head = Math.max(this.head, to);
    this.io.of('/live').emit('changes', { office: 'desk', view: 'board', from, to, changes: this.changes(from, to) });
  }

  dropConnections(): void {
    for (const socket of this.sockets.splice(0)) socket.conn.close();
  }

  emit(event: string, message: unknown): void {
    this.io.of('/live').emit(event, message);
  }

  async close(): Promise<void> {
    await this.io.close();
  }

  private answer({ since }: Request): unknown {
    if (this.refuse !== null) return { ok: false, problem: this.refuse };
    if (since === undefined) return { ok: true, revision: this.head, snapshot: revisions(1, this.head) };
    return { ok: true, revision: this.head, changes: this.changes(since + 1, this.head) };
  }

  private changes(from: number, to: number): Change[] {
    return revisions(from, to).map((revision) => ({ revision }));
  }
}

const revisions = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

describe('a screen that follows an office', () => {
  let office: Office;
  let view: LiveView<number[]>;
  let heard: (number[] | null)[];

  beforeEach(async () => {
    office = new Office();
    const port = await office.open();
    // What the page's browser would give.
    Object.assign(globalThis, {
      location: { protocol: 'http:', hostname: '127.0.0.1', port: String(port), host: `127.0.0.1:${port}` },
      document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
      window: new EventTarget(),
    });
    heard = [];
  });

  afterEach(async () => {
    view.close();
    await office.close();
    for (const name of ['location', 'document', 'window']) Reflect.deleteProperty(globalThis, name);
  });

  function follow(): void {
    view = followLive<number[], Change>({
      office: 'desk',
      view: 'board',
      reduce: (seen, { revision }) => [...seen, revision],
      onApplied: (_state, changes) => heard.push(changes === null ? null : changes.map(({ revision }) => revision)),
    });
  }

  /** Resolves once the view shows the office up to a revision. */
  const shows = (to: number) => until(() => view.state.value?.at(-1) === to);

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('begins with a snapshot, then applies what comes', async () => {
    follow();
    expect(view.connection.value).toBe('connecting');
    await shows(3);
    expect(view.connection.value).toBe('live');
    office.send(4, 5);
    await shows(5);
    expect(heard).toEqual([null, [4, 5]]);
  });

  it('asks only for what it missed, after a gap, a lost connection and a word that it is behind', async () => {
    follow();
    await shows(3);
    office.send(6, 6);
    await shows(6);
    office.head = 8;
    office.dropConnections();
    await shows(8);
    office.head = 9;
    office.emit('behind', { office: 'desk', view: 'board' });
    await shows(9);
    expect(office.requests.map(({ since }) => since)).toEqual([undefined, 3, 6, 8]);
    expect(view.state.value).toEqual(revisions(1, 9));
    expect(heard).toEqual([null, [4, 5, 6], [7, 8], [9]]);
  });

  it('leaves messages of other views and offices alone', async () => {
    follow();
    await shows(3);
    office.emit('changes', { office: 'desk', view: 'queue', from: 4, to: 4, changes: [{ revision: 4 }] });
    office.emit('changes', { office: 'other', view: 'board', from: 4, to: 4, changes: [{ revision: 4 }] });
    office.send(4, 4);
    await shows(4);
    expect(heard).toEqual([null, [4]]);
  });

  it('tells a refusal, and asks again where it is a passing one', async () => {
    office.refuse = { code: 'busy', status: 503 };
    follow();
    await until(() => view.problem.value?.code === 'busy');
    expect(view.state.value).toBeNull();
    office.refuse = null;
    await shows(3);
    expect(view.problem.value).toBeNull();
  });
});
