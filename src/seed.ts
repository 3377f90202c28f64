import type { DataSource } from 'typeorm';
import type { Clock } from './clock/clock.js';
import type { ResolvedSettings } from './config/resolve-settings.js';
import { Database } from './database/database.js';
import { readDirectoryFile } from './directory/directory-file.js';
import { importDirectory } from './directory/import-directory.js';
import { seedStaff } from './staff/seed-staff.js';

/**
 * Fills an empty database: the directory file, then the first administrator (and, for a demo, its staff). Everything in
 * one transaction: a start that fails half-way leaves an empty database behind.
 *
 * @returns whether this node was the one that filled it: only then are its passwords the ones that hold
 * @throws StartProblem naming the path and reason of a faulty directory file
 */
export async function seed(dataSource: DataSource, clock: Clock, settings: ResolvedSettings): Promise<boolean> {
  const [found] = await dataSource.query<{ slug: string }[]>('select slug from office limit 1');
  if (found !== undefined) return false;
  const file = await readDirectoryFile(settings.directoryFile ?? undefined);
  return new Database(dataSource).transaction(async (tx) => {
    if (!(await importDirectory(tx, file))) return false;
    await seedStaff(tx, {
      clock,
      adminPassword: settings.adminPassword.value,
      demo: settings.demoPassword === null ? null : { password: settings.demoPassword },
      officeSlug: file.offices[0]?.slug ?? '',
    });
    return true;
  });
}
