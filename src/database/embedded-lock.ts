import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../config/error-code.js';
import { startOf } from './embedded-process.js';
import { StartProblem } from '../config/start-problem.js';

const LOCK = 'in-use.lock';
const ATTEMPTS = 5;

/**
 * Claims `DATA_DIR` for this process. The file names the process and when it started, so that one left behind by a
 * killed process does not block the next start, even when another program got its number meanwhile.
 *
 * @returns releases the claim
 * @throws StartProblem when another running process has it
 */
export function lockDataDir(dataDir: string): () => void {
  const path = join(dataDir, LOCK);
  const mine = `${process.pid}\n${startOf(process.pid)}\n`;
  const draft = join(dataDir, `.lock-${process.pid}`);
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    claim(draft, path, dataDir);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(path) === mine) rmSync(path, { force: true });
  };
}

// A link appears whole or not at all, and only one process gets it.
function claim(draft: string, path: string, dataDir: string): void {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      linkSync(draft, path);
      return;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const found = read(path);
    refuseRunning(found, dataDir);
    setAside(path, found);
  }
  throw new StartProblem(`DATA_DIR: ${dataDir} is being started by another Sportello`);
}

function refuseRunning(found: string, dataDir: string): void {
  const [pid, start] = found.split('\n');
  if (!pid || startOf(Number(pid)) !== start) return;
  throw new StartProblem(
    `DATA_DIR: ${dataDir} is in use by another Sportello (process ${pid}); stop it or use another DATA_DIR`,
  );
}

// Two programs may find the same stale file; the slower one must not remove the claim that the faster one just made.
function setAside(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) linkSync(aside, path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
