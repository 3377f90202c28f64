import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Idempotency } from './idempotency.js';

const EVERY_MILLIS = 3_600_000;

/** Forgets old keys at the start and once an hour, on every node: a year of tickets would keep a year of keys. */
@Injectable()
export class KeySweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('database');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly idempotency: Idempotency) {}

  onApplicationBootstrap(): void {
    this.sweep();
    this.timer = setInterval(() => this.sweep(), EVERY_MILLIS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private sweep(): void {
    this.running = this.idempotency
      .sweep()
      .catch((error: unknown) => this.log.warn(`Old keys are forgotten later: ${String(error)}`));
  }
}
