import { officeInstant } from '../clock/zones.js';
import type { DeviceRow } from './devices.sql.js';
import type { Device } from './devices.contract.js';

/** A device as coordinators see it. */
export function toDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    pairedAt: officeInstant(row.paired_at, row.time_zone),
    lastSeenAt: row.last_seen_at && officeInstant(row.last_seen_at, row.time_zone),
    condition: row.condition,
  };
}
