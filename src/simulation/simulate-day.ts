import type { Ticket } from '../queue/queue.contract.js';
import type { OpeningDay } from '../schedule/schedule.contract.js';
import type { DailyStatistics } from '../statistics/statistics.contract.js';
import { ApiClient } from './api-client.js';
import { differences } from './compare.js';
import { planDay, type DayShape } from './day-plan.js';
import { bodyOf } from './expect.js';
import { Ledger } from './ledger.js';
import type { Gap } from './ledger-measures.js';
import { workAtCounter, type Operator } from './operators.js';
import { Chance } from './random.js';
import { SimulatedClock } from './simulated-clock.js';
import { liveBooking, liveWalkIn, makeBookings, type Stage } from './visitors.js';

export type Simulation = {
  /** Address of the server, without a slash at the end. */
  url: string;
  /** Slug of the office. */
  office: string;
  /** `YYYY-MM-DD`, the day on which the server's clock stands. */
  date: string;
  speed: number;
  /** Of `operator1` … `operator4` and `coordinator`. */
  password: string;
  counters: number;
  shape: DayShape;
  /** Seconds after the first opening at which operators stop calling: later tickets stay. Absent: the day's end. */
  stopSecond?: number;
  /** Counters stay open and tickets waiting, for somebody who goes on from there. */
  leaveOpen?: boolean;
  /** Told now and then how far the day is. */
  tell?: (line: string) => void;
};

export type SimulatedDay = {
  ledger: Ledger;
  /** As the server at `url` tells them. */
  statistics(url?: string): Promise<DailyStatistics>;
  /** Where they differ from the ledger; empty = nowhere. */
  differences(url?: string): Promise<string[]>;
};

/**
 * Lives a day of an office through its HTTP API: citizens book, cancel, check in and take numbers, operators call,
 * recall, park, transfer and finish. Every answer is written into a ledger of its own.
 *
 * @throws Error for any answer that the day does not expect
 */
export async function simulateDay(simulation: Simulation): Promise<SimulatedDay> {
  const { url, office, date, shape, password } = simulation;
  const path = `/offices/${office}`;
  const citizen = new ApiClient(url);
  const clock = await SimulatedClock.of(citizen, simulation.speed);
  const hours = await hoursOf(citizen, path, date);
  const stage: Stage = {
    ...{ path, date, clock, citizen, people: new Map(), later: [], byPhone: [] },
    lastSlot: hours.opens + shape.lastSecond * 1000,
    ledger: new Ledger(),
    chance: new Chance(shape.seed + 1),
    kiosk: await new ApiClient(url).pair('kiosk'),
  };
  await live(stage, simulation, hours);
  const statistics = async (at = url) => {
    const coordinator = await new ApiClient(at).signIn('coordinator', password);
    return bodyOf(await coordinator.get<DailyStatistics>(`${path}/statistics/daily?date=${date}`), 200);
  };
  return {
    ledger: stage.ledger,
    statistics,
    differences: async (at = url) => {
      await lookAgain(stage.ledger, new ApiClient(at));
      return differences(await statistics(at), stage.ledger, hours.gap);
    },
  };
}

// What day close ended, the visitors see on their phones.
async function lookAgain(ledger: Ledger, phone: ApiClient): Promise<void> {
  for (const { ticket } of ledger.all()) {
    if (ticket.endReason !== null || ticket.token === undefined) continue;
    ledger.saw(bodyOf(await phone.get<Ticket>(`/tickets/${ticket.token}`), 200));
  }
}

type Hours = { opens: number; closes: number; gap: Gap };

async function live(stage: Stage, simulation: Simulation, { opens, closes, gap }: Hours): Promise<void> {
  const { clock } = stage;
  const plan = planDay(simulation.shape);
  const operators = await signIn(simulation);
  const [first] = operators;
  if (first === undefined) throw new Error('a day needs an operator');
  const made = await makeBookings(stage, plan.bookings, first.api);
  simulation.tell?.(`${made.length} of ${plan.bookings.length} found a slot and booked`);
  const until = simulation.stopSecond === undefined ? closes : opens + simulation.stopSecond * 1000;
  const shift = { from: opens - 300_000, until, gap, leaveOpen: simulation.leaveOpen === true };
  const telling = setInterval(() => simulation.tell?.(progress(stage)), 15_000).unref();
  try {
    await Promise.all([
      ...operators.map((operator) => workAtCounter(stage, operator, shift)),
      ...made.map((one) => liveBooking(stage, one, first.api)),
      ...plan.walkIns.map((person) => liveWalkIn(stage, person, opens)),
      clock.until(until),
    ]);
    await Promise.all(stage.later);
  } finally {
    clearInterval(telling);
  }
}

function progress({ clock, ledger }: Stage): string {
  const time = new Date(clock.now()).toISOString().slice(11, 16);
  const waiting = ledger.all().filter(({ ticket }) => ticket.endReason === null).length;
  return `${time} UTC: ${ledger.all().length} tickets, ${waiting} not finished`;
}

async function signIn({ url, password, counters }: Simulation): Promise<Operator[]> {
  const numbers = Array.from({ length: counters }, (_, index) => String(index + 1));
  return Promise.all(
    numbers.map(async (counter) => ({
      counter,
      api: await new ApiClient(url).signIn(`operator${counter}`, password),
    })),
  );
}

async function hoursOf(citizen: ApiClient, path: string, date: string): Promise<Hours> {
  const answer = await citizen.get<{ items: OpeningDay[] }>(`${path}/opening-hours?from=${date}&to=${date}`);
  const spans = bodyOf(answer, 200).items.flatMap(({ intervals }) => intervals);
  const [first, second] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined) throw new Error(`the office is closed on ${date}`);
  const gap = second === undefined ? null : { from: Date.parse(first.to), to: Date.parse(second.from) };
  return { opens: Date.parse(first.from), closes: Date.parse(last.to), gap };
}
