import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Listener } from '../database/listener.js';
import { QueueLog } from '../queue/queue-log.js';
import { QueueReads } from '../queue/queue-reads.js';
import { Delivery } from './delivery.js';
import { headsIn, QUEUE_CHANNEL, tellHeads } from './live.sql.js';

const LOOK_EVERY_MILLIS = 1000;
/** At most this often other nodes are told, however many commands run here. The first one is told at once. */
const TELL_EVERY_MILLIS = 20;
const MOST_OFFICES_TOLD = 200;

/**
 * Says when to deliver. After a commit of this node its own sockets come first, then one message for the other nodes, for
 * all offices that changed since the last one. Messages are hints: the truth is a look at the heads once a second.
 */
@Injectable()
export class WakeUps implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('live');
  private readonly node = randomUUID();
  private readonly changed = new Set<number>();
  private telling: Promise<void> | null = null;
  private looking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private stopListening = () => {};

  constructor(
    private readonly queueLog: QueueLog,
    private readonly reads: QueueReads,
    private readonly delivery: Delivery,
    private readonly database: Database,
    private readonly listener: Listener,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = this.queueLog.onCommitted((officeId) => void this.committed(officeId));
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MILLIS).unref();
    await this.listener.listen(
      QUEUE_CHANNEL,
      (payload) => this.hear(payload),
      () => void this.look(),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.stopListening();
    await Promise.all([this.telling, this.looking]);
  }

  private async committed(officeId: number): Promise<void> {
    this.changed.add(officeId);
    await this.delivery.wake(officeId);
    if (!this.closed) this.telling ??= this.tell();
  }

  private async tell(): Promise<void> {
    try {
      while (this.changed.size > 0 && !this.closed) {
        const offices = [...this.changed].slice(0, MOST_OFFICES_TOLD);
        for (const officeId of offices) this.changed.delete(officeId);
        await this.database.run(tellHeads, [this.node, offices]);
        await new Promise((resolve) => setTimeout(resolve, TELL_EVERY_MILLIS));
      }
    } catch (error) {
      this.log.debug(`Other nodes find out by themselves within a second: ${String(error)}`);
    } finally {
      this.telling = null;
    }
  }

  private hear(payload: string): void {
    const { node, heads } = headsIn(payload);
    if (node === this.node) return;
    const delivered = this.delivery.delivered();
    for (const { officeId, revision } of heads) {
      if (revision > (delivered.get(officeId) ?? Infinity)) void this.delivery.wake(officeId);
    }
  }

  private look(): Promise<void> {
    this.looking ??= this.lookAtHeads()
      .catch((error: unknown) => this.log.debug(`No look at the offices' heads: ${String(error)}`))
      .finally(() => (this.looking = null));
    return this.looking;
  }

  private async lookAtHeads(): Promise<void> {
    this.delivery.prune();
    const before = this.delivery.delivered();
    if (before.size === 0 || this.closed) return;
    const heads = await this.reads.heads([...before.keys()]);
    for (const [officeId, delivered] of before) {
      const head = heads.get(officeId) ?? 0;
      if (head > delivered) void this.delivery.wake(officeId);
      if (head < delivered) this.delivery.startOver(officeId);
    }
  }
}
