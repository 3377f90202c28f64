import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Bookings: what a directory says about them, capacity in cells of five minutes, bookings with their events, and quotas
 * per day. Capacity follows from rules, so every change of a rule raises the version of the pools that it touches.
 */
export class Bookings1730000000005 implements MigrationInterface {
  name = 'Bookings1730000000005';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DIRECTORY);
    await queryRunner.query(RULES_VERSION);
    await queryRunner.query(CAPACITY);
    await queryRunner.query(BOOKING);
    await queryRunner.query(TICKET);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table ticket drop column booking_id, drop column slot_start, drop column mode;
      drop table booking_event, booking, booking_day, pool_cell;
      ${RULE_TABLES.map((table) => `drop trigger ${table}_raises_rules on ${table};`).join('\n')}
      drop trigger pool_raises_rules on pool;
      drop trigger office_raises_rules on office;
      drop function raise_rules_of_office, raise_rules_of_pool, raise_rules_of_changed_office;
      alter table pool drop column walk_in_share_percent, drop column cells_version;
      alter table offering drop column buffer_minutes, drop column daily_booking_cap, drop column max_people,
        drop column minutes_per_further_person, drop column fields;
      alter table municipality drop column privacy_version`);
  }
}

const DIRECTORY = `
  alter table municipality add column privacy_version text not null default '1';
  alter table pool
    add column walk_in_share_percent smallint not null default 0 check (walk_in_share_percent between 0 and 100),
    add column cells_version bigint not null default 0;
  comment on column pool.cells_version is 'rules_version that the capacity of its cells was computed with';
  alter table offering
    add column buffer_minutes int not null default 0 check (buffer_minutes >= 0),
    add column daily_booking_cap int check (daily_booking_cap > 0),
    add column max_people smallint not null default 1 check (max_people between 1 and 20),
    add column minutes_per_further_person int not null default 0 check (minutes_per_further_person >= 0),
    add column fields jsonb not null default '[]';
`;

const RULE_TABLES = ['opening_rule', 'exceptional_opening', 'closure', 'offering'] as const;

// A trigger and not the code, as for the directory's version: a closure typed into a console counts as well. The pools
// are locked in one order. A booking holds its pools \`for share\`, so such a change waits for bookings that run, and
// bookings after it find another version.
const RULES_VERSION = `
  create function raise_rules_of_office() returns trigger language plpgsql as $$
  declare
    office int := case when tg_op = 'DELETE' then old.office_id else new.office_id end;
  begin
    perform from pool where office_id = office order by id for no key update;
    update pool set rules_version = rules_version + 1 where office_id = office;
    return null;
  end $$;

  create function raise_rules_of_pool() returns trigger language plpgsql as $$
  begin
    new.rules_version := old.rules_version + 1;
    return new;
  end $$;

  ${RULE_TABLES.map(
    (table) => `
  create trigger ${table}_raises_rules after insert or update or delete on ${table}
    for each row execute function raise_rules_of_office();`,
  ).join('')}

  create trigger pool_raises_rules before update on pool for each row
    when ((old.booking_capacity, old.slot_minutes, old.walk_in_share_percent, old.language)
      is distinct from (new.booking_capacity, new.slot_minutes, new.walk_in_share_percent, new.language))
    execute function raise_rules_of_pool();

  create function raise_rules_of_changed_office() returns trigger language plpgsql as $$
  begin
    perform from pool where office_id = new.id order by id for no key update;
    update pool set rules_version = rules_version + 1 where office_id = new.id;
    return null;
  end $$;
  create trigger office_raises_rules after update on office for each row
    when ((old.time_zone, old.holiday_calendar, old.patron_day_of)
      is distinct from (new.time_zone, new.holiday_calendar, new.patron_day_of))
    execute function raise_rules_of_changed_office();
`;

const CAPACITY = `
  create table pool_cell (
    pool_id int not null,
    cell_at timestamptz not null,
    taken int not null,
    capacity int not null,
    forced int not null,
    primary key (pool_id, cell_at),
    constraint pool_cell_within_capacity check (taken >= 0 and forced = greatest(0, taken - capacity))
  ) with (fillfactor = 70);
  comment on table pool_cell is 'five minutes of a pool on the UTC grid; no row = nothing taken';
  create index pool_cell_overbooked on pool_cell (pool_id, cell_at) where forced > 0;

  create table booking_day (
    office_id int not null,
    day date not null,
    offering_id int not null,
    booked int not null check (booked >= 0),
    cap int,
    primary key (office_id, day, offering_id),
    constraint booking_day_within_cap check (cap is null or booked <= cap)
  ) with (fillfactor = 50);
