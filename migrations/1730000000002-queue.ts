import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The queue: tickets, counter sessions, service sessions and the log of queue events. `office_id` leads every key, and
 * nothing has a foreign key to `office_head`: such a key would take a lock on the row that orders an office's commands.
 */
export class Queue1730000000002 implements MigrationInterface {
  name = 'Queue1730000000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OFFICE);
    await queryRunner.query(TICKET);
    await queryRunner.query(SESSIONS);
    await queryRunner.query(LOG);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table day_close, desk_alert, queue_event, service_session, counter_session, ticket, offering_day, series, office_head',
    );
  }
}

const OFFICE = `
  create table office_head (
    office_id int primary key,
    revision bigint not null default 0,
    last_event_at timestamptz not null default 'epoch'
  ) with (fillfactor = 50);

  create table series (
    office_id int not null,
    day date not null,
    prefix text not null,
    last int not null check (last > 0),
    primary key (office_id, day, prefix)
  ) with (fillfactor = 50);

  create table offering_day (
    office_id int not null,
    day date not null,
    offering_id int not null,
    issued int not null check (issued > 0),
    cap int,
    primary key (office_id, day, offering_id),
    constraint offering_day_within_cap check (cap is null or issued <= cap)
  ) with (fillfactor = 50);
`;

const TICKET = `
  create table ticket (
    office_id int not null references office (id),
    id uuid not null,
    day date not null,
    prefix text not null,
    ordinal int not null,
    number text not null,
    offering_id int not null references offering (id),
    municipality_code text references municipality (code),
    language text not null,
    needs_language text,
    priority text,
    people smallint not null default 1 check (people between 1 and 20),
    extra_offering_ids int[] not null default '{}',
    source text not null check (source in ('kiosk', 'desk', 'phone', 'booking')),
    status text not null check (status in
      ('waiting', 'called', 'serving', 'parked', 'completed', 'no-show', 'cancelled', 'expired')),
    end_reason text check (end_reason in ('served', 'left', 'cancelled-by-staff', 'no-show', 'day-close')),
    rank_at timestamptz not null,
    rank_reason text not null check (rank_reason in
      ('arrival', 'booking', 'priority', 'language', 'returned', 'transferred')),
    seq bigint not null,
    not_before timestamptz,
    counter_id int references counter (id),
    wanted_counter_id int references counter (id),
    call_revision bigint,
    recalls smallint not null default 0,
    returns smallint not null default 0,
    issued_at timestamptz not null,
    called_at timestamptz,
    last_called_at timestamptz,
    served_at timestamptz,
    ended_at timestamptz,
    outcome text,
    token_version smallint not null default 1,
    token_hash bytea not null,
    primary key (office_id, id),
    constraint ticket_number_once unique (office_id, day, prefix, ordinal),
    constraint ticket_end_has_reason check (
      (status in ('completed', 'no-show', 'cancelled', 'expired')) = (end_reason is not null)
      and (end_reason is null) = (ended_at is null)),
    constraint ticket_open_has_counter check (status not in ('called', 'serving') or counter_id is not null)
  ) with (fillfactor = 80);

  create unique index ticket_one_open_per_counter on ticket (office_id, counter_id)
    where status in ('called', 'serving');
  create index ticket_waiting on ticket (office_id, rank_at, seq) where status = 'waiting';
  create index ticket_not_ended on ticket (office_id, day) where status in ('waiting', 'called', 'serving', 'parked');
  create unique index ticket_token on ticket (office_id, token_hash);
  create index ticket_no_show on ticket (office_id, ended_at) where status = 'no-show';
`;

const SESSIONS = `
  create table counter_session (
    office_id int not null references office (id),
    id uuid not null,
    counter_id int not null references counter (id),
    user_id uuid not null,
    user_name text not null,
    offering_ids int[] not null,
    all_services boolean not null,
    languages text[] not null,
    paused boolean not null default false,
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (office_id, id)
  );
  create unique index counter_session_one_per_counter on counter_session (office_id, counter_id)
    where closed_at is null;
  create unique index counter_session_one_per_person on counter_session (office_id, user_id)
    where closed_at is null;

  create table service_session (
    office_id int not null references office (id),
    id uuid not null,
    ticket_id uuid not null,
    counter_id int not null references counter (id),
    user_id uuid,
    offering_id int not null references offering (id),
    called_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    ended_how text check (ended_how in
      ('completed', 'no-show', 'parked', 'put-back', 'transferred', 'cancelled', 'day-close')),
    outcome text,
    primary key (office_id, id),
    foreign key (office_id, ticket_id) references ticket (office_id, id),
    check ((ended_at is null) = (ended_how is null))
  );
  create unique index service_session_one_open_per_ticket on service_session (office_id, ticket_id)
    where ended_at is null;
  create unique index service_session_one_open_per_counter on service_session (office_id, counter_id)
    where ended_at is null;
  create index service_session_pace on service_session (office_id, ended_at desc)
    where ended_how = 'completed';
`;

const LOG = `
  create table queue_event (
    office_id int not null,
    revision bigint not null,
    type text not null,
    at timestamptz not null,
    day date not null,
    ticket_id uuid,
    counter_id int,
    actor text,
    details jsonb not null default '{}',
    primary key (office_id, revision)
  );
  create index queue_event_of_ticket on queue_event (office_id, ticket_id, revision) where ticket_id is not null;

  create table desk_alert (
    office_id int not null references office (id),
    id uuid not null,
    kind text not null check (kind in ('operator-wanted', 'paper-out', 'language-unattended')),
    device text,
    language text,
    raised_at timestamptz not null,
    cleared_at timestamptz,
    primary key (office_id, id)
  );
  create index desk_alert_open on desk_alert (office_id) where cleared_at is null;

  create table day_close (
    office_id int not null references office (id),
    day date not null,
    closed_at timestamptz not null,
    primary key (office_id, day)
  );
`;
