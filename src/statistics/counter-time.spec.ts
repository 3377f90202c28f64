import { describe, expect, it } from '@jest/globals';
import { counterTimeOf, counterTimes } from './counter-time.js';
import type { PauseRow, SeatRow, ServiceSessionRow } from './facts.sql.js';

const minute = (count: number) => count * 60_000;
const seat = (id: string, opened: number, closed: number | null): SeatRow => ({
  id,
  counter_id: 1,
  opened_at: minute(opened),
  closed_at: closed === null ? null : minute(closed),
});
const pause = (at: number, paused: boolean, session = 'a'): PauseRow => ({ session, at: minute(at), paused });
const session = (called: number, ended: number | null): ServiceSessionRow => ({
  counter_id: 1,
  user_id: null,
  called_at: minute(called),
  started_at: null,
  ended_at: ended === null ? null : minute(ended),
});
const at = (seats: SeatRow[], pauses: PauseRow[], sessions: ServiceSessionRow[], until = 600) => {
  const time = counterTimes({ seats, pauses, sessions }, minute(until)).get(1);
  return time === undefined ? undefined : counterTimeOf(time);
};

describe('counter time', () => {
  it('is open time without pauses, and the part of it with a ticket', () => {
    const pauses = [pause(0, false), pause(20, true), pause(30, false)];
    expect(at([seat('a', 0, 100)], pauses, [session(0, 20), session(40, 65)])).toEqual({
      openSeconds: 5400,
      pausedSeconds: 600,
      busySeconds: 2700,
      occupancy: 0.5,
    });
  });

  it('counts a ticket that goes on in a pause, and never passes 1', () => {
    const pauses = [pause(0, false), pause(10, true)];
    expect(at([seat('a', 0, 40)], pauses, [session(0, 40)])).toMatchObject({
      openSeconds: 600,
      pausedSeconds: 1800,
      busySeconds: 2400,
      occupancy: 1,
    });
  });

  it('adds up who sat there one after the other, and ends now what still goes on', () => {
    const pauses = [pause(0, false), pause(50, false, 'b')];
    expect(at([seat('a', 0, 40), seat('b', 50, null)], pauses, [session(55, null)], 60)).toEqual({
      openSeconds: 3000,
      pausedSeconds: 0,
      busySeconds: 300,
      occupancy: 0.1,
    });
  });

  it('is not divided by nothing', () => {
    expect(at([seat('a', 0, 0)], [], [])).toMatchObject({ openSeconds: 0, occupancy: null });
    expect(at([], [], [session(0, 10)])).toBeUndefined();
  });

  it('ends an opening that nobody closed with the day', () => {
    expect(at([seat('a', 0, 2000)], [pause(0, false)], [], 600)).toMatchObject({ openSeconds: 36_000 });
  });
});
