import {
  addressOf,
  rememberPasswordsShown,
  type ResolvedSettings,
  resolveSettings,
} from '../config/resolve-settings.js';
import { DataFolder } from '../config/data-folder.js';
import type { Settings } from '../config/environment.js';
import type { EmbeddedServer } from '../database/embedded-server.js';
import { welcome } from './welcome.js';

/** The whole program, running: web server and, without `DATABASE_URL`, PostgreSQL. */
export type Running = { stop(): Promise<void> };

/**
 * Starts everything and prints where it is reached.
 *
 * @param onLost called with one line when the program cannot go on
 * @throws whatever keeps it from starting; nothing is left running then
 */
export async function serve(settings: Settings, onLost: (line: string) => void): Promise<Running> {
  const folder = new DataFolder(settings.dataDir);
  // Loading the program takes about as long as starting PostgreSQL: both at once.
  const loading = import('../app.js');
  loading.catch(() => undefined);
  const database = settings.databaseUrl === null ? await startEmbedded(settings, onLost) : null;
  try {
    const resolved = resolveSettings(await withPort(settings), folder, {
      emptyEmbeddedDatabase: database?.fresh ?? false,
    });
    const { createApp } = await loading;
    const app = await createApp({ settings: resolved, databaseUrl: database?.url ?? settings.databaseUrl ?? '' });
    // Another node may have filled the database: then the passwords that hold are that node's.
    print(app.url, database === null && !app.seeded ? withoutPasswords(resolved) : resolved, folder);
    return { stop: () => app.close().finally(() => database?.stop()) };
  } catch (error) {
    await database?.stop();
    throw error;
  }
}

async function startEmbedded(settings: Settings, onLost: (line: string) => void): Promise<EmbeddedServer> {
  const { startEmbeddedServer } = await import('../database/embedded-server.js');
  return startEmbeddedServer(settings.dataDir, { onLost });
}

// Links are written before the server listens, so a free port has to be known before.
async function withPort(settings: Settings): Promise<Settings> {
  if (settings.port !== 0) return settings;
  const { freePort } = await import('../database/embedded-run.js');
  return { ...settings, port: await freePort(settings.host) };
}

function print(url: string, settings: ResolvedSettings, folder: DataFolder): void {
  process.stdout.write(`${welcome(url || addressOf(settings.host, settings.port), settings)}\n`);
  rememberPasswordsShown(folder);
}

function withoutPasswords(settings: ResolvedSettings): ResolvedSettings {
  return { ...settings, adminPassword: { ...settings.adminPassword, firstTime: false } };
}
