import { io, type Socket } from 'socket.io-client';
import type {
  Behind,
  BoardChange,
  BoardChanges,
  QueueChange,
  QueueChanges,
  Subscribe,
  Subscribed,
  TicketChange,
  TicketChanges,
} from '../../src/live/live.contract.js';
import { OFFICE } from '../harness/office.js';

export type Changes = BoardChanges | QueueChanges | TicketChanges;
export type AnyChange = BoardChange | QueueChange | TicketChange;
export type Shows = {
  cookie?: string | null;
  token?: string | null;
  headers?: Record<string, string>;
  polling?: boolean;
};

const WAIT_MILLIS = 10_000;

/** A screen as the protocol asks it to be: a snapshot, then ranges in order, and a new subscription where one is missing. */
export class LiveScreen {
  readonly messages: Changes[] = [];
  readonly behind: Behind[] = [];
  /** What it applied, in order: each change once. */
  readonly applied: AnyChange[] = [];
  revision = -1;
  resubscribed = 0;
  private wish: Partial<Subscribe> = {};
  private asking = false;

  private constructor(readonly socket: Socket) {
    socket.on('changes', (message: Changes) => this.hear(message));
    socket.on('behind', (message: Behind) => {
      this.behind.push(message);
      void this.again();
    });
  }

  static async open(url: string, shows: Shows = {}): Promise<LiveScreen> {
    const socket = io(`${url}/live`, {
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      transports: shows.polling === true ? ['polling'] : ['websocket'],
      auth: shows.token == null ? {} : { token: shows.token },
      extraHeaders: { ...shows.headers, ...(shows.cookie == null ? {} : { cookie: shows.cookie }) },
    });
    const screen = new LiveScreen(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => {
        socket.off('connect_error');
        resolve();
      });
      socket.once('connect_error', (error) => {
        socket.disconnect();
        reject(error);
      });
    });
    return screen;
  }

  /** Asks for a view, whatever the answer. */
  ask(wish: Partial<Subscribe> = {}): Promise<Subscribed> {
    return this.socket.timeout(WAIT_MILLIS).emitWithAck('subscribe', { office: OFFICE, view: 'board', ...wish });
  }

  /** Begins to watch a view and expects to be let in. */
  async watch(wish: Partial<Subscribe> = {}): Promise<Extract<Subscribed, { ok: true }>> {
    this.wish = wish;
    const answer = await this.ask(wish);
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.problem)}`);
    if ('changes' in answer) this.applied.push(...answer.changes.filter(({ revision }) => revision > this.revision));
    this.revision = answer.revision;
    return answer;
  }

  /** Comes back by itself after a lost connection, as a display does. */
  keepWatching(): void {
    this.socket.on('connect', () => void this.again());
  }

  close(): void {
    this.socket.disconnect();
  }

  // A refusal or a lost connection leaves it as it is: the next message or connection asks again.
  private async again(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    this.resubscribed++;
    await this.watch({ ...this.wish, since: Math.max(0, this.revision) }).catch(() => undefined);
    this.asking = false;
  }

  private hear(message: Changes): void {
    this.messages.push(message);
    if (this.revision < 0 || message.to <= this.revision) return;
    if (message.from > this.revision + 1) return void this.again();
    this.applied.push(...message.changes.filter(({ revision }) => revision > this.revision));
    this.revision = message.to;
  }
}

/** Waits until something holds; fails with `what` when it does not come true. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MILLIS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Of what a screen applied, the numbers that it called, in order. */
export function callsOf(screen: LiveScreen): string[] {
  return screen.applied.flatMap((change) => (change.type === 'ticket.called' ? [change.number] : []));
}
