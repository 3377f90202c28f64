import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { DateTime } from 'luxon';
import { Arrivals } from '../bookings/arrivals.js';
import { Clock } from '../clock/clock.js';
import { Repeated } from '../clock/repeated.js';
import { businessDay } from '../clock/zones.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { openingState } from '../schedule/opening-state.js';
import { closeCounterSession, openCounters } from './queue.sql.js';
import { QueueCommand, type HeldOffice } from './queue-command.js';
import { QueueLog } from './queue-log.js';
import { clearAlert, openAlerts } from './queue-reads.sql.js';
import { TICKET_COLUMNS, type TicketRow } from './ticket-row.js';
import { TicketActions } from './ticket-actions.js';
import { closeDay } from './ticket-transitions.js';

const LOOK_EVERY_MS = 30_000;
/** Tickets closed in one transaction: other commands of the office wait for no longer than this takes. */
const PORTION = 100;
/** Namespace of the advisory locks under which days are closed. */
const LOCK_SPACE = 7330472;

const tryDayCloseLock = statement<{ mine: boolean }>(
  'queue.day-close-lock.v1',
  `select pg_try_advisory_xact_lock($1, $2) as mine`,
);
const leftovers = statement<TicketRow>(
  'queue.leftovers.v1',
  `select ${TICKET_COLUMNS} from ticket t
   where t.office_id = $1 and t.status in ('waiting', 'called', 'serving', 'parked') and t.day <= $2
   order by t.day, t.seq limit $3`,
);
const anythingLeft = statement<{ left: boolean }>(
  'queue.anything-left.v1',
  `select exists (select from ticket t where t.office_id = $1 and t.day <= $2
                  and t.status in ('waiting', 'called', 'serving', 'parked'))
       or exists (select from counter_session where office_id = $1 and closed_at is null and opened_at < $3)
       or not exists (select from day_close where office_id = $1 and day = $2) as left`,
);
const recordClose = statement<{ day: string }>(
  'queue.record-day-close.v1',
  `insert into day_close (office_id, day, closed_at) values ($1, $2, $3) on conflict do nothing returning day`,
);

/**
 * Ends the day: what is left gets its end and its reason, counters close. Runs by itself on every node, catches up
 * after days off, and does nothing where there is nothing left, so it may run as often as it likes.
 */
@Injectable()
export class DayClose implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('day-close');
  private readonly looks = new Repeated(LOOK_EVERY_MS, () => this.closeAll());

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly command: QueueCommand,
    private readonly actions: TicketActions,
    private readonly log: QueueLog,
    private readonly arrivals: Arrivals,
  ) {}

  onApplicationBootstrap(): void {
    this.looks.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.looks.stop();
  }

  /** Closes what is due at every office; one that cannot be closed now does not keep the others from it. */
  async closeAll(): Promise<void> {
    for (const office of this.directory.offices()) {
      await this.closeDue(office).catch((error: unknown) =>
        this.logger.warn(`The day of ${office.slug} is closed later: ${String(error)}`),
      );
    }
  }

  /** Closes an office's newest day that is over, and everything older. */
  async closeDue(office: OfficeRecord): Promise<void> {
    const { day, end } = lastDayOver(office, this.clock.now());
    const [row] = await this.database.run(anythingLeft, [office.id, day, end.toJSDate()]);
    if (row?.left !== true) return;
    while (await this.closePortion(office, day, end));
    this.log.committed(office.id);
  }

  /** @returns whether there may be more */
  private closePortion(office: OfficeRecord, day: string, end: DateTime): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      // Another node closes this office at the moment: leave it to that one.
      const [lock] = await tx.run(tryDayCloseLock, [LOCK_SPACE, office.id]);
      if (lock?.mine !== true) return false;
      const held = await this.command.hold(tx, office, 'system');
      const tickets = await tx.run(leftovers, [office.id, day, PORTION]);
      for (const ticket of tickets) await this.actions.apply(held, office, ticket, closeDay(ticket, held.at), null);
      if (tickets.length === PORTION) return true;
      if (await this.arrivals.closeDay(tx, office, day, held.at)) return true;
      await closeCounters(held, office, end);
      await clearCallsForHelp(held, office, end);
      if ((await tx.run(recordClose, [office.id, day, held.at.toJSDate()])).length > 0 && held.revision > 0) {
        await held.append({ type: 'day.closed', details: { day } });
      }
      return false;
    });
  }
}

/** The newest business day that is over: today after its last opening and the grace, else yesterday. */
export function lastDayOver(office: OfficeRecord, now: DateTime): { day: string; end: DateTime } {
  const local = now.setZone(office.zone);
  const today = openingState(office.rules, now).today.at(-1);
  const end = today?.to.plus({ minutes: office.settings.dayCloseGraceMinutes });
  if (end !== undefined && now >= end && businessDay(end, office.zone) === businessDay(now, office.zone)) {
    return { day: businessDay(now, office.zone), end };
  }
  return { day: businessDay(local.minus({ days: 1 }), office.zone), end: local.startOf('day') };
}

// Who called for help has gone home; paper that is out is still out in the morning.
async function clearCallsForHelp(held: HeldOffice, office: OfficeRecord, end: DateTime): Promise<void> {
  for (const alert of await held.tx.run(openAlerts, [office.id])) {
    if (alert.kind !== 'operator-wanted' || alert.raised_at >= end.toJSDate()) continue;
    await held.tx.run(clearAlert, [office.id, alert.id, held.at.toJSDate()]);
    await held.append({ type: 'alert.cleared', details: { alert: alert.id, kind: alert.kind, why: 'day-close' } });
  }
}

async function closeCounters(held: HeldOffice, office: OfficeRecord, end: DateTime): Promise<void> {
  for (const seat of await held.tx.run(openCounters, [office.id])) {
    if (seat.opened_at >= end.toJSDate()) continue;
    await held.tx.run(closeCounterSession, [office.id, seat.id, held.at.toJSDate()]);
    await held.append({
      type: 'counter.closed',
      counterId: seat.counter_id,
      details: { session: seat.id, user: seat.user_id, why: 'day-close' },
    });
  }
}
