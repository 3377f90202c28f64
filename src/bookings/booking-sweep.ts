import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Repeated } from '../clock/repeated.js';
import { Directory } from '../directory/directory.js';
import { Capacity } from './capacity.js';
import { Expiry } from './expiry.js';

const LOOK_EVERY_MS = 15_000;

/** Every node ends what time has ended, and counts capacity anew where rules have changed. One look at a time. */
@Injectable()
export class BookingSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('bookings');
  private readonly looks = new Repeated(LOOK_EVERY_MS, () => this.sweepAll());

  constructor(
    private readonly directory: Directory,
    private readonly expiry: Expiry,
    private readonly capacity: Capacity,
  ) {}

  onApplicationBootstrap(): void {
    this.looks.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.looks.stop();
  }

  /** One look at all offices; an office that cannot be swept now does not keep the others from it. */
  look(): Promise<void> {
    return this.looks.run();
  }

  private async sweepAll(): Promise<void> {
    for (const office of this.directory.offices()) {
      try {
        await this.capacity.reconcile(office.id);
        await this.expiry.sweep(office);
        await this.expiry.markMissed(office);
      } catch (error) {
        this.logger.warn(`Bookings of ${office.slug} are swept later: ${String(error)}`);
      }
    }
  }
}
