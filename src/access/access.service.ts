import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Listener } from '../database/listener.js';
import { hashToken, type Credentials } from './credentials.js';
import { callerOf, type Principal } from './principal.js';

/** A room that knows who some credentials belong to. It must answer null for everything that is not valid now. */
export type PrincipalSource = {
  name: string;
  resolve(credentials: Credentials): Promise<Principal | null>;
};

type Remembered = { principal: Principal; untilMillis: number };

/** Busy screens ask many times a second; the database is asked once in this time. */
const KEPT_MILLIS = 5000;
const MOST_KEPT = 10_000;
const CHANNEL = 'sportello_access';

/**
 * Answers who is asking, from the rooms that registered as sources, and forgets at once what was taken away: here
 * directly, on other nodes by `NOTIFY`, and after five seconds even if that message was lost.
 */
@Injectable()
export class Access implements OnApplicationBootstrap {
  private readonly log = new Logger('access');
  private readonly sources: PrincipalSource[] = [];
  private readonly remembered = new Map<string, Remembered>();
  private readonly listeners: ((principalKey: string) => void)[] = [];
  /** Rises with each revocation, so that a look-up that began before one is not remembered after it. */
  private epoch = 0;
  private readonly node = randomUUID();

  constructor(private readonly listener: Listener) {}

  // Last of all: a start that is refused before must leave no connection behind.
  async onApplicationBootstrap(): Promise<void> {
    await this.listener.listen(
      CHANNEL,
      (payload) => this.hear(payload),
      () => this.dropAll(),
    );
  }

  /** Called once by each room that hands out credentials, when its module starts. */
  register(source: PrincipalSource): void {
    this.sources.push(source);
  }

  /**
   * Who the credentials belong to now, or null. A bearer token wins: a kiosk opened in the browser of a signed-in person
   * is the kiosk, and a revoked one is nobody rather than that person.
   */
  async principalOf(credentials: Credentials): Promise<Principal | null> {
    const shown = credentials.bearer === null ? credentials : { bearer: credentials.bearer, sessionToken: null };
    const token = shown.bearer ?? shown.sessionToken;
    if (token === null) return null;
    const key = `${shown.bearer === null ? 'session' : 'bearer'}:${hashToken(token).toString('base64url')}`;
    const kept = this.remembered.get(key);
    if (kept !== undefined && kept.untilMillis > performance.now()) return kept.principal;
    return this.lookUp(key, shown);
  }

  /**
   * Makes every node look again at a principal (`callerOf`), after its session, roles or pairing changed. Call it after
   * the change was committed.
   */
  async forget(principalKey: string): Promise<void> {
    this.drop(principalKey);
    await this.listener.notify(CHANNEL, `${this.node} ${principalKey}`).catch((error: unknown) => {
      this.log.warn(`Other nodes learn within ${KEPT_MILLIS / 1000} s of a change of access: ${String(error)}`);
    });
  }

  /**
   * `listener` hears on every node that access of a principal changed. It may be less or none: whoever holds a socket for
   * it asks `principalOf` again and closes the socket when the answer no longer allows it.
   */
  onRevoked(listener: (principalKey: string) => void): void {
    this.listeners.push(listener);
  }

  private async lookUp(key: string, credentials: Credentials): Promise<Principal | null> {
    const { epoch } = this;
    const principal = await this.firstAnswer(credentials);
    if (principal === null) {
      this.remembered.delete(key);
    } else if (epoch === this.epoch) {
      this.remember(key, principal);
    }
    return principal;
  }

  private async firstAnswer(credentials: Credentials): Promise<Principal | null> {
    for (const source of this.sources) {
      const principal = await source.resolve(credentials);
      if (principal !== null) return principal;
    }
    return null;
  }

  private remember(key: string, principal: Principal): void {
    this.remembered.delete(key);
    this.remembered.set(key, { principal, untilMillis: performance.now() + KEPT_MILLIS });
    if (this.remembered.size <= MOST_KEPT) return;
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined) this.remembered.delete(oldest);
  }

  private hear(payload: string): void {
    const [node, principalKey] = payload.split(' ');
    if (node !== this.node && principalKey !== undefined) this.drop(principalKey);
  }

  private drop(principalKey: string): void {
    this.epoch++;
    for (const [key, { principal }] of this.remembered) {
      if (callerOf(principal) === principalKey) this.remembered.delete(key);
    }
    for (const listener of this.listeners) listener(principalKey);
  }

  // After a gap in listening any of them may have been revoked.
  private dropAll(): void {
    this.epoch++;
    this.remembered.clear();
  }
}
