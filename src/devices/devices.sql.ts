import { statement } from '../database/statement.js';
import type { DeviceKind } from './devices.contract.js';

export type DeviceRow = {
  id: string;
  kind: DeviceKind;
  name: string;
  office: string;
  time_zone: string;
  paired_at: Date;
  last_seen_at: Date | null;
  condition: Record<string, unknown>;
};

export type PairingRow = { code: string; kind: DeviceKind; expires_at: Date; device_id: string | null };

const DEVICE = `
  d.id, d.kind, d.name, o.slug as office, o.time_zone, d.paired_at, d.last_seen_at, d.condition
  from device d join office o on o.id = d.office_id`;

/** No row when the code is on another screen at this moment; one that expired unconfirmed gives its code away. */
export const startPairing = statement<{ code: string }>(
  'devices.start-pairing.v1',
  `insert into device_pairing as p (code, secret_hash, kind, created_at, expires_at) values ($1, $2, $3, $4, $5)
   on conflict (code) do update
     set secret_hash = excluded.secret_hash, kind = excluded.kind, created_at = excluded.created_at,
         expires_at = excluded.expires_at
     where p.device_id is null and p.expires_at <= excluded.created_at
   returning code`,
);

export const sweepPairings = statement<never>(
  'devices.sweep-pairings.v1',
  'delete from device_pairing where expires_at < $1',
);

export const findPairing = statement<PairingRow>(
  'devices.find-pairing.v1',
  'select code, kind, expires_at, device_id from device_pairing where secret_hash = $1',
);

/** The one conditional update that decides who confirms a code: of two at once, the second one finds no row. */
export const confirmPairing = statement<{ kind: DeviceKind }>(
  'devices.confirm-pairing.v1',
  `update device_pairing set device_id = $2 where code = $1 and device_id is null and expires_at > $3 returning kind`,
);

export const findUnconfirmed = statement<{ expires_at: Date }>(
  'devices.find-unconfirmed.v1',
  'select expires_at from device_pairing where code = $1 and device_id is null',
);

/** Also of devices that are paired no more. $1 ids */
export const namesOfDevices = statement<{ id: string; name: string }>(
  'devices.names-of-devices.v1',
  `select id, coalesce(nullif(name, ''), kind) as name from device where id = any ($1::uuid[])`,
);

/** No row for an unknown office. */
export const insertDevice = statement<{ id: string }>(
  'devices.insert-device.v1',
  `insert into device (id, office_id, kind, name, paired_at)
   select $1, o.id, $2, $3, $4 from office o where o.slug = $5 returning id`,
);

/** Whoever deletes the row may tell the token: of two requests at once only one does. */
export const collectPairing = statement<{ device_id: string }>(
  'devices.collect-pairing.v1',
  'delete from device_pairing where secret_hash = $1 and device_id is not null returning device_id',
);

export const giveToken = statement<{ id: string }>(
  'devices.give-token.v1',
  'update device set token_hash = $2 where id = $1 and revoked_at is null returning id',
);

export const findDevice = statement<DeviceRow>(
  'devices.find-device.v1',
  `select ${DEVICE} where d.id = $1 and d.revoked_at is null`,
);

export const findByToken = statement<DeviceRow>(
  'devices.find-by-token.v1',
  `select ${DEVICE} where d.token_hash = $1 and d.revoked_at is null`,
);

export const listDevices = statement<DeviceRow>(
  'devices.list-devices.v1',
  `select ${DEVICE} where o.slug = $1 and d.revoked_at is null order by d.paired_at, d.id`,
);

export const officeExists = statement<{ id: number }>(
  'devices.office-exists.v1',
  'select id from office where slug = $1',
);

/** The first revocation's time stays. */
export const revokeDevice = statement<{ id: string }>(
  'devices.revoke-device.v1',
  `update device d set revoked_at = coalesce(d.revoked_at, $3) from office o
   where d.id = $1 and o.id = d.office_id and o.slug = $2 returning d.id`,
);

/** What the device did not mention keeps its last value. */
export const recordHeartbeat = statement<{ id: string }>(
  'devices.heartbeat.v1',
  `update device set last_seen_at = $2, condition = condition || $3::jsonb
   where id = $1 and revoked_at is null returning id`,
);

export const firstOffice = statement<{ slug: string }>(
  'devices.first-office.v1',
  'select slug from office order by id limit 1',
);

export const countOfKind = statement<{ count: number }>(
  'devices.count-of-kind.v1',
  `select count(*)::int as count from device d join office o on o.id = d.office_id where o.slug = $1 and d.kind = $2`,
);
