import { Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';
import { Clock } from '../clock/clock.js';
import { businessDay, toDateTime } from '../clock/zones.js';
import type { Tx } from '../database/database.js';
import { Idempotency, type Effect, type RequestKey } from '../database/idempotency.js';
import { DomainError } from '../http/domain-error.js';
import { appendEvent, lockOffice, openOffice } from './queue.sql.js';
import { OfficeLanes } from './office-lanes.js';
import { QueueLog } from './queue-log.js';

/** What a command needs to know of its office. */
export type CommandOffice = { id: number; zone: string };

/** One fact for the log. `details` carries nothing about the person. */
export type NewEvent = {
  type: string;
  ticketId?: string | null;
  counterId?: number | null;
  details?: Record<string, unknown>;
};

/**
 * A command that holds its office: nobody else changes this office's queue until it ends. `at` is the command's time,
 * never before the office's last event; `revision` the office's last one.
 */
export type HeldOffice = {
  readonly tx: Tx;
  readonly at: DateTime;
  readonly day: string;
  /** Who does it, for the logs. */
  readonly actor: string;
  revision: number;
  append(event: NewEvent): Promise<number>;
};

export type Outcome<T> = { result: T; effect: Effect | null };

/** Runs the queue's commands: key, then the office's lock, then the work, then (after commit) the wake-up of `live`. */
@Injectable()
export class QueueCommand {
  constructor(
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly lanes: OfficeLanes,
    private readonly log: QueueLog,
  ) {}

  /**
   * @param actor who did it, for the log: `user:…`, `device:…`, `visitor` or `system`
   * @param again rebuilds the answer for a repeated key
   * @throws DomainError `busy` when the office stayed locked for too long
   */
  async run<T>(
    office: CommandOffice,
    actor: string,
    key: RequestKey | null,
    work: (held: HeldOffice) => Promise<Outcome<T>>,
    again: (effect: Effect) => Promise<T>,
  ): Promise<T> {
    const result = await this.lanes.run(office.id, () =>
      this.idempotency.once(key, async (tx) => work(await this.hold(tx, office, actor)), again),
    );
    this.log.committed(office.id);
    return result;
  }

  /** Takes the office's lock inside a transaction that is already open. */
  async hold(tx: Tx, office: CommandOffice, actor: string): Promise<HeldOffice> {
    const head = (await tx.run(lockOffice, [office.id]))[0] ?? (await this.firstHead(tx, office.id));
    const now = this.clock.now();
    const last = toDateTime(head.last_event_at);
    const at = last > now ? last : now;
    const day = businessDay(at, office.zone);
    const held: HeldOffice = {
      tx,
      at,
      day,
      actor,
      revision: head.revision,
      append: async (event) => {
        const [row] = await tx.run(appendEvent, eventValues(office.id, held, actor, event));
        if (row === undefined) throw new DomainError('internal-error', 'The office has no log.');
        held.revision = row.revision;
        return row.revision;
      },
    };
    return held;
  }

  private async firstHead(tx: Tx, officeId: number): Promise<{ revision: number; last_event_at: Date }> {
    await tx.run(openOffice, [officeId]);
    const [head] = await tx.run(lockOffice, [officeId]);
    if (head === undefined) throw new DomainError('internal-error', 'The office has no log.');
    return head;
  }
}

function eventValues(officeId: number, held: HeldOffice, actor: string, event: NewEvent): unknown[] {
  return [
    officeId,
    held.at.toJSDate(),
    event.type,
    held.day,
    event.ticketId ?? null,
    event.counterId ?? null,
    actor,
    JSON.stringify(event.details ?? {}),
  ];
}
