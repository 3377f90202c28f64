import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Repeated } from '../clock/repeated.js';
import { Idempotency } from './idempotency.js';

const EVERY_MILLIS = 3_600_000;

/** Forgets old keys at the start and once an hour, on every node: a year of tickets would keep a year of keys. */
@Injectable()
export class KeySweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('database');
  private readonly sweeps = new Repeated(EVERY_MILLIS, () => this.sweep());

  constructor(private readonly idempotency: Idempotency) {}

  onApplicationBootstrap(): void {
    this.sweeps.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeps.stop();
  }

  private sweep(): Promise<void> {
    return this.idempotency
      .sweep()
      .catch((error: unknown) => this.log.warn(`Old keys are forgotten later: ${String(error)}`));
  }
}
