import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ApiClient } from '../harness/api-client.js';
import {
  HOLD_MINUTES,
  MODEL_DAYS,
  SERVICES,
  WALK_IN_SHARE,
  type PoolCode,
  type ServiceCode,
} from '../harness/booking-model.js';
import { BookingPlay, type PlayCommand } from '../harness/booking-play.js';
import { setBookingRules } from '../harness/bookings.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

const wish = fc.record({
  service: fc.constantFrom<ServiceCode>('certificates-information', 'citizenship', 'residence-permit-kit'),
  chinese: fc.oneof(fc.constant(false), fc.constant(false), fc.boolean()),
});
const slot = fc.record({
  day: fc.constantFrom<string>(MODEL_DAYS[0], MODEL_DAYS[0], MODEL_DAYS[1]),
  // Few starts, so that bookings meet; some of them off the grid or over the end of the morning.
  start: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 5 }).map((index) => 510 + index * 15) },
    { weight: 1, arbitrary: fc.constantFrom(515, 533, 720, 735, 945) },
  ),
});
const pick = fc.record({ pick: fc.nat(), node: fc.constantFrom(0, 1) });
const step = <T extends string, U extends object>(kind: T, more: fc.Arbitrary<U>) =>
  more.map((values) => ({ kind, ...values }));
const both = <A, B>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>) => fc.tuple(a, b).map(([x, y]) => ({ ...x, ...y }));
const command: fc.Arbitrary<PlayCommand> = fc.oneof(
  { weight: 9, arbitrary: step('hold', both(wish, both(slot, pick))) },
  { weight: 8, arbitrary: step('confirm', pick) },
  { weight: 1, arbitrary: step('renew', pick) },
  { weight: 2, arbitrary: step('release', pick) },
  { weight: 8, arbitrary: step('move', both(slot, pick)) },
  { weight: 4, arbitrary: step('cancel', pick) },
  { weight: 3, arbitrary: step('staff', both(wish, both(slot, both(pick, fc.record({ force: fc.boolean() }))))) },
  // Never exactly the life of a hold, which would be a race with the clock.
  {
    weight: 2,
    arbitrary: step(
      'tick',
      fc.constantFrom(3, 11).map((minutes) => ({ minutes })),
    ),
  },
  {
    weight: 2,
    arbitrary: step(
      'capacity',
      fc.constantFrom<{ pool: PoolCode; capacity: number }>(
        ...[0, 2, 4, 6].map((capacity) => ({ pool: 'general' as const, capacity })),
        ...[0, 1, 2].map((capacity) => ({ pool: 'permits' as const, capacity })),
        ...[0, 1].map((capacity) => ({ pool: 'mediation-zh' as const, capacity })),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: step(
      'close',
      fc
        .tuple(
          fc.constantFrom<PoolCode | null>(null, 'general', 'mediation-zh'),
          fc.constantFrom<string>(...MODEL_DAYS),
          fc.constantFrom(510, 525, 532, 540),
          fc.constantFrom(15, 20, 45),
        )
        .map(([pool, day, from, minutes]) => ({ pool, day, from, minutes })),
    ),
  },
  { weight: 1, arbitrary: step('open', fc.constant({})) },
);

let office: TestOffice;
let citizens: ApiClient[];
let operators: ApiClient[];

beforeAll(async () => {
  office = await anOffice({ nodes: 2 });
  citizens = [office.anonymous(0), office.anonymous(1)];
  operators = [await office.staff('operator1', 0), await office.staff('operator2', 1)];
  for (const [service, { buffer, cap }] of Object.entries(SERVICES)) {
    await office.sql(
      `update offering set buffer_minutes = $2, daily_booking_cap = $3
       where category_id = (select id from service_category where code = $1)`,
      [service, buffer, cap === Infinity ? null : cap],
    );
  }
  for (const [pool, share] of Object.entries(WALK_IN_SHARE)) {
    await office.sql('update pool set walk_in_share_percent = $2 where code = $1', [pool, share]);
  }
  await setBookingRules(office, { holdMinutes: HOLD_MINUTES, maxActivePerContact: 50, maxActivePerPerson: 50 });
});
afterAll(() => office.close());

/** What every run meets often; rarer answers have tests of their own. */
const NEEDED = ['hold ok', 'hold slot-taken', 'move ok', 'staff ok', 'confirm true', 'overbooked'];

it('does what a slow model says, whatever sequence of commands runs on two nodes', async () => {
  const outcomes: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 60, maxLength: 70, size: 'max' }), async (commands) => {
      await office.sql('truncate booking, booking_event, pool_cell, booking_day');
      await office.sql('delete from closure');
      await office.sql(`update pool set booking_capacity = case code when 'general' then 4 else 1 end`);
      office.setClock(TUESDAY_MORNING);
      const play = new BookingPlay(office, citizens, operators);
      for (const [index, next] of commands.entries()) {
        await play.run(next);
        if (index % 15 === 14) await play.compare();
      }
      await play.compare();
      for (const [outcome, count] of Object.entries(play.outcomes))
        outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
    }),
    { numRuns: 5, endOnFailure: true },
  );
  // What never happens proves nothing.
  expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(NEEDED));
}, 120_000);
