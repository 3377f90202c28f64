import { DateTime } from 'luxon';
import { createApp, type RunningApp } from '../../src/app.js';
import { Clock, type ClockOrigin } from '../../src/clock/clock.js';
import type { ResolvedSettings } from '../../src/config/resolve-settings.js';
import { ApiClient } from './api-client.js';
import { PASSWORD, testSettings, TUESDAY_MORNING } from './settings.js';
import { freshDatabase, query } from './template.js';

export const OFFICE = 'inside-osmannoro';
export const OFFICE_PATH = `/offices/${OFFICE}`;

export type OfficeOptions = { settings?: Partial<ResolvedSettings>; nodes?: number; clockStart?: string | null };

/** A running office in a database of its own: real server, real PostgreSQL, one or several API nodes. */
export type TestOffice = {
  databaseUrl: string;
  nodes: RunningApp[];
  url: string;
  /** A caller without credentials. */
  anonymous(node?: number): ApiClient;
  /** Signed in as `operator1` … `operator4`, `coordinator` or `admin`. */
  staff(username: string, node?: number): Promise<ApiClient>;
  /** A paired kiosk or display. */
  device(kind: 'kiosk' | 'display', node?: number): Promise<ApiClient>;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Sets the office clock of all nodes; it runs on from there. */
  setClock(instant: string): void;
  startNode(settings?: Partial<ResolvedSettings>): Promise<RunningApp>;
  close(): Promise<void>;
};

/** Starts an office whose clock stands at an open Tuesday morning unless told otherwise. */
export async function anOffice(options: OfficeOptions = {}): Promise<TestOffice> {
  const database = await freshDatabase();
  const clockStart = options.clockStart === undefined ? TUESDAY_MORNING : options.clockStart;
  const settings = testSettings({ clockStart, ...options.settings });
  const nodes: RunningApp[] = [];
  const startNode = async (more: Partial<ResolvedSettings> = {}) => {
    const node = await createApp({ settings: { ...settings, ...more }, databaseUrl: database.url, poolSize: 12 });
    nodes.push(node);
    return node;
  };
  for (let count = 0; count < (options.nodes ?? 1); count++) await startNode();
  const urlOf = (index: number) => nodes[index]?.url ?? '';
  return {
    databaseUrl: database.url,
    nodes,
    url: urlOf(0),
    anonymous: (node = 0) => new ApiClient(urlOf(node)),
    staff: (username, node = 0) => new ApiClient(urlOf(node)).signIn(username, PASSWORD),
    device: (kind, node = 0) => new ApiClient(urlOf(node)).pair(kind),
    sql: async (text, values) => (await query(database.url, text, values)).rows as Record<string, unknown>[],
    setClock: (instant) => nodes.forEach((node) => setClock(node, instant)),
    startNode,
    close: async () => {
      await Promise.all(nodes.map((node) => node.close()));
      await database.drop();
    },
  };
}

// The clock is the program's own, injected one: only where it stands is moved.
function setClock(node: RunningApp, instant: string): void {
  const clock = node.nest.get(Clock) as { origin: ClockOrigin | null };
  clock.origin = { real: DateTime.utc(), simulated: DateTime.fromISO(instant), speed: 1 };
}
