import { existsSync, readFileSync, renameSync, rmSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone, at, endWith, filesUnder, hashOf, ROOT, runTool, writeWhole } from './checkout.mjs';
import { install, isInstalled } from './install.mjs';

const isSource = (path) => !/\.spec\.tsx?$/.test(path);
const isContract = (path) => path.endsWith('.contract.ts');

/** What is built from what. A hash over the inputs is kept in dist/ beside what was built. */
const SERVER = {
  name: 'server',
  output: at('dist', 'src', 'main.js'),
  inputs: () => filesUnder(['src', 'migrations', 'tsconfig.json', 'package-lock.json'], isSource),
  build: buildServer,
};
const UIS = ['kiosk', 'display', 'desk', 'booking'].map((name) => ({
  name,
  output: at('dist', 'ui', name),
  inputs: () => [
    ...filesUnder([`${name}-ui`, 'ui-kit', 'tsconfig.json', 'package-lock.json'], isSource),
    ...filesUnder(['src'], isContract),
  ],
  build: () => buildUi(name),
}));
const TARGETS = [SERVER, ...UIS];

const stampOf = (target) => at('dist', '.built', target.name);
const exists = (target) => target === SERVER || existsSync(at(`${target.name}-ui`, 'vite.config.ts'));

/**
 * Installs and builds what is missing or stale; when nothing is, it takes some milliseconds.
 *
 * @param {{ force?: boolean, only?: string[] }} options `force` builds everything, `only` these targets
 * @throws LaunchProblem
 */
export async function prepare({ force = false, only } = {}) {
  const targets = TARGETS.filter((target) => exists(target) && (only === undefined || only.includes(target.name)));
  const stale = () => targets.filter((target) => force || !isFresh(target));
  if (isInstalled() && stale().length === 0) return;
  await alone(async () => {
    // Looked at again: another start may have done it while this one waited.
    if (!isInstalled()) await install();
    await buildAll(stale());
  });
}

/** The server beside the pages, one after the other: two processes are what a small machine has cores for. */
async function buildAll(targets) {
  const lanes = [targets.filter((target) => target === SERVER), targets.filter((target) => target !== SERVER)];
  const results = await Promise.allSettled(
    lanes.map(async (lane) => {
      for (const target of lane) await buildOne(target);
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function buildOne(target) {
  console.log(`Building ${target.name} …`);
  rmSync(stampOf(target), { force: true });
  const hash = hashOf(target.inputs());
  await target.build();
  // Taken before the build: what was edited meanwhile is built by the next start.
  writeWhole(stampOf(target), hash);
}

function isFresh(target) {
  if (!existsSync(target.output) || !existsSync(stampOf(target))) return false;
  return readFileSync(stampOf(target), 'utf8') === hashOf(target.inputs());
}

async function buildServer() {
  await runTool('Building the server', process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', ROOT]);
  for (const file of filesUnder(['src'], (path) => path.endsWith('.json'))) {
    const copy = at('dist', relative(ROOT, file));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
  removeLeftovers();
}

// A migration or route whose source is gone must not live on as JavaScript.
function removeLeftovers() {
  const built = ['src', 'migrations'].flatMap((folder) => filesUnderDist(folder));
  for (const file of built) {
    const source = at(relative(at('dist'), file).replace(/\.js(\.map)?$/, '.ts'));
    if (!existsSync(source)) rmSync(file);
  }
}

function filesUnderDist(folder) {
  return filesUnder([`dist/${folder}`], (path) => /\.js(\.map)?$/.test(path));
}

// Built beside and moved in: a server that runs meanwhile never serves half a page.
async function buildUi(name) {
  const [draft, old, output] = [
    at('dist', 'ui', `.${name}-new`),
    at('dist', 'ui', `.${name}-old`),
    at('dist', 'ui', name),
  ];
  const vite = at('node_modules', 'vite', 'bin', 'vite.js');
  const config = at(`${name}-ui`, 'vite.config.ts');
  const args = [vite, 'build', '-c', config, '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'];
  await runTool(`Building ${name}-ui`, process.execPath, args, { cwd: at(`${name}-ui`) });
  rmSync(old, { recursive: true, force: true });
  if (existsSync(output)) renameSync(output, old);
  renameSync(draft, output);
  rmSync(old, { recursive: true, force: true });
}

// npm run build [-- server kiosk …]; `--install` only installs.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const only = process.argv.includes('--install') ? [] : named.length > 0 ? named : undefined;
  await prepare({ force: process.argv.includes('--force'), only }).catch(endWith);
}
