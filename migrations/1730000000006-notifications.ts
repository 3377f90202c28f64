import type { MigrationInterface, QueryRunner } from 'typeorm';

/** E-mails to send (never their text or address: both are read from the booking at sending), and wishes for a free slot. */
export class Notifications1730000000006 implements MigrationInterface {
  name = 'Notifications1730000000006';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OUTBOX);
    await queryRunner.query(SLOT_WATCH);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table slot_watch, outbox_message');
  }
}

const OUTBOX = `
  create table outbox_message (
    office_id int not null,
    id uuid not null,
    booking_id uuid not null,
    kind text not null check (kind in ('confirmation-request', 'confirmed', 'moved', 'cancelled', 'reminder')),
    sequence int not null,
    due_at timestamptz not null,
    state text not null default 'waiting'
      check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped', 'uncertain')),
    attempts int not null default 0,
    next_try_at timestamptz,
    claimed_at timestamptz,
    created_at timestamptz not null,
    ended_at timestamptz,
    last_error text,
    primary key (office_id, id),
    constraint outbox_message_once unique (office_id, booking_id, kind, sequence),
    check ((state = 'sending') = (claimed_at is not null)),
    check ((state in ('sent', 'failed', 'dropped', 'uncertain')) = (ended_at is not null))
  ) with (fillfactor = 80);
  comment on table outbox_message is 'one e-mail about a booking; neither text nor address is kept here';
  comment on column outbox_message.due_at is 'office clock';
  comment on column outbox_message.next_try_at is 'machine clock, as claimed_at, created_at and ended_at';
  comment on column outbox_message.sequence is 'of the booking when it was written: after a move there is another message';
  create index outbox_message_waiting on outbox_message (due_at) where state = 'waiting';
  create index outbox_message_sending on outbox_message (claimed_at) where state = 'sending';
`;

const SLOT_WATCH = `
  create table slot_watch (
    office_id int not null references office (id),
    id uuid not null,
    service text not null,
    municipality_code text not null references municipality (code),
    needs_language text,
    mode text check (mode in ('desk', 'phone', 'video')),
    email text not null,
    language text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    looked_at timestamptz,
    claimed_at timestamptz,
    primary key (office_id, id)
  );
  comment on table slot_watch is 'who wants to be told that a slot is free; deleted once told, or when it expires';
  create index slot_watch_email on slot_watch (office_id, lower(email));
  create index slot_watch_expiry on slot_watch (expires_at);
`;
