import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const at = (...parts) => join(ROOT, ...parts);

const LOOK_MS = 150;

/** A failure worded for a person: one line, then what the failing tool printed. */
export class LaunchProblem extends Error {
  constructor(line, output = '') {
    super(line);
    this.output = output.trimEnd();
  }
}

/** Ends the process with a launch problem's line and the tool's output on stderr. */
export function endWith(error) {
  const known = error instanceof LaunchProblem;
  if (known && error.output) process.stderr.write(`${error.output}\n`);
  process.stderr.write(`Sportello: ${known ? error.message : (error.stack ?? error)}\n`);
  process.exit(1);
}

/** Runs a tool quietly. Its output is shown when it fails. */
export async function runTool(line, command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...options });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (exit, signal) => resolve(signal ?? exit));
  });
  if (code !== 0) throw new LaunchProblem(`${line} failed (${code})`, output);
}

/** Every file under the given files and folders of the checkout that `wanted` takes, sorted. */
export function filesUnder(paths, wanted = () => true) {
  const found = [];
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) {
      if (wanted(path)) found.push(path);
      return;
    }
    for (const name of readdirSync(path)) if (name !== 'node_modules' && name !== 'dist') visit(join(path, name));
  };
  for (const path of paths) visit(at(path));
  return found.sort();
}

/** One hash of names and contents: a changed, added, renamed or removed file changes it, a mere touch does not. */
export function hashOf(files) {
  const hash = createHash('sha1');
  for (const file of files)
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/** Writes a file whole or not at all. */
export function writeWhole(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}

/** Lets one process at a time install and build; others wait. A lock of a process that is gone does not count. */
export async function alone(work) {
  const lock = at('dist', '.preparing');
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  while (!claim(lock)) {
    if (!told) console.log('Waiting for another start that is building …');
    told = true;
    await pause(LOOK_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

// Written aside and linked in: the lock is never there without its content.
function claim(lock) {
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, identityOf(process.pid));
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw new LaunchProblem(`cannot write ${dirname(lock)} (${error.code})`);
  } finally {
    rmSync(draft, { force: true });
  }
  if (isStale(lock)) rmSync(lock, { force: true });
  return false;
}

function isStale(lock) {
  if (!existsSync(lock)) return false;
  const found = readFileSync(lock, 'utf8');
  return found !== identityOf(Number(found.split(' ')[0]));
}

/** The process's number and, where it can be told, when it started: numbers come back after a power cut. */
function identityOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return 'gone';
  }
  if (process.platform !== 'linux') return String(pid);
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${pid} ${boot} ${readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19]}`;
}
