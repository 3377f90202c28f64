import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { visitOf } from '../bookings/visit.js';
import { Clock } from '../clock/clock.js';
import { officeInstant } from '../clock/zones.js';
import { Database, type Tx } from '../database/database.js';
import { Idempotency, type RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { DomainError, InvalidRequest } from '../http/domain-error.js';
import { Mailer } from './mailer.js';
import type { SlotWatch, SlotWatchRequest } from './notifications.contract.js';
import {
  deleteExpiredWatches,
  insertWatch,
  lockAddress,
  renewWatch,
  type SlotWatchRow,
  watchesOf,
} from './slot-watch.sql.js';

const KEPT_DAYS = 14;
const MOST_PER_ADDRESS = 3;
/** Namespace of the advisory locks under which an address's wishes are counted. */
const LOCK_SPACE = 7330474;

/** Who wants to be told when a slot is free. */
@Injectable()
export class SlotWatches {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Keeps a wish for two weeks; the same wish again is kept longer.
   *
   * @throws DomainError `not-bookable` (also where no e-mail is sent), `not-found`, `too-many-watches`
   */
  watch(office: OfficeRecord, wish: SlotWatchRequest, key: RequestKey | null): Promise<SlotWatch> {
    return this.idempotency.once(
      key,
      async (tx) => {
        this.assertPossible(office, wish);
        const result = await this.keep(tx, office, wish);
        return { result, effect: { resultId: `${result.id} ${result.expiresAt}`, status: 201 } };
      },
      // The row may be gone by then: whoever was told is forgotten.
      async ({ resultId }) => {
        const [id = '', expiresAt = ''] = resultId.split(' ');
        return { id, expiresAt };
      },
    );
  }

  /** Forgets the addresses of wishes whose time is over. */
  async forgetExpired(): Promise<void> {
    await this.database.run(deleteExpiredWatches, [this.clock.now().toJSDate()]);
  }

  private assertPossible(office: OfficeRecord, wish: SlotWatchRequest): void {
    if (!this.mailer.on) throw new DomainError('not-bookable', 'This office sends no e-mails.');
    visitOf(office, wish);
    if (office.languages.includes(wish.language)) return;
    throw new InvalidRequest([{ path: 'language', message: `must be one of: ${office.languages.join(', ')}` }]);
  }

  private async keep(tx: Tx, office: OfficeRecord, wish: SlotWatchRequest): Promise<SlotWatch> {
    const now = this.clock.now();
    const expires = now.plus({ days: KEPT_DAYS });
    await tx.run(lockAddress, [LOCK_SPACE, wish.email]);
    const known = await tx.run(watchesOf, [office.id, wish.email, now.toJSDate()]);
    const same = known.find((row) => isSame(row, wish));
    if (same !== undefined) {
      await tx.run(renewWatch, [office.id, same.id, expires.toJSDate(), wish.language]);
      return view(office, same.id, expires);
    }
    if (known.length >= MOST_PER_ADDRESS) {
      throw new DomainError('too-many-watches', 'This address already waits for as many services as it may.');
    }
    const id = uuidv7();
    const { service, municipality, needsLanguage = null, mode = null, email, language } = wish;
    await tx.run(insertWatch, [
      ...[office.id, id, service, municipality, needsLanguage, mode, email, language],
      ...[now.toJSDate(), expires.toJSDate()],
    ]);
    return view(office, id, expires);
  }
}

function isSame(row: SlotWatchRow, wish: SlotWatchRequest): boolean {
  const { service, municipality_code: municipality, needs_language: needsLanguage, mode } = row;
  const same = [service, municipality, needsLanguage, mode];
  return [wish.service, wish.municipality, wish.needsLanguage ?? null, wish.mode ?? null].every(
    (value, index) => value === same[index],
  );
}

function view(office: OfficeRecord, id: string, expires: DateTime): SlotWatch {
  return { id, expiresAt: officeInstant(expires, office.zone) };
}
