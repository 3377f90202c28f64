import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Closed days as they were reckoned, and the indexes by which a day's facts are found. Columns of type `json` are read and
 * written whole by the program; as text they are a third of what `jsonb` makes of lists of numbers, and faster to read.
 */
export class Statistics1730000000007 implements MigrationInterface {
  name = 'Statistics1730000000007';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FACTS);
    await queryRunner.query(KEPT);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table statistics_cell, statistics_measures, statistics_day, statistics_office;
      drop index queue_event_of_repetitions, queue_event_of_pauses, counter_session_by_time, service_session_of_ticket`);
  }
}

const FACTS = `
  create index service_session_of_ticket on service_session (office_id, ticket_id);
  create index counter_session_by_time on counter_session (office_id, opened_at);
  create index queue_event_of_pauses on queue_event (office_id, day)
    where type in ('counter.opened', 'counter.paused', 'counter.resumed');
  create index queue_event_of_repetitions on queue_event (office_id, ticket_id)
    where type in ('ticket.recalled', 'ticket.transferred');
`;

const KEPT = `
  create table statistics_office (
    office_id int primary key,
    kept_until date not null,
    checked_revision bigint not null
  );
  comment on column statistics_office.kept_until is 'every day up to this one that has anything is in statistics_day';
  comment on column statistics_office.checked_revision is 'changes of kept days are known up to this revision';

  create table statistics_day (
    office_id int not null,
    day date not null,
    definition smallint not null,
    reckoned_at timestamptz not null,
    stale boolean not null default false,
    extras json not null,
    primary key (office_id, day)
  );
  comment on column statistics_day.stale is 'changed since it was reckoned';
  comment on column statistics_day.extras is 'counter time by counter, bookings by share, capacity';
  create index statistics_day_stale on statistics_day (office_id, day) where stale;

  create table statistics_measures (
    office_id int not null,
    day date not null,
    share text not null,
    measures json not null,
    primary key (office_id, share, day)
  );
  comment on column statistics_measures.share is 'all, an ISTAT code, or unknown';

  create table statistics_cell (
    office_id int not null,
    day date not null,
    dimension text not null,
    share text not null,
    tallies json not null,
    primary key (office_id, dimension, day, share)
  );
  comment on column statistics_cell.tallies is 'by key: counts, and every measured time in seconds as differences in order';
`;
