import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ContactErasure } from '../bookings/contact-erasure.js';
import { Repeated } from '../clock/repeated.js';
import { Database } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { Outbox } from '../notifications/outbox.js';
import { SlotWatches } from '../notifications/slot-watches.js';

const EVERY_MS = 3_600_000;
/** Bookings erased in one transaction: their rows are locked for no longer than this takes. */
const PORTION = 100;

/**
 * Erases who came, some days after the visit, and everything else that names the person. Every node does it at its start
 * and hourly; two at once share the work.
 */
@Injectable()
export class PrivacySweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('privacy');
  private readonly sweeps = new Repeated(EVERY_MS, () => this.sweepAll());

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly contacts: ContactErasure,
    private readonly outbox: Outbox,
    private readonly watches: SlotWatches,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeps.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.sweeps.stop();
  }

  /** Erases what is due at all offices; calls at the same time share one sweep. */
  sweep(): Promise<void> {
    return this.sweeps.run();
  }

  private async sweepAll(): Promise<void> {
    await this.try('addresses of wishes', () => this.watches.forgetExpired());
    for (const office of this.directory.offices()) {
      await this.try(`contacts of ${office.slug}`, async () => {
        while (!this.sweeps.stopped && (await this.erasePortion(office)));
      });
    }
  }

  /** @returns whether there may be more */
  private erasePortion(office: OfficeRecord): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const erased = await this.contacts.eraseDue(tx, office, PORTION);
      if (erased.length > 0) await this.outbox.forget(tx, office, erased);
      return erased.length === PORTION;
    });
  }

  // What cannot be erased now does not keep the rest from it, and is tried again within the hour.
  private async try(what: string, erase: () => Promise<void>): Promise<void> {
    await erase().catch((error: unknown) => this.logger.warn(`The ${what} are erased later: ${String(error)}`));
  }
}
