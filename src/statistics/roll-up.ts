import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Repeated } from '../clock/repeated.js';
import { Database, type Tx } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { nextDay } from './day-source.js';
import { keepReckonedDay } from './keep-day.js';
import * as sql from './kept.sql.js';
import { reckonDay } from './reckon-day.js';

const LOOK_EVERY_MS = 30_000;
/** Namespace of the advisory locks under which days are kept. */
const LOCK_SPACE = 7330474;
const STALE_AT_ONCE = 50;
const BEFORE_ALL_DAYS = '1900-01-01';

/** Rises when a measure is defined anew: every kept day is then reckoned again. */
export const DEFINITION = 1;

/**
 * Keeps closed days as they were reckoned: the ones that closed since the last look, and again the ones that changed. Runs
 * by itself on every node, catches up after days off, and does nothing where there is nothing to do.
 */
@Injectable()
export class RollUp implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('statistics');
  /** Up to which revision this node has looked for changes of kept days, by office. */
  private readonly looked = new Map<number, number>();
  private readonly looks = new Repeated(LOOK_EVERY_MS, () => this.look());
  private first = true;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
  ) {}

  onApplicationBootstrap(): void {
    this.looks.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.looks.stop();
  }

  /** Keeps what is due of every office; one that cannot be kept now does not keep the others from it. */
  async keepAll(first = false): Promise<void> {
    for (const office of this.directory.offices()) {
      if (this.looks.stopped) return;
      await this.keepDue(office, first).catch((error: unknown) =>
        this.logger.warn(`Days of ${office.slug} are kept later: ${String(error)}`),
      );
    }
  }

  /** @param first also looks for days that an older program kept by other definitions */
  async keepDue(office: OfficeRecord, first = false): Promise<void> {
    if (first) await this.database.run(sql.markOtherDefinitions, [office.id, DEFINITION]);
    const state = await this.stateOf(office);
    if (state.kept_until !== null) await this.markChanged(office, state);
    while (await this.keepStale(office));
    while (await this.keepNext(office));
  }

  private look(): Promise<void> {
    const { first } = this;
    this.first = false;
    return this.keepAll(first);
  }

  private async stateOf(office: OfficeRecord, on: Pick<Tx, 'run'> = this.database): Promise<sql.OfficeState> {
    const [state] = await on.run(sql.officeState, [office.id]);
    return state ?? { closed_until: null, kept_until: null, checked_revision: null, revision: null, stale: false };
  }

  private async markChanged(office: OfficeRecord, state: sql.OfficeState): Promise<void> {
    const since = Math.max(this.looked.get(office.id) ?? 0, state.checked_revision ?? 0);
    const head = state.revision ?? 0;
    const byTickets = head > since ? await this.database.run(sql.daysChangedSince, [office.id, since, head]) : [];
    const byBookings = await this.database.run(sql.daysWithChangedBookings, [office.id]);
    const days = [...new Set([...byTickets, ...byBookings].map(({ day }) => day))];
    if (days.length > 0) {
      await this.database.transaction(async (tx) => {
        await tx.run(sql.markStale, [office.id, days]);
        await tx.run(sql.setChecked, [office.id, head]);
      });
    }
    this.looked.set(office.id, head);
  }

  /** @returns whether there may be more */
  private async keepStale(office: OfficeRecord): Promise<boolean> {
    const days = await this.database.run(sql.staleDays, [office.id, STALE_AT_ONCE]);
    for (const { day } of days) {
      if (this.looks.stopped) return false;
      const mine = await this.alone(office, async (tx) => {
        if ((await this.stateOf(office, tx)).stale) await this.keep(tx, office, day);
      });
      if (!mine) return false;
    }
    return days.length === STALE_AT_ONCE;
  }

  /** @returns whether there may be more */
  private async keepNext(office: OfficeRecord): Promise<boolean> {
    if (this.looks.stopped) return false;
    let more = false;
    await this.alone(office, async (tx) => {
      const state = await this.stateOf(office, tx);
      const { closed_until: closed, kept_until: kept } = state;
      if (closed === null || (kept !== null && kept >= closed)) return;
      const day = await nextDay(tx, office, kept ?? BEFORE_ALL_DAYS, closed);
      if (day !== null) await this.keep(tx, office, day);
      await tx.run(sql.setKeptUntil, [office.id, day ?? closed, state.revision ?? 0]);
      more = day !== null;
    });
    return more;
  }

  private async keep(tx: Tx, office: OfficeRecord, day: string): Promise<void> {
    const now = this.clock.now();
    const reckoned = await reckonDay(tx, office, day, now.toMillis());
    await keepReckonedDay(tx, { officeId: office.id, day, definition: DEFINITION, now, reckoned });
  }

  /** @returns false when another node keeps this office's days at the moment: leave it to that one */
  private alone(office: OfficeRecord, work: (tx: Tx) => Promise<void>): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.run(sql.tryKeepLock, [LOCK_SPACE, office.id]);
      if (lock?.mine !== true) return false;
      await work(tx);
      return true;
    });
  }
}
