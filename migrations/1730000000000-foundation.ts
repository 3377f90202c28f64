import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every room leans on: the office clock's origin, repeatable requests, and the secret's fingerprint. */
export class Foundation1730000000000 implements MigrationInterface {
  name = 'Foundation1730000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table clock_origin (
        only_row boolean primary key default true check (only_row),
        real timestamptz not null,
        simulated timestamptz not null,
        speed double precision not null check (speed > 0)
      );

      create table secret_fingerprint (
        only_row boolean primary key default true check (only_row),
        fingerprint text not null
      );

      create table idempotency_key (
        caller text not null,
        route text not null,
        key text not null,
        body_hash bytea not null,
        result_id text,
        status smallint,
        created_at timestamptz not null,
        primary key (caller, route, key)
      );
      create index idempotency_key_age on idempotency_key (created_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table idempotency_key, secret_fingerprint, clock_origin');
  }
}
