import { statement } from '../database/statement.js';
import { BOOKING_COLUMNS, type BookingRow } from './booking-row.js';

/** Writes a new hold, or a booking that staff make without one. The place was taken before, in the same transaction. */
export const insertBooking = statement<BookingRow>(
  'bookings.insert.v1',
  `insert into booking as b (office_id, id, hold_id, offering_id, extra_offering_ids, pool_ids, municipality_code, mode,
     people, needs_language, day, starts_at, ends_at, occupied_until, status, expires_at, forced, by_staff, created_at,
     browser_hash, address_hash)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'held', $15, $16, $17, $18, $19, $20)
   returning ${BOOKING_COLUMNS}`,
);

/** A hold that is alive. Uses `booking_hold`. $1 office, $2 hold, $3 now */
export const liveHold = statement<BookingRow>(
  'bookings.live-hold.v1',
  `select ${BOOKING_COLUMNS} from booking b
   where b.office_id = $1 and b.hold_id = $2 and b.status = 'held' and b.expires_at > $3 for update`,
);

/** What became of a hold, whatever its status. Uses `booking_hold`. $1 office, $2 hold */
export const bookingByHold = statement<BookingRow>(
  'bookings.by-hold.v1',
  `select ${BOOKING_COLUMNS} from booking b where b.office_id = $1 and b.hold_id = $2`,
);

/** Keeps a hold once more. $1 office, $2 hold, $3 now, $4 until */
export const renewHold = statement<BookingRow>(
  'bookings.renew-hold.v1',
  `update booking b set expires_at = $4, renewals = renewals + 1
   where b.office_id = $1 and b.hold_id = $2 and b.status = 'held' and b.expires_at > $3 and b.renewals = 0
   returning ${BOOKING_COLUMNS}`,
);

/** Holds of a browser and of an address that are alive. $1 office, $2 browser, $3 address, $4 now */
export const holdsOf = statement<{ browser: number; address: number }>(
  'bookings.holds-of.v1',
  `select
     (select count(*)::int from booking
      where office_id = $1 and status = 'held' and browser_hash = $2 and expires_at > $4) as browser,
     (select count(*)::int from booking
      where office_id = $1 and status = 'held' and address_hash = $3 and expires_at > $4) as address`,
);

/** Makes a hold a booking: the statement itself checks that it is alive, so no confirmation comes too late. */
export const confirmHold = statement<BookingRow>(
  'bookings.confirm-hold.v1',
  `update booking b set status = $4, expires_at = $5, confirmed_at = $6, code = $7, language = $8, name = $9,
     surname = $10, email = $11, phone = $12, notes = $13, fields = $14::jsonb, privacy_version = $15,
     privacy_language = $16, privacy_at = $17, token_hash = $18, browser_hash = null, address_hash = null
   where b.office_id = $1 and b.id = $2 and b.status = 'held' and b.expires_at > $3
   returning ${BOOKING_COLUMNS}`,
);

/** Active bookings of an e-mail address, a phone, a person. $1 office, $2 e-mail, $3 phone, $4 surname, $5 name */
export const activeOf = statement<{ email: number; phone: number; person: number }>(
  'bookings.active-of.v1',
  `select
     (select count(*)::int from booking where office_id = $1 and status in ('awaiting-confirmation', 'confirmed')
      and email is not null and lower(email) = lower($2)) as email,
     (select count(*)::int from booking where office_id = $1 and status in ('awaiting-confirmation', 'confirmed')
      and phone = $3) as phone,
     (select count(*)::int from booking where office_id = $1 and status in ('awaiting-confirmation', 'confirmed')
      and lower(surname) = lower($4) and lower(name) = lower($5)) as person`,
);

/**
 * Commands that are counted under the same key (a contact, a browser) run one after the other, so that they cannot pass
 * a limit together. $1 keys, in one order everywhere
 */
export const takeTurns = statement<never>(
  'bookings.take-turns.v1',
  `select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as k (key)`,
);

/** One booking, locked for a command. */
export const lockBooking = statement<BookingRow>(
  'bookings.lock.v1',
  `select ${BOOKING_COLUMNS} from booking b where b.office_id = $1 and b.id = $2 for update`,
);
/** The same by its code. */
export const lockBookingByCode = statement<BookingRow>(
  'bookings.lock-by-code.v1',
  `select ${BOOKING_COLUMNS} from booking b where b.office_id = $1 and b.code = $2 for update`,
);

