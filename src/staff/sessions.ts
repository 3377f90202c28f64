import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { Access } from '../access/access.service.js';
import { ActorNames } from '../access/actor-names.js';
import { hashToken, type Credentials } from '../access/credentials.js';
import type { StaffPrincipal } from '../access/principal.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { DomainError } from '../http/domain-error.js';
import { isPassword } from './password.js';
import * as sql from './staff.sql.js';
import type { LoginRequest, StaffUser } from './staff.contract.js';

const SESSION_HOURS = 12;
/** A session's last use is written at most this often. */
const TOUCH_SECONDS = 60;

/** Sessions of signed-in staff: kept here, known to the browser by a random token only. Real time throughout. */
@Injectable()
export class Sessions implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly actorNames: ActorNames,
  ) {}

  onModuleInit(): void {
    this.access.register({ name: 'staff', resolve: (credentials) => this.resolve(credentials) });
    this.actorNames.register('user', (db, ids) => db.run(sql.namesOfUsers, [ids]));
  }

  /**
   * Signs in, and ends the session that the browser had before: a token from before sign-in never becomes a signed-in one.
   *
   * @throws DomainError `wrong-credentials`, in the same time and words whether or not the person exists
   */
  async signIn(given: LoginRequest, earlierToken: string | null): Promise<{ user: StaffUser; token: string }> {
    const user = await this.findPerson(given.username);
    const right = await isPassword(given.password, user?.password_hash ?? null);
    if (user === null || !right) throw wrongCredentials();
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.real();
    const expires = now.plus({ hours: SESSION_HOURS }).toJSDate();
    const id = uuidV7({ msecs: now.toMillis() });
    const opened = await this.database.run(sql.openSession, [hashToken(token), id, user.id, now.toJSDate(), expires]);
    if (opened.length === 0) throw wrongCredentials();
    if (earlierToken !== null) await this.signOut(earlierToken);
    await this.database.run(sql.sweepSessions, [now.toJSDate()]);
    return { user: toStaffUser(user), token };
  }

  /** Ends a session, on all nodes at once; one that is gone already is fine. */
  async signOut(token: string): Promise<void> {
    const [closed] = await this.database.run(sql.closeSession, [hashToken(token)]);
    if (closed !== undefined) await this.access.forget(`user:${closed.user_id}`);
  }

  private async findPerson(username: string): Promise<(sql.UserRow & { password_hash: string }) | null> {
    const wanted = username.normalize('NFKC').trim().toLowerCase();
    // PostgreSQL refuses a text with a zero byte; nobody is called so.
    const [user] = wanted.includes('\0') ? [] : await this.database.run(sql.findByUsername, [wanted]);
    return user ?? null;
  }

  private async resolve({ sessionToken }: Credentials): Promise<StaffPrincipal | null> {
    if (sessionToken === null) return null;
    const now = this.clock.real();
    const tokenHash = hashToken(sessionToken);
    const [row] = await this.database.run(sql.findSession, [tokenHash, now.toJSDate()]);
    if (row === undefined) return null;
    if (row.last_seen_at < now.minus({ seconds: TOUCH_SECONDS }).toJSDate()) {
      const expires = now.plus({ hours: SESSION_HOURS }).toJSDate();
      await this.database.run(sql.touchSession, [tokenHash, now.toJSDate(), expires]);
    }
    const { id, username, name, languages, roles } = row;
    return { kind: 'staff', userId: id, username, name, languages, roles, sessionId: row.session_id };
  }
}

/** A person as the API shows them. */
export function toStaffUser({ id, username, name, languages, roles }: sql.UserRow): StaffUser {
  return { id, username, name, languages, roles };
}

/** The signed-in person as the API shows them. */
export function principalAsUser(principal: StaffPrincipal): StaffUser {
  const { userId, username, name, languages, roles } = principal;
  return { id: userId, username, name, languages: [...languages], roles: [...roles] };
}

function wrongCredentials(): DomainError {
  return new DomainError('wrong-credentials', 'User name or password is wrong.');
}
