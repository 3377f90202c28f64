import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../config/error-code.js';

const LOOK_MS = 25;

/**
 * What tells this process apart from a later one that got the same number: when it started.
 * `null` when no such process runs; a process that ended and only waits for its parent does not run.
 */
export function startOf(pid: number): string | null {
  if (!exists(pid)) return null;
  if (process.platform === 'linux') return startOnLinux(pid);
  if (process.platform === 'win32')
    return ask('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])?.split(',')[0] ?? null;
  return ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

/** The command line of a running process, words separated by blanks; empty when it cannot be told. */
export function commandLineOf(pid: number): string {
  if (startOf(pid) === null) return '';
  if (process.platform === 'linux') return readOr(`/proc/${pid}/cmdline`, '').replaceAll('\0', ' ');
  if (process.platform === 'win32') return ask('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']) ?? '';
  return ask('ps', ['-o', 'command=', '-p', String(pid)]) ?? '';
}

/** Waits until the process has ended. @returns false when it still runs after `patienceMs` */
export async function hasEnded(pid: number, patienceMs: number): Promise<boolean> {
  return until(() => startOf(pid) === null, patienceMs);
}

/** Looks until the condition holds. @returns false when it does not within `patienceMs` */
export async function until(condition: () => boolean, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > end) return false;
    await pause(LOOK_MS);
  }
  return true;
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function startOnLinux(pid: number): string | null {
  // The name in brackets may hold blanks and brackets itself: the fields are counted from its end.
  const fields = readOr(`/proc/${pid}/stat`, '').split(') ').at(-1)?.split(' ') ?? [];
  const [state, ticks] = [fields[0], fields[19]];
  if (ticks === undefined || state === 'Z' || state === 'X') return null;
  return `${readOr('/proc/sys/kernel/random/boot_id', '').trim()}/${ticks}`;
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

function ask(command: string, args: string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
  } catch {
    return null;
  }
}
