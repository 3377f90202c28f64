import { fillHistory, fillRecent, openOffices } from './booking-fill.mjs';
import { benchBookingLoad } from './booking-load.mjs';
import { bookingWork } from './booking-work.mjs';
import { startOffice } from './office.mjs';
import { figures, timed } from './measure.mjs';

const TURNS = 12;
const ROUNDS_A_TURN = 20;
const WARM_UP = 30;
const MOST = 1.2;
const COUNTED = 50;
const TABLES = ['booking', 'booking_event', 'pool_cell', 'booking_day'];

/**
 * What bookings cost beside 10 thousand and beside 10 million others, on two servers with two databases that take turns: a
 * busy machine slows both. The last month and the next sixty days are alike in both.
 */
export async function benchAvailability() {
  const sizes = [];
  try {
    const small = await filled(sizes, openOffices, fillRecent);
    const large = await filled(sizes, openOffices, fillHistory, fillRecent);
    const works = [await bookingWork(small), await bookingWork(large)];
    const scansBefore = await sequentialScans(large);
    await countStatements(large, works[1]['availability, 60 days']);
    for (const name of Object.keys(works[0]))
      await compare(
        name,
        works.map((work) => work[name]),
      );
    await benchBookingLoad(small);
    reportScans(scansBefore, await sequentialScans(large));
  } finally {
    await Promise.all(sizes.map((office) => office.stop()));
  }
}

async function filled(sizes, ...steps) {
  const office = await startOffice({ counters: 1, counting: true });
  sizes.push(office);
  const seconds =
    (await timed(async () => {
      for (const step of steps) await step(office);
    })) / 1000;
  const { rows } = await office.sql.query(
    `select (select count(*) from booking) as bookings, pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  console.log(`${rows[0].bookings} bookings, ${rows[0].size}, filled in ${seconds.toFixed(0)} s`);
  return office;
}

/** Turns of both sizes, each first as often as second. */
async function compare(name, works) {
  const latencies = [[], []];
  for (let round = 0; round < WARM_UP; round++) for (const work of works) await work();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const size of turn % 2 === 0 ? [0, 1] : [1, 0]) {
      for (let round = 0; round < ROUNDS_A_TURN; round++) latencies[size].push(await works[size]());
    }
  }
  const [small, large] = latencies.map((all) => figures(all, Infinity, 0));
  const [p50, p99] = [large.p50 / small.p50, large.p99 / small.p99];
  const shown = [small, large].map((one) => `p50 ${cell(one.p50)} p99 ${cell(one.p99)} ms`).join('   ');
  console.log(
    `${name.padEnd(24)}${shown}   ratio ${p50.toFixed(2)} / ${p99.toFixed(2)}${p50 > MOST ? '  TOO SLOW' : ''}`,
  );
}

const cell = (value) => value.toFixed(2).padStart(7);

/** Statements that so many requests sent, less those of clocks in the background, which send fewer. */
async function countStatements(office, request) {
  const before = await office.sentStatements();
  for (let round = 0; round < COUNTED; round++) await request();
  const after = await office.sentStatements();
  const sent = Object.entries(after).map(([name, count]) => [name, (count - (before[name] ?? 0)) / COUNTED]);
  const ours = sent.filter(([, each]) => each >= 1).map(([name, each]) => `${each.toFixed(0)} × ${name}`);
  console.log(`statements of one availability: ${ours.join(', ')}`);
}

async function sequentialScans({ sql }) {
  const { rows } = await sql.query(
    'select relname, seq_scan::int from pg_stat_user_tables where relname = any ($1) order by relname',
    [TABLES],
  );
  return rows;
}

function reportScans(before, after) {
  const grown = after.map(({ relname, seq_scan }, index) => `${relname} ${seq_scan - before[index].seq_scan}`);
  console.log(`sequential scans of the large database meanwhile: ${grown.join(', ')}`);
}
