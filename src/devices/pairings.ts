import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { hashToken } from '../access/credentials.js';
import { Clock } from '../clock/clock.js';
import { officeInstant } from '../clock/zones.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Database, type Tx } from '../database/database.js';
import { Idempotency, type RequestKey } from '../database/idempotency.js';
import { DomainError } from '../http/domain-error.js';
import { toDevice } from './device-view.js';
import * as sql from './devices.sql.js';
import { newPairingCode, readPairingCode } from './pairing-code.js';
import { isFromThisMachine, type Arrival } from './same-machine.js';
import type { Device, DeviceConfirmation, DeviceKind, PairingStarted, PairingState } from './devices.contract.js';

const CODE_MINUTES = 10;
/** A confirmed pairing waits this long for its screen to fetch the token: longer than a night without power. */
const COLLECT_DAYS = 3;
const ATTEMPTS = 5;

const newSecret = () => randomBytes(32).toString('base64url');

/** How a new screen becomes a device: it shows a code, a coordinator confirms it, the screen fetches its token once. */
@Injectable()
export class Pairings {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'demo'>,
  ) {}

  /** Starts a pairing. In a demo a screen on this machine is confirmed at once, at the first office. */
  async start(kind: DeviceKind, arrival: Arrival): Promise<PairingStarted> {
    const now = this.clock.real();
    await this.database.run(sql.sweepPairings, [now.minus({ days: COLLECT_DAYS }).toJSDate()]);
    const secret = newSecret();
    const expiresAt = now.plus({ minutes: CODE_MINUTES });
    const code = await this.freeCode(hashToken(secret), kind, now.toJSDate(), expiresAt.toJSDate());
    if (this.settings.demo && isFromThisMachine(arrival)) await this.confirmByItself(code, kind);
    // No office yet, so no office's offset.
    return { code, secret, expiresAt: officeInstant(expiresAt, 'UTC') };
  }

  /**
   * `pending`, or once `paired` with the token, which exists nowhere else.
   *
   * @throws DomainError `not-found` for an unknown secret and after the token was told; `pairing-expired`
   */
  async state(secret: string): Promise<PairingState> {
    const secretHash = hashToken(secret);
    const [pairing] = await this.database.run(sql.findPairing, [secretHash]);
    if (pairing === undefined) throw noPairing();
    if (pairing.device_id !== null) return this.collect(secretHash);
    if (pairing.expires_at <= this.clock.real().toJSDate()) throw expired();
    return { status: 'pending' };
  }

  /** @throws DomainError `not-found` for a code that is unknown or was used; `pairing-expired` */
  confirm(office: string, confirmation: DeviceConfirmation, key: RequestKey | null): Promise<Device> {
    const code = readPairingCode(confirmation.code);
    return this.idempotency.once(
      key,
      async (tx) => {
        const result = await this.confirmIn(tx, office, code, confirmation.name);
        return { result, effect: { resultId: result.id, status: 201 } };
      },
      ({ resultId }) => this.deviceOf(this.database, resultId),
    );
  }

  private async confirmIn(tx: Tx, office: string, code: string, name: string): Promise<Device> {
    const now = this.clock.real();
    const id = uuidV7({ msecs: now.toMillis() });
    const [pairing] = await tx.run(sql.confirmPairing, [code, id, now.toJSDate()]);
    if (pairing === undefined) throw await this.whyNot(tx, code);
    const added = await tx.run(sql.insertDevice, [id, pairing.kind, name, now.toJSDate(), office]);
    if (added.length === 0) throw new DomainError('not-found', 'There is no such office.');
    return this.deviceOf(tx, id);
  }

  private async whyNot(tx: Tx, code: string): Promise<DomainError> {
    const [unconfirmed] = await tx.run(sql.findUnconfirmed, [code]);
    if (unconfirmed !== undefined) return expired();
    return new DomainError('not-found', 'This code is not on any screen, or was used already.');
  }

  private collect(secretHash: Buffer): Promise<PairingState> {
    const token = newSecret();
    return this.database.transaction(async (tx) => {
      const [collected] = await tx.run(sql.collectPairing, [secretHash]);
      if (collected === undefined) throw noPairing();
      await tx.run(sql.giveToken, [collected.device_id, hashToken(token)]);
      const [device] = await tx.run(sql.findDevice, [collected.device_id]);
      // Revoked before its screen came back: it pairs anew.
      if (device === undefined) throw noPairing();
      const { id: deviceId, name, kind, office } = device;
      return { status: 'paired', token, office, deviceId, name, kind };
    });
  }

  private async freeCode(secretHash: Buffer, kind: DeviceKind, now: Date, expiresAt: Date): Promise<string> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const code = newPairingCode();
      const started = await this.database.run(sql.startPairing, [code, secretHash, kind, now, expiresAt]);
      if (started.length === 1) return code;
    }
    throw new DomainError('busy', 'No free code was found. Try again in a moment.');
  }

  private async confirmByItself(code: string, kind: DeviceKind): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [office] = await tx.run(sql.firstOffice, []);
      if (office === undefined) return;
      const [same] = await tx.run(sql.countOfKind, [office.slug, kind]);
      const name = `${kind === 'kiosk' ? 'Kiosk' : 'Display'} ${(same?.count ?? 0) + 1}`;
      await this.confirmIn(tx, office.slug, code, name);
    });
  }

  private async deviceOf(on: Pick<Tx, 'run'>, id: string): Promise<Device> {
    const [row] = await on.run(sql.findDevice, [id]);
    if (row === undefined) throw new DomainError('not-found', 'This device was removed.');
    return toDevice(row);
  }
}

function noPairing(): DomainError {
  return new DomainError('not-found', 'There is no such pairing, or its token was told already.');
}

function expired(): DomainError {
  return new DomainError('pairing-expired', 'This code has expired. The screen shows a new one.');
}
