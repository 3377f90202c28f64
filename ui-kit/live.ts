import { batch, signal, type ReadonlySignal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { Problem } from '../src/http/conventions.contract.js';
import type { LiveViewName } from '../src/live/live.contract.js';
import { LivePosition, type Answer, type Effect } from './live-position.js';
import type { Range, Revised } from './live-range.js';
import { officeNow, officeTimeKnown, setOfficeTime } from './office-clock.js';

/** How well a view follows the office: `stale` only after ten seconds without the server. */
export type Connection = 'connecting' | 'live' | 'stale';

const STALE_AFTER_MS = 10_000;
/** The server ticks every ten seconds, so on an open connection silence means something only a little later. */
const SILENT_AFTER_MS = 12_000;
/** Two ticks missed: a connection that only looks open, as after a pulled cable. */
const DEAD_AFTER_MS = 25_000;
const LOOK_EVERY_MS = 1_000;
/** A look that comes this late: the device slept, and its connection may be gone without a word. */
const SLEPT_MS = 5_000;
const ANSWER_WITHIN_MS = 8_000;
const ASK_AGAIN_MS = 2_000;
const KNOCK_AGAIN_MS = 5_000;

type Ack<S, C> = ({ ok: true } & Answer<S, C>) | { ok: false; problem: Problem };

export type LiveOptions<S, C> = {
  office: string;
  view: LiveViewName;
  /** Of a ticket's link. */
  token?: string;
  /** Of a kiosk or display. */
  deviceToken?: string | null;
  /** Applies one change to the state; pure: `reduceBoard`, `reduceTicket`, or the screen's own. */
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
  /** Subscribes again now. */
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
  private readonly position: LivePosition<S, C>;
  private readonly socket: Socket;
  private readonly watch: ReturnType<typeof setInterval>;
  private attempt = 0;
  private later: ReturnType<typeof setTimeout> | undefined;
  private lastSign = performance.now();
  private lastLook = performance.now();
  private day: string | null = null;

  constructor(private readonly options: LiveOptions<S, C>) {
    this.position = new LivePosition(options.reduce);
    // WebSocket first: long polling needs a sticky proxy, and stays for networks that let nothing else through.
    this.socket = io('/live', {
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 4_000,
      auth: options.deviceToken == null ? {} : { token: options.deviceToken },
    });
    this.listen();
    this.watch = setInterval(() => this.look(), LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', this.onBack);
    window.addEventListener('online', this.onBack);
  }

  subscribe(): void {
    if (!this.socket.connected) return;
    const attempt = ++this.attempt;
    const { office, view, token } = this.options;
    const since = this.position.ask();
    const request = {
      office,
      view,
      ...(token === undefined ? {} : { token }),
      ...(since === undefined ? {} : { since }),
    };
    this.socket.timeout(ANSWER_WITHIN_MS).emit('subscribe', request, (lost: Error | null, ack: Ack<S, C>) => {
      if (attempt !== this.attempt) return;
      if (lost !== null) this.reconnect();
      else this.answered(ack);
    });
  }

  close(): void {
    this.attempt++;
    clearInterval(this.watch);
    clearTimeout(this.later);
    document.removeEventListener('visibilitychange', this.onBack);
    window.removeEventListener('online', this.onBack);
    this.socket.off().disconnect();
  }

  private listen(): void {
    const ours = (message: { office: string; view: string }) =>
      message.office === this.options.office && message.view === this.options.view;
    this.socket.on('connect', () => this.subscribe());
    this.socket.on('changes', (message: Range<C> & { office: string; view: string }) => {
      if (ours(message)) this.show(this.position.take(message));
    });
    this.socket.on('behind', (message: { office: string; view: string }) => {
      if (ours(message)) this.subscribe();
    });
    this.socket.on('tick', ({ time }: { time: string }) => {
      setOfficeTime(time);
      this.sign();
    });
    // The server's own "no" ends Socket.IO's trying, so we knock again: a revoked screen learns why, a new one gets in.
    this.socket.on('connect_error', (error: Error & { data?: Problem }) => {
      if (error.data !== undefined) this.problem.value = error.data;
      if (!this.socket.active) this.in(KNOCK_AGAIN_MS, () => this.socket.connect());
    });
    this.socket.on('disconnect', () => {
      this.attempt++;
      if (!this.socket.active) this.in(ASK_AGAIN_MS, () => this.socket.connect());
    });
  }

  private answered(ack: Ack<S, C>): void {
    if (!ack.ok) {
      this.problem.value = ack.problem;
      const passing = ack.problem.status === 429 || ack.problem.status >= 500;
      if (passing) this.in(ASK_AGAIN_MS, () => this.subscribe());
      return;
    }
    this.problem.value = null;
    this.day = officeTimeKnown() ? officeNow().slice(0, 10) : null;
    this.show(this.position.answer(ack));
  }

  private show(effect: Effect<C>): void {
    const { state } = this.position;
    batch(() => {
      if (state !== null && (effect.replaced || effect.applied !== null)) this.state.value = state;
      this.sign();
    });
    if (state !== null && effect.replaced) this.options.onApplied?.(state, null);
    if (state !== null && effect.applied !== null && effect.applied.length > 0)
      this.options.onApplied?.(state, effect.applied);
    if (effect.gap) this.subscribe();
  }

  /** The server was heard. It counts only while what is shown is up to date, not while an answer is awaited. */
  private sign(): void {
    if (this.position.awaiting || this.position.state === null) return;
    this.lastSign = performance.now();
    this.freshAt.value = officeNow();
    this.connection.value = 'live';
  }

  private look(): void {
    const now = performance.now();
    const slept = now - this.lastLook > SLEPT_MS;
    this.lastLook = now;
    const silence = now - this.lastSign;
    if (silence > (this.socket.connected ? SILENT_AFTER_MS : STALE_AFTER_MS) && this.position.state !== null)
      this.connection.value = 'stale';
    if (this.socket.connected && silence > DEAD_AFTER_MS && this.problem.value === null) return this.reconnect();
    // A new business day begins with a fresh snapshot.
    const newDay = this.day !== null && officeNow().slice(0, 10) !== this.day;
    if (newDay) this.day = null;
    if (slept || newDay) this.subscribe();
  }

  private reconnect(): void {
    // Counted as heard, so that the next try has its time before it too is given up.
    this.lastSign = performance.now() - SILENT_AFTER_MS;
    this.socket.disconnect().connect();
  }

  // A device that slept may hold a connection that only looks open: asking finds out.
  private readonly onBack = (): void => {
    if (document.visibilityState !== 'visible') return;
    if (this.socket.connected) this.subscribe();
    else this.socket.connect();
  };

  private in(milliseconds: number, work: () => void): void {
    clearTimeout(this.later);
    // Spread out: a server that comes back meets its screens one after the other.
    this.later = setTimeout(work, milliseconds * (0.75 + Math.random() / 2));
  }
}
