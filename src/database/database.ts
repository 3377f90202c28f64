import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { toDomainError } from './database-errors.js';
import type { Statement } from './statement.js';

/** An open transaction: hot statements by `run`, everything else by TypeORM's `manager`, on one connection. */
export type Tx = {
  run<Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
  readonly manager: EntityManager;
};

const ATTEMPTS = 3;
/** serialization_failure and deadlock_detected: the whole transaction may simply run again. */
const WORTH_RETRYING = new Set(['40001', '40P01']);

/** The one place that opens transactions and runs prepared statements. */
@Injectable()
export class Database {
  constructor(readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction on one connection. It must not touch the network. It may run up to three times when
   * PostgreSQL asks for it (serialization failure, deadlock), so it must have no effect outside of the transaction.
   *
   * @throws DomainError what `work` throws; `busy` when a lock or statement took too long; `not-ready` without a server
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !WORTH_RETRYING.has(sqlStateOf(error))) throw toDomainError(error);
        await pause(attempt);
      }
    }
  }

  /**
   * Several reads that see one and the same state (REPEATABLE READ, read only): a revision and the rows that belong to it.
   */
  async snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.attempt(async (tx, client) => {
        await client.query('set transaction isolation level repeatable read, read only');
        return work(tx);
      });
    } catch (error) {
      throw toDomainError(error);
    }
  }

  /** One prepared statement on its own connection, committed by itself. */
  async run<Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    try {
      return await runOn(this.pool, statement, values);
    } catch (error) {
      throw toDomainError(error);
    }
  }

  /** The connection pool that TypeORM opened. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private async attempt<T>(work: (tx: Tx, client: PoolClient) => Promise<T>): Promise<T> {
    const queryRunner = this.dataSource.createQueryRunner();
    try {
      const client = (await queryRunner.connect()) as PoolClient;
      await queryRunner.startTransaction();
      const tx: Tx = {
        run: (statement, values) => runOn(client, statement, values),
        manager: queryRunner.manager,
      };
      const result = await work(tx, client);
      await queryRunner.commitTransaction();
      return result;
    } catch (error) {
      if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await queryRunner.release();
    }
  }
}

async function runOn<Row>(
  on: Pool | PoolClient,
  statement: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const result = await on.query({ name: statement.name, text: statement.text, values: [...values] });
  return result.rows as Row[];
}

function sqlStateOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, attempt * 10 * (0.5 + Math.random())));
}
