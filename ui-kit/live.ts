import { batch, signal, type ReadonlySignal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { Problem } from '../src/http/conventions.contract.js';
import type { LiveViewName } from '../src/live/live.contract.js';
import { officeNow, setOfficeTime } from './api.js';
import { judge, type Range, type Revised } from './live-range.js';

/** How well a view follows the office: `stale` only after ten seconds without the server. */
export type Connection = 'connecting' | 'live' | 'stale';

const STALE_AFTER_MS = 10_000;
/** The server ticks every ten seconds; twice that in silence is a dead connection that nobody has noticed yet. */
const SILENCE_MS = 25_000;
const LOOK_EVERY_MS = 1_000;

type Ack<S, C> =
  | { ok: true; revision: number; snapshot: S }
  | { ok: true; revision: number; changes: C[] }
  | { ok: false; problem: Problem };

export type LiveOptions<S, C> = {
  office: string;
  view: LiveViewName;
  /** Of a ticket's link. */
  token?: string;
  /** Of a kiosk or display. */
  deviceToken?: string | null;
  /** Applies one change to the state; pure. */
  reduce: (state: S, change: C) => S;
  /** Hears of every applied message, after the state has changed; snapshots come with `changes: null`. */
  onApplied?: (state: S, changes: readonly C[] | null) => void;
};

/** One view of an office, fed by a snapshot and the changes after it. */
export type LiveView<S> = {
  /** null until the first snapshot. */
  state: ReadonlySignal<S | null>;
  connection: ReadonlySignal<Connection>;
  /** Office time (an instant) of the last sign of life; for "data of 10:42". */
  freshAt: ReadonlySignal<string | null>;
  /** Why the server refuses this view (signed out, revoked, unknown ticket); null while it does not. */
  problem: ReadonlySignal<Problem | null>;
  /** Subscribes again now, e.g. when a laptop wakes. */
  refresh(): void;
  close(): void;
};

/** Follows a view until `close`. Reconnects by itself and goes on from the last revision that it saw. */
export function followLive<S, C extends Revised>(options: LiveOptions<S, C>): LiveView<S> {
  const follower = new Follower<S, C>(options);
  return {
    state: follower.state,
    connection: follower.connection,
    freshAt: follower.freshAt,
    problem: follower.problem,
    refresh: () => follower.subscribe(),
    close: () => follower.close(),
  };
}

class Follower<S, C extends Revised> {
  readonly state = signal<S | null>(null);
  readonly connection = signal<Connection>('connecting');
  readonly freshAt = signal<string | null>(null);
  readonly problem = signal<Problem | null>(null);
  private revision: number | null = null;
  private subscribing = 0;
  private lastSign = performance.now();
  private readonly socket: Socket;
  private readonly watch: ReturnType<typeof setInterval>;

  constructor(private readonly options: LiveOptions<S, C>) {
    this.socket = io('/live', {
      transports: ['websocket', 'polling'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 4_000,
      auth: options.deviceToken == null ? {} : { token: options.deviceToken },
    });
    this.socket.on('connect', () => this.subscribe());
    this.socket.on('changes', (message: Range<C> & { office: string; view: string }) => {
      if (message.office === options.office && message.view === options.view) this.take(message);
    });
    this.socket.on('behind', ({ view }: { view: string }) => {
      if (view === options.view) this.subscribe();
    });
    this.socket.on('tick', ({ time }: { time: string }) => this.sign(time));
    this.watch = setInterval(() => this.look(), LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', this.onVisible);
    window.addEventListener('online', this.onVisible);
  }

  subscribe(): void {
    const attempt = ++this.subscribing;
    const { office, view, token } = this.options;
    const request = {
      office,
      view,
      ...(token === undefined ? {} : { token }),
      ...(this.revision === null ? {} : { since: this.revision }),
    };
    this.socket.timeout(STALE_AFTER_MS).emit('subscribe', request, (lost: Error | null, ack: Ack<S, C>) => {
      if (attempt !== this.subscribing) return;
      if (lost !== null) this.subscribe();
      else this.acknowledge(ack);
    });
  }

  close(): void {
    clearInterval(this.watch);
    document.removeEventListener('visibilitychange', this.onVisible);
    window.removeEventListener('online', this.onVisible);
    this.socket.disconnect();
  }

  private readonly onVisible = (): void => {
    if (document.visibilityState !== 'visible') return;
    // A device that slept may hold a socket that only looks open.
    if (this.socket.connected) this.subscribe();
    else this.socket.connect();
  };

  private acknowledge(ack: Ack<S, C>): void {
    if (!ack.ok) {
      this.problem.value = ack.problem;
      return;
    }
    batch(() => {
      this.problem.value = null;
      if ('snapshot' in ack) this.replace(ack.snapshot, ack.revision);
      else this.apply(ack.changes, ack.revision);
      this.sign(officeNow());
    });
  }

  private take(message: Range<C>): void {
    // Before the first snapshot there is nothing to apply to; the snapshot will hold it.
    if (this.revision === null) return;
    const verdict = judge(this.revision, message);
    if (verdict === 'subscribe-again') return this.subscribe();
    batch(() => {
      if (verdict !== 'ignore') this.apply(verdict.apply, verdict.revision);
      this.sign(officeNow());
    });
  }

  private replace(snapshot: S, revision: number): void {
    this.revision = revision;
    this.state.value = snapshot;
    this.options.onApplied?.(snapshot, null);
  }

  private apply(changes: readonly C[], revision: number): void {
    const before = this.state.value;
    if (before === null) return;
    this.revision = revision;
    const after = changes.reduce(this.options.reduce, before);
    this.state.value = after;
    this.options.onApplied?.(after, changes);
  }

  private sign(officeTime: string): void {
    this.lastSign = performance.now();
    setOfficeTime(officeTime);
    this.freshAt.value = officeTime;
    if (this.state.value !== null) this.connection.value = 'live';
  }

  private look(): void {
    const silence = performance.now() - this.lastSign;
    if (this.socket.connected && silence > SILENCE_MS) {
      this.lastSign = performance.now() - STALE_AFTER_MS;
      this.socket.disconnect().connect();
    }
    if (this.socket.connected && silence <= SILENCE_MS) return;
    if (silence > STALE_AFTER_MS) this.connection.value = this.state.value === null ? 'connecting' : 'stale';
  }
}
