import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Paired kiosks and displays, and pairings that wait for a coordinator. Tokens and secrets are kept as hashes only. */
export class Devices1730000000004 implements MigrationInterface {
  name = 'Devices1730000000004';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table device (
        id uuid primary key,
        office_id int not null references office (id),
        kind text not null check (kind in ('kiosk', 'display')),
        name text not null,
        token_hash bytea,
        paired_at timestamptz not null,
        last_seen_at timestamptz,
        condition jsonb not null default '{}',
        revoked_at timestamptz,
        constraint device_token unique (token_hash)
      );
      create index device_of_office on device (office_id, paired_at) where revoked_at is null;

      -- The device is set once, by whoever confirms the code first; the row goes when its screen fetches the token.
      create table device_pairing (
        code text primary key,
        secret_hash bytea not null unique,
        kind text not null check (kind in ('kiosk', 'display')),
        created_at timestamptz not null,
        expires_at timestamptz not null,
        device_id uuid references device (id) deferrable initially deferred
      );
      create index device_pairing_age on device_pairing (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table device_pairing, device');
  }
}
