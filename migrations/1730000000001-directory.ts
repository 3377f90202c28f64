import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The directory: municipalities, offices, services, pools, counters and hours. Small, read by every node into memory. */
export class Directory1730000000001 implements MigrationInterface {
  name = 'Directory1730000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PLACES);
    await queryRunner.query(SERVICES);
    await queryRunner.query(HOURS);
    await queryRunner.query(VERSION);
    for (const table of TABLES) await queryRunner.query(raiseWith(table));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop table ${[...TABLES].reverse().join(', ')}, directory_version`);
    await queryRunner.query('drop function raise_directory_version()');
  }
}

const TABLES = [
  'municipality',
  'office',
  'service_category',
  'pool',
  'offering',
  'offering_municipality',
  'counter',
  'opening_rule',
  'exceptional_opening',
  'closure',
  'notice',
];

const PLACES = `
  create table municipality (
    code text primary key check (code ~ '^[0-9]{6}$'),
    name text not null,
    local_names jsonb not null default '{}',
    role text not null check (role in ('lead', 'promoter', 'collaborating')),
    patron_day text check (patron_day ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
    public_url text,
    footer jsonb not null default '{}',
    position int not null default 0
  );

  create table office (
    id int generated always as identity primary key,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name jsonb not null,
    description jsonb not null,
    address jsonb not null,
    contacts jsonb not null default '{}',
    seat text not null references municipality (code),
    time_zone text not null,
    languages text[] not null check (cardinality(languages) > 0),
    holiday_calendar text check (holiday_calendar in ('IT')),
    patron_day_of text references municipality (code),
    ask_priority boolean not null default true,
    priorities jsonb not null default '[]',
    outcomes jsonb not null default '[]',
    booking jsonb not null default '{}',
    settings jsonb not null default '{}',
    position int not null default 0
  );
`;

// The foreign keys with office_id keep a pool of one office out of another one's offerings and hours.
const SERVICES = `
  create table service_category (
    id int generated always as identity primary key,
    code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name jsonb not null,
    description jsonb not null,
    icon text not null,
    required_documents jsonb not null default '[]',
    cost_euro numeric check (cost_euro >= 0),
    audience text[] not null default '{}' check (audience <@ array['citizens', 'businesses']),
    reviewed jsonb not null default '{}',
    position int not null default 0
  );

  create table pool (
    id int generated always as identity primary key,
    office_id int not null references office (id),
    code text not null,
    language text,
    booking_capacity int not null check (booking_capacity >= 0),
    slot_minutes int not null check (slot_minutes > 0 and slot_minutes % 5 = 0),
    rules_version bigint not null default 1,
    unique (office_id, code),
    unique (office_id, id)
  );

  create table offering (
    id int generated always as identity primary key,
    office_id int not null references office (id),
    category_id int not null references service_category (id),
    pool_id int not null,
    prefix text not null check (prefix ~ '^[A-Z]{1,2}$'),
    duration_minutes int not null check (duration_minutes > 0),
    walk_in boolean not null,
    bookable boolean not null,
    modes text[] not null check (cardinality(modes) > 0 and modes <@ array['desk', 'phone', 'video']),
    daily_ticket_cap int check (daily_ticket_cap > 0),
    last_ticket_minutes_before int check (last_ticket_minutes_before >= 0),
    wait_target_minutes int check (wait_target_minutes > 0),
    hide_name_on_paper boolean not null default false,
    position int not null default 0,
    unique (office_id, category_id),
    unique (office_id, id),
    foreign key (office_id, pool_id) references pool (office_id, id)
  );

  create table offering_municipality (
    offering_id int not null references offering (id) on delete cascade,
    municipality_code text not null references municipality (code),
    primary key (offering_id, municipality_code)
  );

  create table counter (
    id int generated always as identity primary key,
    office_id int not null references office (id),
    code text not null check (code ~ '^[A-Za-z0-9-]+$'),
    name jsonb not null,
    position int not null default 0,
    unique (office_id, code)
  );
`;

const HOURS = `
  create table opening_rule (
    id int generated always as identity primary key,
    office_id int not null references office (id),
    pool_id int,
    offering_id int,
    weekday smallint not null check (weekday between 1 and 7),
    opens time not null,
    closes time not null,
    bookings boolean not null,
    walk_ins boolean not null,
    valid_from date,
    valid_until date,
    foreign key (office_id, pool_id) references pool (office_id, id),
    foreign key (office_id, offering_id) references offering (office_id, id),
    check (opens < closes),
    check (valid_from <= valid_until),
    check (pool_id is null or offering_id is null)
  );
  create index opening_rule_of_office on opening_rule (office_id);

  create table exceptional_opening (
    id int generated always as identity primary key,
    office_id int not null references office (id),
    pool_id int,
    offering_id int,
    day date not null,
    opens time not null,
    closes time not null,
    bookings boolean not null,
    walk_ins boolean not null,
    foreign key (office_id, pool_id) references pool (office_id, id),
    foreign key (office_id, offering_id) references offering (office_id, id),
    check (opens < closes),
    check (pool_id is null or offering_id is null)
  );
  create index exceptional_opening_of_office on exceptional_opening (office_id);

  create table closure (
    id int generated always as identity primary key,
    office_id int not null references office (id),
    pool_id int,
    first_day date not null,
    last_day date not null,
    opens time,
    closes time,
    reason jsonb not null,
    foreign key (office_id, pool_id) references pool (office_id, id),
    check (first_day <= last_day),
    check ((opens is null) = (closes is null)),
    check (opens < closes)
  );
  comment on column closure.opens is 'start of the closed part of each day; null = the whole day';
  create index closure_of_office on closure (office_id);

  create table notice (
    id int generated always as identity primary key,
    office_id int not null references office (id),
    text jsonb not null,
    shown_from timestamptz,
    shown_until timestamptz,
    position int not null default 0,
    check (shown_from < shown_until)
  );
  create index notice_of_office on notice (office_id);
`;

// A trigger and not the code raises the version: no change, not even one typed into a console, can pass a node by.
const VERSION = `
  create table directory_version (
    only_row boolean primary key default true check (only_row),
    version bigint not null
  );
  insert into directory_version (version) values (0);

  create function raise_directory_version() returns trigger language plpgsql as $$
  begin
    update directory_version set version = version + 1;
    return null;
  end $$;
`;

function raiseWith(table: string): string {
  return `
    create trigger ${table}_raises_version after insert or update or delete or truncate on ${table}
      for each statement execute function raise_directory_version()`;
}
