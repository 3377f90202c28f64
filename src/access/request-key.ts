import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashBody, type RequestKey } from '../database/idempotency.js';
import { InvalidRequest } from '../http/domain-error.js';
import { hashToken } from './credentials.js';
import { callerOf } from './principal.js';

const HEADER = 'Idempotency-Key';
const PRINTABLE = /^[\x20-\x7e]{1,64}$/;
/** Shorter keys of callers whom we cannot tell apart could meet by chance. */
const SHORTEST_OF_ANONYMOUS = 16;

/**
 * The request's {@link RequestKey}, or null when it has none that counts.
 *
 * @param linkParam on routes of a link, the name of the address's token parameter: the link's holder is the caller
 * @throws InvalidRequest for a key that is empty, too long or not printable ASCII
 */
export const RequestKeyOf = createParamDecorator(
  (linkParam: string | undefined, context: ExecutionContext): RequestKey | null => {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const found = requestKeyOf(request, linkParam);
    if (found === 'not-applied') void http.getResponse<FastifyReply>().header('Idempotency-Applied', 'false');
    return typeof found === 'string' ? null : found;
  },
);

type KeyedRequest = Pick<FastifyRequest, 'headers' | 'method' | 'url' | 'body' | 'params' | 'principal'>;

/** The rule behind {@link RequestKeyOf}; `not-applied` for an anonymous caller's key that is too short to count. */
export function requestKeyOf(request: KeyedRequest, linkParam?: string): RequestKey | 'not-applied' | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !PRINTABLE.test(key)) {
    throw new InvalidRequest([{ path: HEADER, message: 'must have 1 to 64 printable ASCII characters' }]);
  }
  const caller = linkCaller(request, linkParam) ?? callerOf(request.principal ?? null);
  if (caller === 'anonymous' && key.length < SHORTEST_OF_ANONYMOUS) return 'not-applied';
  return { caller, route: routeOf(request), key, bodyHash: hashBody(request.body ?? {}) };
}

// The concrete path: the same key for another office or ticket is another request.
function routeOf({ method, url }: Pick<KeyedRequest, 'method' | 'url'>): string {
  return `${method} ${url.split('?', 1)[0]}`;
}

function linkCaller({ params }: Pick<KeyedRequest, 'params'>, linkParam: string | undefined): string | null {
  if (linkParam === undefined) return null;
  const token = (params as Record<string, string | undefined>)[linkParam] ?? '';
  return `link:${hashToken(token).toString('base64url').slice(0, 22)}`;
}
