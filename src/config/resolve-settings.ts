import { isIP } from 'node:net';
import { type DataFolder, newPassword, newSecretKey } from './data-folder.js';
import type { Settings } from './environment.js';

/** The settings that the program runs with: everything that was left open is filled in. */
export type ResolvedSettings = Readonly<
  Omit<Settings, 'secretKey' | 'adminPassword' | 'publicUrl' | 'demo'> & {
    secretKey: string;
    /** `generated`: made by the program and kept in `DATA_DIR`; `firstTime`: no start has printed it yet. */
    adminPassword: { value: string; generated: boolean; firstTime: boolean };
    /** Without a slash at the end. */
    publicUrl: string;
    demo: boolean;
    /** Of `operator1` … `operator4` and `coordinator`; null when this is no demo. */
    demoPassword: string | null;
  }
>;

const PASSWORDS_SHOWN = 'passwords-shown';

/** Remembers that somebody could read the first passwords: a start that failed before does not count. */
export function rememberPasswordsShown(folder: DataFolder): void {
  folder.readOrKeep(PASSWORDS_SHOWN, () => 'yes');
}

/** What the start met before the settings were complete. */
export type Circumstances = {
  /** The embedded database was empty. */
  emptyEmbeddedDatabase: boolean;
};

/**
 * Fills in what the environment left open, from `DATA_DIR` or new.
 *
 * @throws StartProblem when `DATA_DIR` cannot be read or written
 */
export function resolveSettings(settings: Settings, folder: DataFolder, met: Circumstances): ResolvedSettings {
  const adminPassword = adminPasswordOf(settings, folder);
  const demo = settings.demo ?? decideDemo(settings, folder, met);
  return Object.freeze({
    ...settings,
    dataDir: folder.path,
    secretKey: settings.secretKey ?? folder.readOrKeep('secret-key', newSecretKey).value,
    adminPassword,
    publicUrl: settings.publicUrl ?? addressOf(settings.host, settings.port),
    demo,
    demoPassword: demo ? demoPasswordOf(settings, folder) : null,
  });
}

function adminPasswordOf(settings: Settings, folder: DataFolder): ResolvedSettings['adminPassword'] {
  if (settings.adminPassword !== null) return { value: settings.adminPassword, generated: false, firstTime: false };
  const { value } = folder.readOrKeep('admin-password', newPassword);
  return { value, generated: true, firstTime: folder.read(PASSWORDS_SHOWN) === null };
}

function demoPasswordOf(settings: Settings, folder: DataFolder): string {
  return settings.adminPassword ?? folder.readOrKeep('demo-password', newPassword).value;
}

// Remembered, because the second start no longer meets an empty database. Only loopback: a demo pairs without asking.
function decideDemo(settings: Settings, folder: DataFolder, met: Circumstances): boolean {
  if (settings.databaseUrl !== null || !isLoopback(settings.host)) return false;
  if (folder.read('demo') !== null) return folder.read('demo') === 'true';
  return folder.readOrKeep('demo', () => String(met.emptyEmbeddedDatabase)).value === 'true';
}

/** Whether a server that listens on `host` is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** `http://HOST:PORT` as a browser on this machine would write it. */
export function addressOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${port}`;
}
