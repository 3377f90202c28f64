import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in, their roles per office, and their sessions (only the hash of a session's token is kept). */
export class Staff1730000000003 implements MigrationInterface {
  name = 'Staff1730000000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table staff_user (
        id uuid primary key,
        username text not null check (username = lower(username) and username <> ''),
        name text not null,
        password_hash text not null,
        languages text[] not null default '{}',
        created_at timestamptz not null,
        disabled_at timestamptz,
        constraint staff_user_username unique (username)
      );

      -- A role without an office holds at every office; the municipality is for roles limited to one of several.
      create table staff_role (
        user_id uuid not null references staff_user (id) on delete cascade,
        role text not null check (role in ('operator', 'coordinator', 'administrator')),
        office_id int references office (id),
        municipality_code text references municipality (code),
        constraint staff_role_once unique nulls not distinct (user_id, role, office_id, municipality_code)
      );

      create table staff_session (
        token_hash bytea primary key,
        id uuid not null unique,
        user_id uuid not null references staff_user (id) on delete cascade,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index staff_session_of_user on staff_session (user_id);
      create index staff_session_age on staff_session (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table staff_session, staff_role, staff_user');
  }
}
