import { once } from 'node:events';
import pg from 'pg';
import type { RunningApp } from '../app.js';
import { DataFolder } from '../config/data-folder.js';
import { readSettings } from '../config/environment.js';
import { type ResolvedSettings, resolveSettings } from '../config/resolve-settings.js';
import { StartProblem } from '../config/start-problem.js';
import { freePort } from '../database/embedded-run.js';
import { startEmbeddedServer } from '../database/embedded-server.js';
import { ApiClient } from '../simulation/api-client.js';
import { simulateDay, type Simulation } from '../simulation/simulate-day.js';
import { welcome } from './welcome.js';

/** A whole Tuesday of the first desk, and the beginning of the Wednesday after it. */
const DAY = '2026-11-24';
const NEXT_DAY = '2026-11-25';
const STARTS = `${DAY}T07:20:00+01:00`;
const IS_OVER = `${DAY}T18:10:00+01:00`;
const NEXT_STARTS = `${NEXT_DAY}T07:50:00+01:00`;
/** How much faster than life the day runs. */
const SPEED = 200;
const SEED = 2026;
const OFFICE = 'inside-osmannoro';
const COUNTERS = 4;
const HOUR = 3600;

type Demo = { settings: ResolvedSettings; databaseUrl: string };

/**
 * Lives a day of about two hundred visitors through the API of a server of its own, holds the statistics against what
 * the visitors and operators wrote down, and goes on running in the next morning, with people waiting.
 *
 * @throws StartProblem when `DATA_DIR` is not empty, or the statistics do not equal the ledger
 */
export async function demoDay(env: NodeJS.ProcessEnv): Promise<void> {
  const folder = new DataFolder(env['DATA_DIR'] ?? './data/demo-day');
  const database = await startEmbeddedServer(folder.path);
  try {
    if (!database.fresh)
      throw new StartProblem(`DATA_DIR: ${folder.path} is in use; \`npm start\` shows it, or remove it`);
    const port = env['PORT'] ?? String(await freePort('127.0.0.1'));
    const settings = readSettings({
      ...{ DATA_DIR: folder.path, DEMO: 'true', RATE_LIMITS: 'off', HOST: '127.0.0.1', PORT: port },
      ...{ CLOCK_START: STARTS, CLOCK_SPEED: String(SPEED), ADMIN_PASSWORD: env['ADMIN_PASSWORD'] ?? '' },
    });
    const resolved = resolveSettings(settings, folder, { emptyEmbeddedDatabase: true });
    const demo = { settings: resolved, databaseUrl: database.url };
    await wholeDay(demo);
    await beginningOfTheNext(demo);
    await stayOpen(demo);
  } finally {
    await database.stop();
  }
}

async function wholeDay(demo: Demo): Promise<void> {
  say(`${DAY}, ${SPEED} times as fast as life: four counters, about two hundred visitors.`);
  const app = await open(demo, { clockStart: STARTS });
  const day = await simulateDay({
    ...simulationAt(app, demo, DAY),
    shape: { seed: SEED, walkIns: 160, bookings: 50, firstSecond: 0, lastSecond: 7 * HOUR },
  }).finally(() => app.close());
  await setClock(demo, IS_OVER, 1);
  // The start closes the day: what was left ends with its reason, bookings that nobody kept are no-shows.
  const evening = await open(demo);
  const wrong = await settled(() => day.differences(evening.url)).finally(() => evening.close());
  if (wrong.length > 0) throw new StartProblem(`the statistics differ from the ledger: ${wrong.join('; ')}`);
  say('The statistics equal what visitors and operators wrote down, to the second and the ticket.');
}

async function beginningOfTheNext(demo: Demo): Promise<void> {
  say(`${NEXT_DAY}: the morning begins.`);
  await setClock(demo, NEXT_STARTS, SPEED);
  const app = await open(demo);
  try {
    await simulateDay({
      ...simulationAt(app, demo, NEXT_DAY),
      shape: { seed: SEED + 1, walkIns: 45, bookings: 20, firstSecond: 0, lastSecond: 1.6 * HOUR },
      ...{ stopSecond: 1.5 * HOUR, leaveOpen: true },
    });
    const { body } = await new ApiClient(app.url).get<{ time: string }>('/status');
    await setClock(demo, body.time, 1);
  } finally {
    await app.close();
  }
}

async function stayOpen(demo: Demo): Promise<void> {
  const app = await open(demo);
  const { dataDir } = demo.settings;
  say(`\n${welcome(app.url, demo.settings)}`);
  say(`\nIt is the morning of ${NEXT_DAY}. Sign in at the desk as coordinator to see the day before.`);
  say(`Ctrl-C stops it; \`DATA_DIR=${dataDir} npm start\` goes on.`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  await app.close();
}

async function open({ settings, databaseUrl }: Demo, more: Partial<ResolvedSettings> = {}): Promise<RunningApp> {
  const { createApp } = await import('../app.js');
  return createApp({ settings: { ...settings, clockStart: null, ...more }, databaseUrl });
}

function simulationAt(app: RunningApp, { settings }: Demo, date: string): Omit<Simulation, 'shape'> {
  const password = settings.demoPassword ?? '';
  return { url: app.url, office: OFFICE, date, speed: SPEED, password, counters: COUNTERS, tell: say };
}

/** Statistics of a day that has just been closed are kept a moment later. @returns what still differs after a while */
async function settled(differences: () => Promise<string[]>): Promise<string[]> {
  const deadline = performance.now() + 30_000;
  let wrong = await differences();
  while (wrong.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    wrong = await differences();
  }
  return wrong;
}

// Between two runs of the server the office's clock is put forward, as a simulated night passes.
async function setClock({ databaseUrl }: Demo, instant: string, speed: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('update clock_origin set real = clock_timestamp(), simulated = $1, speed = $2', [
      instant,
      speed,
    ]);
  } finally {
    await client.end();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
