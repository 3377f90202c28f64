import { randomUUID } from 'node:crypto';
import { takenBetween } from '../dist/src/bookings/capacity.sql.js';
import { DAYS_AHEAD, day, mainDesk, SERVICE, TODAY } from './booking-fill.mjs';
import { caller, pairKiosk, signIn } from './office.mjs';
import { timed } from './measure.mjs';

const OFFICE = '/offices/inside-osmannoro';
const WISH = { service: SERVICE, municipality: '048043' };
const LAST_DAY = day(TODAY, DAYS_AHEAD);
const LISTED_DAY = day(TODAY, 7);

/** What is measured of bookings: each answers how many milliseconds it took. */
export async function bookingWork(office) {
  const call = caller(office.url, 1);
  const cookie = await signIn(call, 'operator1');
  const slots = `${OFFICE}/availability?service=${SERVICE}&municipality=${WISH.municipality}&from=${TODAY}&to=${LAST_DAY}`;
  const citizen = bookAs(call, slots);
  const get = (path, headers) => () => timed(() => answered(200, call('GET', path, { headers })));
  return {
    'availability, 60 days': get(slots),
    'its statement alone': await statementAlone(office),
    'hold and confirm': citizen.book,
    move: citizen.move,
    cancel: citizen.cancel,
    'check-in': await checkIn(office, call),
    'list of a day': get(`${OFFICE}/bookings?date=${LISTED_DAY}`, { cookie }),
    'find a name on a day': get(`${OFFICE}/bookings?date=${LISTED_DAY}&query=Cognome12`, { cookie }),
    'find a name': get(`${OFFICE}/bookings?query=Cognome1234`, { cookie }),
  };
}

/** A citizen's way through a booking; slots are looked up again when the known ones are used up. */
function bookAs(call, availability) {
  const [free, booked, moved] = [[], [], []];
  const send = (method, path, body) => call(method, path, { body, headers: { 'idempotency-key': randomUUID() } });
  const slot = async () => {
    if (free.length === 0) {
      const { days } = await expect(200, call('GET', availability));
      free.push(...shuffled(days.flatMap(({ slots }) => slots).filter(({ left }) => left > 1)));
    }
    return free.pop().start;
  };
  return {
    book: async () => {
      const start = await slot();
      return timed(async () => {
        const held = await expect(201, send('POST', `${OFFICE}/holds`, { ...WISH, start }));
        const body = { holdId: held.id, contact: somebody(), privacyAccepted: true };
        booked.push((await expect(201, send('POST', `${OFFICE}/bookings`, body))).token);
      });
    },
    move: async () => {
      const [start, token] = [await slot(), booked.pop()];
      moved.push(token);
      return timed(() => expect(200, send('POST', `/bookings/${token}/reschedule`, { start })));
    },
    cancel: async () => {
      const token = moved.pop();
      return timed(() => expect(200, send('POST', `/bookings/${token}/cancel`, {})));
    },
  };
}

async function statementAlone({ sql }) {
  const { office, pool, offering } = await mainDesk(sql);
  const span = [new Date(`${TODAY}T00:00:00+01:00`), new Date(`${day(LAST_DAY, 1)}T00:00:00+01:00`)];
  const values = [office, [pool], ...span, new Date(`${TODAY}T09:40:00+01:00`), [offering], TODAY, LAST_DAY];
  return () => timed(() => sql.query({ name: takenBetween.name, text: takenBetween.text, values }));
}

// Bookings of today are made for it as they are needed, so that each is within its time.
async function checkIn({ sql }, call) {
  const token = await pairKiosk(call);
  const codes = [];
  return async () => {
    if (codes.length === 0) codes.push(...(await expectedNow(sql, call)));
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    return timed(() => expect(201, call('POST', `${OFFICE}/check-ins`, { body: { code: codes.pop() }, headers })));
  };
}

async function expectedNow(sql, call) {
  const { time } = await expect(200, call('GET', '/status'));
  const { rows } = await sql.query(
    `insert into booking (office_id, id, hold_id, code, offering_id, pool_ids, municipality_code, mode, language, day, starts_at,
       ends_at, occupied_until, status, created_at, confirmed_at, token_hash)
     select office_id, uuidv7(), gen_random_uuid(), upper(substr(md5(random()::text), 1, 10)), offering_id, pool_ids, '048043',
       'desk', 'it', $1::date, at, at + interval '15 minutes', at + interval '15 minutes', 'confirmed', at, at,
       decode(md5(random()::text) || md5(random()::text), 'hex')
     from (select *, $2::timestamptz + interval '10 minutes' as at from booking
       where status = 'confirmed' and day > $1::date order by office_id, starts_at limit 25) model
     returning code`,
    [TODAY, time],
  );
  return rows.map(({ code }) => code);
}

/** Contact of somebody who has no other booking. */
export function somebody() {
  const name = randomUUID().slice(0, 8);
  return { name, surname: `Prova ${name}`, email: `${name}@example.org`, language: 'it' };
}

/** The answer's text; any other status is an error. */
export async function answered(status, answer) {
  const { status: given, text } = await answer;
  if (given !== status) throw new Error(`${given} ${text}`);
  return text;
}

/** The same, read as JSON. */
export async function expect(status, answer) {
  return JSON.parse(await answered(status, answer));
}

/** In an order by chance. */
export function shuffled(list) {
  return list
    .map((one) => [Math.random(), one])
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}
