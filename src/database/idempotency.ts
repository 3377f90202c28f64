import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { DomainError } from '../http/domain-error.js';
import { Database, type Tx } from './database.js';
import { statement } from './statement.js';

/** A repeatable request: who asks (`user:…`, `device:…`, `link:…`), on which route, with which key and body. */
export type RequestKey = { caller: string; route: string; key: string; bodyHash: Buffer };
/** What a finished command left behind, enough to answer again: the id of its result, or null for an empty answer. */
export type Effect = { resultId: string; status: number };

const KEPT_HOURS = 24;

const claim = statement<{ claimed: number }>(
  'idempotency.claim.v1',
  // A second request with the same key waits here until the first has committed or rolled back.
  `insert into idempotency_key (caller, route, key, body_hash, created_at) values ($1, $2, $3, $4, $5)
   on conflict do nothing returning 1 as claimed`,
);
const lookUp = statement<{ body_hash: Buffer; result_id: string | null; status: number | null; created_at: Date }>(
  'idempotency.look-up.v1',
  `select body_hash, result_id, status, created_at from idempotency_key where caller = $1 and route = $2 and key = $3`,
);
const finish = statement<never>(
  'idempotency.finish.v1',
  `update idempotency_key set result_id = $4, status = $5 where caller = $1 and route = $2 and key = $3`,
);
const forget = statement<never>(
  'idempotency.forget.v1',
  `delete from idempotency_key where caller = $1 and route = $2 and key = $3 and created_at < $4`,
);
const release = statement<never>(
  'idempotency.release.v1',
  `delete from idempotency_key where caller = $1 and route = $2 and key = $3`,
);

const sweep = statement<never>('idempotency.sweep.v1', `delete from idempotency_key where created_at < $1`);

/** The statements that every keyed command runs, for measuring them alone. */
export const hotKeys = { claim, finish };

/** SHA-256 of a body as JSON with sorted keys, so that the order of fields makes no other body. */
export function hashBody(body: unknown): Buffer {
  return createHash('sha256').update(canonical(body)).digest();
}

/**
 * Keys live in the command's own transaction: they are taken first and committed with its effect, so that a repetition
 * on any node and after any restart finds either both or neither. A refused command leaves no key behind.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` once per key. `again` rebuilds the answer from the first one's result id.
   *
   * @throws DomainError `idempotency-key-reused` when the key came with another body before
   */
  async once<T>(
    key: RequestKey | null,
    work: (tx: Tx) => Promise<{ result: T; effect: Effect | null }>,
    again: (effect: Effect) => Promise<T>,
  ): Promise<T> {
    if (key === null) return (await this.database.transaction(work)).result;
    const outcome = await this.database.transaction((tx) => this.claimAndRun(tx, key, work));
    return 'first' in outcome ? outcome.first : again(outcome.earlier);
  }

  /** What a key that is already taken stands for, or null when it has aged out (and is forgotten here). */
  async earlier(key: RequestKey, tx: Pick<Tx, 'run'> = this.database): Promise<Effect | null> {
    const [row] = await tx.run(lookUp, [key.caller, key.route, key.key]);
    if (row === undefined) return null;
    const oldest = this.clock.real().minus({ hours: KEPT_HOURS }).toJSDate();
    if (row.created_at < oldest) {
      await tx.run(forget, [key.caller, key.route, key.key, oldest]);
      return null;
    }
    if (!row.body_hash.equals(key.bodyHash)) {
      throw new DomainError('idempotency-key-reused', 'This Idempotency-Key was used with another body.');
    }
    return { resultId: row.result_id ?? '', status: row.status ?? 200 };
  }

  /** Forgets keys older than a day; called by {@link KeySweep}. */
  async sweep(): Promise<void> {
    await this.database.run(sweep, [this.clock.real().minus({ hours: KEPT_HOURS }).toJSDate()]);
  }

  private async claimAndRun<T>(
    tx: Tx,
    key: RequestKey,
    work: (tx: Tx) => Promise<{ result: T; effect: Effect | null }>,
  ): Promise<{ first: T } | { earlier: Effect }> {
    // More than once only for a key that has aged out: forgotten here, it may be taken by another request at once.
    while (!(await this.claim(tx, key))) {
      const earlier = await this.earlier(key, tx);
      if (earlier !== null) return { earlier };
    }
    const { result, effect } = await work(tx);
    // Without an effect (nobody waits) the key must stay free: the same press may find somebody next time.
    if (effect === null) await tx.run(release, [key.caller, key.route, key.key]);
    else await tx.run(finish, [key.caller, key.route, key.key, effect.resultId, effect.status]);
    return { first: result };
  }

  private async claim(tx: Tx, key: RequestKey): Promise<boolean> {
    const now = this.clock.real().toJSDate();
    return (await tx.run(claim, [key.caller, key.route, key.key, key.bodyHash, now])).length === 1;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
