import { Injectable } from '@nestjs/common';
import type { DateTime } from 'luxon';
import { v7 as uuidV7 } from 'uuid';
import { Access } from '../access/access.service.js';
import { mayActEverywhereAs, type HeldRole, type StaffPrincipal } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { Database, type Tx } from '../database/database.js';
import { hashBody, Idempotency, type RequestKey } from '../database/idempotency.js';
import { DomainError, InvalidRequest } from '../http/domain-error.js';
import { hashPassword } from './password.js';
import { toStaffUser } from './sessions.js';
import * as sql from './staff.sql.js';
import type { AdminUser, UserChange, UserCreate } from './staff.contract.js';

type Roles = UserCreate['roles'];

/** Who works here. Only administrators of every office may: a role given at one office could otherwise give itself more. */
@Injectable()
export class Users {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly access: Access,
  ) {}

  async list(by: StaffPrincipal): Promise<AdminUser[]> {
    refuseUnlessEverywhere(by);
    return (await this.database.run(sql.listUsers, [])).map(toAdminUser);
  }

  /** @throws DomainError `username-taken`; InvalidRequest for a role at an unknown office */
  async create(by: StaffPrincipal, wanted: UserCreate, key: RequestKey | null): Promise<AdminUser> {
    refuseUnlessEverywhere(by);
    const passwordHash = await hashPassword(wanted.password);
    return this.idempotency.once(
      key && withoutPassword(key, wanted),
      async (tx) => {
        const result = await insertUser(tx, this.clock.real(), { ...wanted, passwordHash });
        return { result, effect: { resultId: result.id, status: 201 } };
      },
      ({ resultId }) => this.find(this.database, resultId),
    );
  }

  /** Other nodes and open sockets learn at once of roles that changed and people who were disabled. */
  async change(by: StaffPrincipal, id: string, change: UserChange): Promise<AdminUser> {
    refuseUnlessEverywhere(by);
    refuseOwnFall(by, id, change);
    const passwordHash = change.password === undefined ? null : await hashPassword(change.password);
    const changed = await this.database.transaction((tx) => this.apply(tx, id, change, passwordHash));
    await this.access.forget(`user:${id}`);
    return changed;
  }

  private async apply(tx: Tx, id: string, change: UserChange, passwordHash: string | null): Promise<AdminUser> {
    const { name = null, languages = null, disabled } = change;
    const disabledAt = disabled === true ? this.clock.real().toJSDate() : null;
    const values = [id, name, passwordHash, languages, disabled !== undefined, disabledAt];
    if ((await tx.run(sql.changeUser, values)).length === 0) throw unknownUser();
    if (change.roles !== undefined) {
      await tx.run(sql.dropRoles, [id]);
      await giveRoles(tx, id, change.roles);
    }
    if (disabled === true || passwordHash !== null) await tx.run(sql.closeSessionsOfUser, [id]);
    return this.find(tx, id);
  }

  private async find(on: Pick<Tx, 'run'>, id: string): Promise<AdminUser> {
    const [row] = await on.run(sql.findUser, [id]);
    if (row === undefined) throw unknownUser();
    return toAdminUser(row);
  }
}

/** Adds a person inside of the caller's transaction. */
export async function insertUser(
  tx: Tx,
  now: DateTime,
  wanted: Omit<UserCreate, 'password'> & { passwordHash: string },
): Promise<AdminUser> {
  const { username, name, passwordHash, languages, roles } = wanted;
  const id = uuidV7({ msecs: now.toMillis() });
  const inserted = await tx.run(sql.insertUser, [id, username, name, passwordHash, languages, now.toJSDate()]);
  if (inserted.length === 0) throw new DomainError('username-taken', 'Somebody else has this user name.');
  await giveRoles(tx, id, roles);
  return { id, username, name, languages, roles: roles.map(inFull), disabled: false };
}

async function giveRoles(tx: Tx, id: string, roles: Roles): Promise<void> {
  const wanted = [...new Map(roles.map(inFull).map((role) => [JSON.stringify(role), role])).values()];
  const [row] = await tx.run(sql.giveRoles, [id, JSON.stringify(wanted)]);
  if (row?.given === wanted.length) return;
  throw new InvalidRequest([{ path: 'roles', message: 'names an office or a municipality that does not exist' }]);
}

function inFull({ role, office, municipality }: Roles[number]): HeldRole {
  return { role, office, municipality: municipality ?? null };
}

// A quick hash of a body must not stay behind where it would help to guess the password.
function withoutPassword(key: RequestKey, { password: _, ...rest }: UserCreate): RequestKey {
  return { ...key, bodyHash: hashBody(rest) };
}

// So that somebody who administers everything always remains.
function refuseOwnFall(by: StaffPrincipal, id: string, change: UserChange): void {
  if (by.userId !== id) return;
  const keeps = change.roles === undefined || change.roles.some(isAdministratorEverywhere);
  if (change.disabled === true || !keeps) {
    throw new DomainError('not-allowed', 'Another administrator must disable you or take this role from you.');
  }
}

function isAdministratorEverywhere({ role, office, municipality }: Roles[number]): boolean {
  return role === 'administrator' && office === null && municipality == null;
}

function refuseUnlessEverywhere(by: StaffPrincipal): void {
  if (!mayActEverywhereAs(by, 'administrator')) throw new DomainError('not-allowed', 'You may not do this here.');
}

function unknownUser(): DomainError {
  return new DomainError('not-found', 'There is no such person.');
}

function toAdminUser(row: sql.UserRow): AdminUser {
  return { ...toStaffUser(row), disabled: row.disabled_at !== null };
}
