import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../http/domain-error.js';
import type { Principal, StaffPrincipal, StaffRole } from './principal.js';

/** Who may use a route. */
export type AccessRule =
  | { who: 'public' }
  | { who: 'signed-in' }
  | { who: 'staff'; role: StaffRole }
  | { who: 'share-of-office'; role: StaffRole }
  | { who: 'kiosk-or-staff' }
  | { who: 'any-device' };

/** Metadata key under which a route's {@link AccessRule} is kept. */
export const ACCESS_RULE = 'sportello:access-rule';
/** Names of the security schemes in the OpenAPI document. */
export const SESSION_SCHEME = 'session';
export const DEVICE_SCHEME = 'device';

const rule = (value: AccessRule) => SetMetadata(ACCESS_RULE, value);

/** Anybody; the principal is resolved all the same where credentials come along. */
export const Public = () => applyDecorators(rule({ who: 'public' }), ApiSecurity({}));

/** Any signed-in person or paired device. */
export const SignedIn = () =>
  applyDecorators(rule({ who: 'signed-in' }), ApiCookieAuth(SESSION_SCHEME), ApiBearerAuth(DEVICE_SCHEME));

/** Staff in at least this role at the route's `:office`; at any office where the route has none. */
export const Staff = (role: StaffRole) => applyDecorators(rule({ who: 'staff', role }), ApiCookieAuth(SESSION_SCHEME));

/**
 * As {@link Staff}, and also somebody whose role is limited to a municipality: the route itself must then show that share
 * only, by `sharesAs`.
 */
export const ShareOfOffice = (role: StaffRole) =>
  applyDecorators(rule({ who: 'share-of-office', role }), ApiCookieAuth(SESSION_SCHEME));

/** A kiosk of the route's `:office`, or an operator of it. */
export const KioskOrStaff = () =>
  applyDecorators(rule({ who: 'kiosk-or-staff' }), ApiCookieAuth(SESSION_SCHEME), ApiBearerAuth(DEVICE_SCHEME));

/** Any paired device; of the route's `:office` where it has one. */
export const AnyDevice = () => applyDecorators(rule({ who: 'any-device' }), ApiBearerAuth(DEVICE_SCHEME));

/** The {@link Principal}, or null on public routes that were called without valid credentials. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal | null =>
  principalOn(context),
);

/** The signed-in person; `not-allowed` for a device, `not-signed-in` for nobody. */
export const CurrentStaff = createParamDecorator((_: unknown, context: ExecutionContext): StaffPrincipal => {
  const principal = principalOn(context);
  if (principal?.kind === 'staff') return principal;
  if (principal === null) throw new DomainError('not-signed-in', 'Sign in first.');
  throw new DomainError('not-allowed', 'This is for signed-in staff.');
});

function principalOn(context: ExecutionContext): Principal | null {
  return context.switchToHttp().getRequest<FastifyRequest>().principal ?? null;
}