`;

const BOOKING = `
  create table booking (
    office_id int not null references office (id),
    id uuid not null,
    hold_id uuid not null,
    code text,
    offering_id int not null references offering (id),
    extra_offering_ids int[] not null default '{}',
    pool_ids int[] not null,
    municipality_code text not null references municipality (code),
    mode text not null check (mode in ('desk', 'phone', 'video')),
    people smallint not null default 1 check (people between 1 and 20),
    needs_language text,
    language text,
    day date not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    occupied_until timestamptz not null,
    status text not null check (status in ('held', 'awaiting-confirmation', 'confirmed', 'checked-in', 'completed',
      'lapsed', 'cancelled', 'no-show')),
    expires_at timestamptz,
    renewals smallint not null default 0,
    forced boolean not null default false,
    late boolean not null default false,
    by_staff boolean not null default false,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    checked_in_at timestamptz,
    ended_at timestamptz,
    ticket_id uuid,
    ticket_number text,
    name text,
    surname text,
    email text,
    phone text,
    notes text,
    fields jsonb not null default '{}',
    cancel_reason text,
    privacy_version text,
    privacy_language text,
    privacy_at timestamptz,
    contact_erased_at timestamptz,
    sequence int not null default 0,
    token_version smallint not null default 1,
    token_hash bytea,
    browser_hash bytea,
    address_hash bytea,
    primary key (office_id, id),
    check (starts_at < ends_at and ends_at <= occupied_until),
    check ((status in ('held', 'awaiting-confirmation')) = (expires_at is not null)),
    check ((status in ('lapsed', 'cancelled', 'no-show', 'completed')) = (ended_at is not null))
  ) with (fillfactor = 80);
  comment on column booking.occupied_until is 'end of the cells that it takes: ends_at and the buffer, within the opening';
  comment on column booking.sequence is 'of the calendar file: rises with every move and with the cancellation';

  create unique index booking_hold on booking (office_id, hold_id);
  create unique index booking_code on booking (office_id, code);
  create unique index booking_token on booking (office_id, token_hash);
  create index booking_of_day on booking (office_id, day, starts_at)
    where status not in ('held', 'lapsed');
  create index booking_expiring on booking (office_id, expires_at) where expires_at is not null;
  create index booking_to_come on booking (office_id, starts_at) where status = 'confirmed';
  create index booking_email on booking (office_id, lower(email))
    where status in ('awaiting-confirmation', 'confirmed') and email is not null;
  create index booking_phone on booking (office_id, phone)
    where status in ('awaiting-confirmation', 'confirmed') and phone is not null;
  create index booking_person on booking (office_id, lower(surname), lower(name))
    where status in ('awaiting-confirmation', 'confirmed');
  -- Both hashes go when it is no hold any more. Not "where status = 'held'": there are so few of them that PostgreSQL would
  -- look a hold's own id up here, among all the others of a rush.
  create index booking_browser on booking (office_id, browser_hash) where browser_hash is not null;
  create index booking_address on booking (office_id, address_hash) where address_hash is not null;
  create index booking_to_erase on booking (office_id, ends_at) where contact_erased_at is null;

  create table booking_event (
    office_id int not null,
    booking_id uuid not null,
    id uuid not null,
    type text not null,
    at timestamptz not null,
    actor text,
    details jsonb not null default '{}',
    primary key (office_id, booking_id, id)
  );
  comment on table booking_event is 'append-only; nothing about the person';
`;

const TICKET = `
  alter table ticket
    add column booking_id uuid,
    add column slot_start timestamptz,
    add column mode text not null default 'desk' check (mode in ('desk', 'phone', 'video')),
    add constraint ticket_of_booking check ((source = 'booking') = (booking_id is not null)
      and (booking_id is null) = (slot_start is null));
  create unique index ticket_once_per_booking on ticket (office_id, booking_id) where booking_id is not null;
`;
