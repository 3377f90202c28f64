import { DateTime } from 'luxon';
import type { DataSource } from 'typeorm';
import { StartProblem } from '../config/start-problem.js';
import { Clock, type ClockOrigin } from './clock.js';

type OriginRow = { real: Date; simulated: Date; speed: number };
export type ClockSettings = { clockStart: string | null; clockSpeed: number };

/**
 * The clock that this database runs on. The first node with `CLOCK_START` stores where the office's clock starts; every
 * other node and every restart goes on from there. Another start later is refused: tickets would travel in time.
 *
 * @throws StartProblem when `CLOCK_START` differs from the stored one, or comes to a database that already has tickets
 */
export async function openClock(dataSource: DataSource, settings: ClockSettings): Promise<Clock> {
  if (settings.clockStart !== null) await storeOrigin(dataSource, settings.clockStart, settings.clockSpeed);
  const [row] = await dataSource.query<OriginRow[]>('select real, simulated, speed from clock_origin');
  if (row === undefined) return new Clock();
  const origin = toOrigin(row);
  if (settings.clockStart !== null) refuseAnother(origin, settings.clockStart, settings.clockSpeed);
  return new Clock(origin);
}

async function storeOrigin(dataSource: DataSource, start: string, speed: number): Promise<void> {
  // Several nodes may start at once: the first row stays, and only while nothing has happened yet.
  await dataSource.query(
    `insert into clock_origin (real, simulated, speed)
     select $1, $2, $3 where not exists (select from queue_event)
     on conflict do nothing`,
    [new Clock().real().toJSDate(), DateTime.fromISO(start).toJSDate(), speed],
  );
  const [row] = await dataSource.query<unknown[]>('select 1 from clock_origin');
  if (row === undefined) throw new StartProblem('CLOCK_START: this database already lives on the real clock');
}

function toOrigin(row: OriginRow): ClockOrigin {
  return { real: DateTime.fromJSDate(row.real), simulated: DateTime.fromJSDate(row.simulated), speed: row.speed };
}

function refuseAnother(origin: ClockOrigin, start: string, speed: number): void {
  const same = origin.simulated.toMillis() === DateTime.fromISO(start).toMillis() && origin.speed === speed;
  if (same) return;
  const kept = `${origin.simulated.toUTC().toISO()} at speed ${origin.speed}`;
  throw new StartProblem(
    `CLOCK_START: this database's clock started at ${kept}; leave the variable out or use that value`,
  );
}
