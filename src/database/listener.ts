import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { statement } from './statement.js';

type Channel = { handlers: ((payload: string) => void)[]; onGap: (() => void)[] };

const send = statement<unknown>('listener.notify.v1', 'select pg_notify($1, $2)');
const HEARTBEAT_MILLIS = 10_000;
const ANSWER_WITHIN_MILLIS = 5000;
const LONGEST_BACK_OFF_MILLIS = 5000;

/**
 * `LISTEN` on a connection of its own (never the pool's). Messages are hints that save time: whoever needs the truth also
 * looks by itself, because what was sent while the connection was away is lost.
 */
@Injectable()
export class Listener implements OnApplicationShutdown {
  private readonly log = new Logger('listener');
  private readonly channels = new Map<string, Channel>();
  private client: Client | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
  ) {}

  /**
   * Calls `handler` with each payload from now on. `onGap` is called whenever messages may have been lost: after the
   * connection was away and listens again. Resolves once the server listens, or at once when it cannot be reached.
   */
  async listen(channel: string, handler: (payload: string) => void, onGap: () => void = () => {}): Promise<void> {
    const known = this.channels.get(channel);
    if (known !== undefined) {
      known.handlers.push(handler);
      known.onGap.push(onGap);
      return;
    }
    this.channels.set(channel, { handlers: [handler], onGap: [onGap] });
    const { client } = this;
    if (client !== null) await this.tell(client, channel).catch((error: unknown) => this.lose(client, error));
    else if (this.retry === null) await this.connect();
  }

  /** Sends one message to all nodes, this one included. Never inside of a transaction: it would take a global lock. */
  async notify(channel: string, payload: string): Promise<void> {
    await this.database.run(send, [channel, payload]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Ends the connection for good. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.retry !== null) clearTimeout(this.retry);
    const { client } = this;
    this.forgetClient();
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    this.retry = null;
    const client = this.newClient();
    this.client = client;
    try {
      await client.connect();
      for (const channel of this.channels.keys()) await this.tell(client, channel);
      this.resume(client);
    } catch (error) {
      this.lose(client, error);
    }
  }

  private newClient(): Client {
    const { url } = this.dataSource.options as { url?: string };
    const client = new Client({
      ...(url === undefined ? {} : { connectionString: url }),
      application_name: 'sportello-listener',
      connectionTimeoutMillis: ANSWER_WITHIN_MILLIS,
      query_timeout: ANSWER_WITHIN_MILLIS,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => {
      for (const handler of this.channels.get(channel)?.handlers ?? []) handler(payload ?? '');
    });
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client, new Error('the connection ended')));
    return client;
  }

  private async tell(client: Client, channel: string): Promise<void> {
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
  }

  private resume(client: Client): void {
    if (this.client !== client) return;
    // A connection can be dead without saying so (a cable, a frozen server): only a question finds out.
    this.heartbeat = setInterval(() => {
      client.query('select 1').catch((error: unknown) => this.lose(client, error));
    }, HEARTBEAT_MILLIS).unref();
    if (this.failures > 0) for (const { onGap } of this.channels.values()) for (const gap of onGap) gap();
    this.failures = 0;
  }

  private lose(client: Client, error: unknown): void {
    if (this.client !== client || this.closed) return;
    this.forgetClient();
    void client.end().catch(() => undefined);
    // A start that failed half-way has closed the data source, and nobody calls `close` here.
    if (!this.dataSource.isInitialized) return;
    this.failures++;
    if (this.failures === 1) this.log.warn(`Not listening for the moment: ${String(error)}`);
    const backOff = Math.min(LONGEST_BACK_OFF_MILLIS, 100 * 2 ** Math.min(this.failures, 10));
    this.retry = setTimeout(() => void this.connect(), backOff * (0.5 + Math.random() / 2)).unref();
  }

  private forgetClient(): void {
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    this.heartbeat = null;
    this.client = null;
  }
}
