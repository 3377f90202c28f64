import { Inject, Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Access } from '../access/access.service.js';
import { carriesSession, credentialsOf, type Credentials } from '../access/credentials.js';
import type { Principal } from '../access/principal.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { refuseCrossSite } from '../http/cross-site.js';
import { DomainError } from '../http/domain-error.js';
import { invalidRequest } from '../http/problem.js';

type Header = string | string[] | undefined;
/** The part of a Socket.IO handshake that says who connects. */
export type Handshake = { headers: Record<string, Header>; auth: unknown };
/** Who holds a socket. `credentials` are kept to ask again whether they still count. */
export type Visitor = { credentials: Credentials; principal: Principal | null };

const Auth = z.looseObject({ token: z.string().max(200).optional() });

/** Who connects to `/live`: Nest's HTTP guards do not run there, so the same rules are asked here. */
@Injectable()
export class LiveAccess {
  private readonly log = new Logger('live');

  constructor(
    private readonly access: Access,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'publicUrl'>,
  ) {}

  /**
   * A session that has ended is nobody, who may still watch boards; a device whose token counts no more is refused, so
   * that its screen says so.
   *
   * @throws DomainError `cross-site`, `invalid-request`, `not-signed-in`
   */
  async welcome(handshake: Handshake): Promise<Visitor> {
    this.refuseOtherSites(handshake.headers);
    const credentials = shownIn(handshake);
    const principal = await this.access.principalOf(credentials);
    if (principal === null && credentials.bearer !== null) {
      throw new DomainError('not-signed-in', 'This device is not paired any more.');
    }
    return { credentials, principal };
  }

  /** Who a visitor is now; `gone` when the credentials count no more. Without a database everybody stays who they were. */
  async lookAgain({ credentials, principal }: Visitor): Promise<Principal | 'gone' | null> {
    if (principal === null) return null;
    try {
      return (await this.access.principalOf(credentials)) ?? 'gone';
    } catch (error) {
      this.log.debug(`Not looked at again: ${String(error)}`);
      return principal;
    }
  }

  onRevoked(listener: (principalKey: string) => void): void {
    this.access.onRevoked(listener);
  }

  private refuseOtherSites(headers: Handshake['headers']): void {
    refuseCrossSite({
      method: 'HANDSHAKE',
      hasCookie: carriesSession({ cookie: one(headers['cookie']) }),
      secFetchSite: headers['sec-fetch-site'],
      origin: one(headers['origin']),
      host: one(headers['host']),
      publicUrl: this.settings.publicUrl,
    });
  }
}

function shownIn({ headers, auth }: Handshake): Credentials {
  const parsed = Auth.safeParse(auth ?? {});
  if (!parsed.success) throw invalidRequest(parsed.error.issues);
  const shown = credentialsOf({ cookie: one(headers['cookie']), authorization: one(headers['authorization']) });
  // Browsers cannot set headers on a WebSocket: a device gives its token in the handshake's own field.
  return { ...shown, bearer: parsed.data.token ?? shown.bearer };
}

function one(header: Header): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
