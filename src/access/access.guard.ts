import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { refuseCrossSite } from '../http/cross-site.js';
import { DomainError } from '../http/domain-error.js';
import { Access } from './access.service.js';
import { carriesSession, credentialsOf } from './credentials.js';
import { ACCESS_RULE, type AccessRule } from './decorators.js';
import { mayActAs, mayActAsKiosk, sharesAs, type Principal } from './principal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard: who sends this request, null for nobody that we know. */
    principal?: Principal | null;
  }
}

/**
 * Stands before every HTTP route and denies by default: a route without a mark is a bug and refuses. Whether an office
 * exists is told only to those who are let in.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: Access,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'publicUrl'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Live subscriptions are authorised by `live` itself, message by message.
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    this.refuseOtherSites(request);
    request.principal = await this.access.principalOf(credentialsOf(request.headers));
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    refuseUnlessAllowed(rule, request.principal, officeOf(request));
    return true;
  }

  private refuseOtherSites(request: FastifyRequest): void {
    refuseCrossSite({
      method: request.method,
      hasCookie: carriesSession(request.headers),
      secFetchSite: request.headers['sec-fetch-site'],
      origin: request.headers.origin,
      host: request.host,
      publicUrl: this.settings.publicUrl,
    });
  }
}

/**
 * The rules of {@link AccessRule} on one principal. `office` is the route's, null where it has none.
 *
 * @throws DomainError `not-signed-in` without a principal, `not-allowed` with one that may not
 */
export function refuseUnlessAllowed(
  rule: AccessRule | undefined,
  principal: Principal | null,
  office: string | null,
): void {
  if (rule?.who === 'public') return;
  if (rule === undefined) throw new DomainError('not-allowed', 'This route is not open to anybody.');
  if (principal === null) throw new DomainError('not-signed-in', 'Sign in first.');
  if (!isAllowed(rule, principal, office)) throw new DomainError('not-allowed', 'You may not do this here.');
}

function isAllowed(rule: Exclude<AccessRule, { who: 'public' }>, principal: Principal, office: string | null): boolean {
  switch (rule.who) {
    case 'signed-in':
      return true;
    case 'staff':
      return mayActAs(principal, rule.role, office);
    case 'share-of-office':
      return sharesAs(principal, rule.role, office).length > 0;
    case 'kiosk-or-staff':
      return mayActAsKiosk(principal, office);
    case 'any-device':
      return principal.kind === 'device' && (office === null || principal.office === office);
  }
}

function officeOf(request: FastifyRequest): string | null {
  const params = request.params as { office?: string } | undefined;
  return params?.office ?? null;
}