/** Writes what a command changed; the caller holds the row and gives every column that can change. */
export const writeBooking = statement<BookingRow>(
  'bookings.write.v1',
  `update booking b set day = $3, starts_at = $4, ends_at = $5, occupied_until = $6, pool_ids = $7, status = $8,
     expires_at = $9, forced = $10, late = $11, confirmed_at = $12, checked_in_at = $13, ended_at = $14, ticket_id = $15,
     ticket_number = $16, cancel_reason = $17, sequence = $18,
     browser_hash = case when $8 = 'held' then browser_hash end, address_hash = case when $8 = 'held' then address_hash end
   where b.office_id = $1 and b.id = $2 returning ${BOOKING_COLUMNS}`,
);

/**
 * Holds and unconfirmed bookings whose time is over, locked; those that another node or command works on are skipped.
 * Uses `booking_expiring`. $1 office, $2 now, $3 at most
 */
export const expiredBookings = statement<BookingRow>(
  'bookings.expired.v1',
  `select ${BOOKING_COLUMNS} from booking b where b.office_id = $1 and b.expires_at <= $2
   order by b.expires_at limit $3 for update skip locked`,
);

/** The same, but waits for those that another one is ending: whoever needs their places now must not pass them by. */
export const expiredBookingsAll = statement<BookingRow>(
  'bookings.expired-all.v1',
  `select ${BOOKING_COLUMNS} from booking b where b.office_id = $1 and b.expires_at <= $2
   order by b.expires_at, b.id limit $3 for update`,
);

/** Confirmed bookings at the desk that nobody checked in, and remote ones of days that are over. $2 before, $3 day, $4 at most */
export const missedBookings = statement<BookingRow>(
  'bookings.missed.v1',
  `select ${BOOKING_COLUMNS} from booking b
   where b.office_id = $1 and b.status = 'confirmed' and b.starts_at < $2 and (b.mode = 'desk' or b.day < $3)
   order by b.starts_at limit $4 for update skip locked`,
);

/**
 * Confirmed bookings of days up to one that are over, whatever their mode: what day close ends. One that staff forced
 * for later is still expected. $2 last day, $3 now, $4 at most
 */
export const confirmedUntil = statement<BookingRow>(
  'bookings.confirmed-until.v2',
  `select ${BOOKING_COLUMNS} from booking b
   where b.office_id = $1 and b.status = 'confirmed' and b.day <= $2 and b.ends_at <= $3
   order by b.starts_at limit $4 for update`,
);

/** One booking, not locked. $1 office, $2 booking */
export const bookingById = statement<BookingRow>(
  'bookings.by-id.v1',
  `select ${BOOKING_COLUMNS} from booking b where b.office_id = $1 and b.id = $2`,
);
/** By the hash of its link's token; the token names the office, so the look-up stays on its shard. */
export const bookingByToken = statement<BookingRow>(
  'bookings.by-token.v1',
  `select ${BOOKING_COLUMNS} from booking b where b.office_id = $1 and b.token_hash = $2`,
);

const SHOWN = "b.status not in ('held', 'lapsed')";

/** Bookings of a day in the order of their starts. Uses `booking_of_day`. */
export const bookingsOfDay = statement<BookingRow>(
  'bookings.of-day.v1',
  `select ${BOOKING_COLUMNS} from booking b
   where b.office_id = $1 and b.day = $2 and ${SHOWN} order by b.starts_at, b.id limit 500`,
);

/**
 * Bookings by what somebody says of them. Days before $2 have no names any more, so they are not looked at.
 * $1 office, $2–$3 first and last day, $4 code, $5 pattern for names and e-mail, $6 pattern for phones or null
 */
export const findBookings = statement<BookingRow>(
  'bookings.find.v2',
  `select ${BOOKING_COLUMNS} from booking b
   where b.office_id = $1 and b.day between $2 and $3 and ${SHOWN}
     and (b.code = $4 or concat_ws(' ', b.name, b.surname) ilike $5 or concat_ws(' ', b.surname, b.name) ilike $5
       or b.email ilike $5 or b.phone like $6)
   order by b.day desc, b.starts_at desc, b.id limit 200`,
);

/** Active bookings that draw on a pool in a stretch of time. $2 pool, $3 from, $4 until, $5–$6 first and last day */
export const bookingsOnPool = statement<BookingRow>(
  'bookings.on-pool.v1',
  `select ${BOOKING_COLUMNS} from booking b
   where b.office_id = $1 and b.day between $5 and $6 and $2 = any (b.pool_ids)
     and b.starts_at < $4 and b.occupied_until > $3
     and b.status in ('awaiting-confirmation', 'confirmed', 'checked-in') order by b.starts_at, b.id limit 200`,
);

/** History of one booking. */
export const eventsOfBooking = statement<{
  type: string;
  at: Date;
  actor: string | null;
  details: Record<string, unknown>;
}>(
  'bookings.events.v1',
  `select type, at, actor, details from booking_event where office_id = $1 and booking_id = $2 order by id`,
);
