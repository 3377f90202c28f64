import pg from 'pg';
import { DataSource, MigrationExecutor, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { StartProblem } from '../config/start-problem.js';

export type DatabaseOptions = {
  url: string;
  entities: EntityTarget<ObjectLiteral>[];
  migrations: (new () => MigrationInterface)[];
  /** Connections per node; an office's commands are serial, so a handful serve many counters. */
  poolSize?: number;
};

// Revisions and counts stay far below 2^53; calendar days are days, not instants of the machine's zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

const POOL_SIZE = 20;
/** How long a request waits for a connection, as long as a statement may take: a rush is served late, not refused. */
const PATIENCE_MILLIS = 10_000;
const OLDEST_VERSION = 150000;
/** Nodes that start together migrate one after the other: this key is theirs alone. */
const MIGRATION_LOCK = 7330471;

/** What migrations are free of. */
const LIMITS = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];

/** A frozen node must not freeze an office: nobody holds or waits for a lock longer than this. */
const SESSION = [
  'statement_timeout=10000',
  'lock_timeout=3000',
  'idle_in_transaction_session_timeout=5000',
  'timezone=UTC',
  'application_name=sportello',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Connects, checks the server's version and brings the schema up to date.
 *
 * @throws StartProblem for a PostgreSQL older than 15 or a database newer than this code
 */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations: options.migrations,
    migrationsTableName: 'migration',
    extra: {
      max: options.poolSize ?? POOL_SIZE,
      connectionTimeoutMillis: PATIENCE_MILLIS,
      options: SESSION,
      keepAlive: true,
    },
  });
  await dataSource.initialize();
  try {
    await checkVersion(dataSource);
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function checkVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ version: number }[]>(
    `select current_setting('server_version_num')::int as version`,
  );
  refuseOldServer(row?.version ?? 0);
}

/** @throws StartProblem for a server older than 15; `version` as PostgreSQL numbers itself, e.g. 150004 */
export function refuseOldServer(version: number): void {
  if (version >= OLDEST_VERSION) return;
  throw new StartProblem(`PostgreSQL ${Math.floor(version / 10000)} is too old: 15 or later is needed`);
}

async function migrate(dataSource: DataSource): Promise<void> {
  const guard = dataSource.createQueryRunner();
  try {
    await guard.connect();
    for (const limit of LIMITS) await guard.query(`set ${limit} = 0`);
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(dataSource);
    // On the same connection: a migration of many rows takes its time.
    const executor = new MigrationExecutor(dataSource, guard);
    executor.transaction = 'each';
    await executor.executePendingMigrations();
  } finally {
    await guard.query('select pg_advisory_unlock_all()').catch(() => undefined);
    for (const limit of LIMITS) await guard.query(`reset ${limit}`).catch(() => undefined);
    await guard.release();
  }
}

async function refuseNewer(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ name: string | null }[]>(`select to_regclass('migration')::text as name`);
  if (table?.name === null || table === undefined) return;
  const done = await dataSource.query<{ name: string }[]>('select name from migration');
  const known = new Set(dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const unknown = done.filter((row) => !known.has(row.name));
  if (unknown.length === 0) return;
  throw new StartProblem(`the database is newer than this program (it has ${unknown[0]?.name}): update the program`);
}
