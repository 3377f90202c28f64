import type { DataSource } from 'typeorm';
import type { Clock } from './clock/clock.js';
import type { ResolvedSettings } from './config/resolve-settings.js';
import { Database } from './database/database.js';
import { importIntoEmpty, readDirectoryFile } from './directory/import-directory.js';
import { seedStaff } from './staff/seed-staff.js';

/**
 * Fills an empty database: the directory file, then the first administrator (and, for a demo, its staff). Everything in
 * one transaction: a start that fails half-way leaves an empty database behind.
 *
 * @throws Error with `startProblem` naming the path and reason of a faulty directory file
 */
export async function seed(dataSource: DataSource, clock: Clock, settings: ResolvedSettings): Promise<void> {
  const database = new Database(dataSource);
  await database.transaction(async (tx) => {
    await importIntoEmpty(tx, () => readDirectoryFile(settings.directoryFile));
    const [office] = await tx.manager.query<{ slug: string }[]>('select slug from office order by id limit 1');
    await seedStaff(tx, {
      now: clock.real(),
      adminPassword: settings.adminPassword.value,
      demoPassword: settings.demoPassword,
      officeSlug: office?.slug ?? null,
    });
  });
}
