import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Availability } from '../bookings/availability.js';
import { Clock } from '../clock/clock.js';
import { Repeated } from '../clock/repeated.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Database } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { MailTrouble } from './mail-trouble.js';
import { Mailer } from './mailer.js';
import { slotFreeMessage } from './slot-free-message.js';
import { claimWatch, deleteWatch, releaseWatch, type SlotWatchRow, watchesToLookAt } from './slot-watch.sql.js';

const LOOK_EVERY_MS = 60_000;
/** A little less, so that a node's own next look finds the wish again. */
const NOT_LOOKED_AT_SECONDS = 55;
/** A slot is one place: telling everybody at once would disappoint nearly all. */
const MOST_PER_OFFICE = 5;

/** Looks once a minute whether a wished slot is free, and tells whoever has waited longest. */
@Injectable()
export class SlotWatchSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('slot-watches');
  private readonly looks = new Repeated(LOOK_EVERY_MS, () => this.tellDue());

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly availability: Availability,
    private readonly mailer: Mailer,
    private readonly trouble: MailTrouble,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'mailFrom' | 'publicUrl'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.mailer.on) this.looks.startLater();
  }

  onModuleDestroy(): Promise<void> {
    return this.looks.stop();
  }

  /** Looks at the wishes whose turn it is; calls at the same time share one look. */
  look(): Promise<void> {
    return this.looks.run();
  }

  private async tellDue(): Promise<void> {
    await this.tellAll().catch((error: unknown) => this.logger.debug(`wishes are looked at later: ${String(error)}`));
  }

  private async tellAll(): Promise<void> {
    const now = this.clock.real();
    const before = now.minus({ seconds: NOT_LOOKED_AT_SECONDS }).toJSDate();
    const times = [this.clock.now().toJSDate(), before, now.toJSDate()];
    for (const watch of await this.database.run(watchesToLookAt, [...times, MOST_PER_OFFICE])) {
      if (this.looks.stopped) return;
      const office = this.directory.officeById(watch.office_id);
      if (office !== undefined && (await this.isFree(office, watch))) await this.tell(office, watch);
    }
  }

  private async isFree(office: OfficeRecord, watch: SlotWatchRow): Promise<boolean> {
    const { service, municipality_code: municipality, needs_language, mode } = watch;
    const wish = {
      ...{ service, municipality },
      ...(needs_language === null ? {} : { needsLanguage: needs_language }),
      ...(mode === null ? {} : { mode }),
    };
    try {
      return (await this.availability.of(office, wish)).firstFree !== null;
    } catch (error) {
      // The directory has changed: this cannot be booked any more, or not so. It may change back.
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  private async tell(office: OfficeRecord, watch: SlotWatchRow): Promise<void> {
    const [claimed] = await this.database.run(claimWatch, [watch.office_id, watch.id, this.clock.real().toJSDate()]);
    if (claimed === undefined) return;
    const municipality = this.directory.municipality(watch.municipality_code);
    const result = await this.mailer.send(slotFreeMessage(office, municipality, watch, this.settings));
    if (result.outcome === 'refused') {
      this.trouble.refused(office.id, result.reason, result.permanent);
      // For good: a wrong address, forgotten with the wish.
      const end = result.permanent ? deleteWatch : releaseWatch;
      await this.database.run(end, [watch.office_id, watch.id]);
      return;
    }
    if (result.outcome === 'sent') this.trouble.over(office.id);
    else this.trouble.uncertain(office.id, result.reason);
    await this.database.run(deleteWatch, [watch.office_id, watch.id]);
  }
}
