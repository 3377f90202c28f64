import { existsSync, readFileSync, statSync } from 'node:fs';
import { at, hashOf, runTool, writeWhole } from './checkout.mjs';

const STAMP = at('node_modules', '.installed-for');
const LOCKFILE = at('package-lock.json');

/** What node_modules has to be made for: this lockfile, on this kind of machine. */
const wanted = () => `${hashOf([LOCKFILE])} ${process.platform}-${process.arch}`;

/** Whether node_modules holds what the lockfile says. */
export function isInstalled() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted()) return true;
  // npm writes this list last of all: one newer than the lockfile means that somebody ran npm by hand.
  const list = statSync(at('node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  if (list === undefined || list.mtimeMs < statSync(LOCKFILE).mtimeMs) return false;
  writeWhole(STAMP, wanted());
  return true;
}

/** Installs exactly what the lockfile says. The builds need the tools too, whatever NODE_ENV says. */
export async function install() {
  console.log('Installing packages (npm ci) …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) await runTool('npm ci', process.execPath, [npm, ...args]);
  else await runTool('npm ci', 'npm', args, { shell: process.platform === 'win32' });
  writeWhole(STAMP, wanted());
}
