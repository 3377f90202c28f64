import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.service.js';
import { ActorNames } from '../access/actor-names.js';
import { hashToken, type Credentials } from '../access/credentials.js';
import type { DevicePrincipal } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { DomainError } from '../http/domain-error.js';
import { toDevice } from './device-view.js';
import * as sql from './devices.sql.js';
import type { Device, DeviceHeartbeat } from './devices.contract.js';

/** Paired kiosks and displays: who they are, how they are, and their end. */
@Injectable()
export class Devices implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly actorNames: ActorNames,
  ) {}

  onModuleInit(): void {
    this.access.register({ name: 'devices', resolve: (credentials) => this.resolve(credentials) });
    this.actorNames.register('device', (db, ids) => db.run(sql.namesOfDevices, [ids]));
  }

  /** @throws DomainError `not-found` for an unknown office */
  async list(office: string): Promise<Device[]> {
    if ((await this.database.run(sql.officeExists, [office])).length === 0) throw unknown('office');
    return (await this.database.run(sql.listDevices, [office])).map(toDevice);
  }

  /** Ends a device's token at once, on all nodes and open sockets; again is the same. */
  async revoke(office: string, id: string): Promise<void> {
    if (!z.uuid().safeParse(id).success) throw unknown('device');
    const revoked = await this.database.run(sql.revokeDevice, [id, office, this.clock.real().toJSDate()]);
    if (revoked.length === 0) throw unknown('device');
    await this.access.forget(`device:${id}`);
  }

  /** Keeps what a device says of itself, and when it last said something. */
  async recordHeartbeat(device: DevicePrincipal, condition: DeviceHeartbeat): Promise<void> {
    const now = this.clock.real().toJSDate();
    await this.database.run(sql.recordHeartbeat, [device.deviceId, now, JSON.stringify(condition)]);
  }

  private async resolve({ bearer }: Credentials): Promise<DevicePrincipal | null> {
    if (bearer === null) return null;
    const [row] = await this.database.run(sql.findByToken, [hashToken(bearer)]);
    if (row === undefined) return null;
    return { kind: 'device', deviceId: row.id, deviceKind: row.kind, office: row.office, name: row.name };
  }
}

function unknown(what: 'office' | 'device'): DomainError {
  return new DomainError('not-found', `There is no such ${what}.`);
}
