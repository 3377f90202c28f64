import { createHash } from 'node:crypto';
import { parseCookie } from 'cookie';

/** Name of the session cookie of signed-in staff. */
export const SESSION_COOKIE = 'sportello_session';

/** What a request shows to say who sends it. Secrets: never log them. */
export type Credentials = { sessionToken: string | null; bearer: string | null };

type Headers = { readonly cookie?: string | undefined; readonly authorization?: string | undefined };

/** A token longer than any of ours is not worth a look-up. */
const LONGEST = 200;

/** Credentials of an HTTP request or a Socket.IO handshake. */
export function credentialsOf(headers: Headers): Credentials {
  return { sessionToken: sessionTokenOf(headers.cookie), bearer: bearerOf(headers.authorization) };
}

/** Whether our own cookie came along: only then may another site have borrowed somebody's session. */
export function carriesSession(headers: Headers): boolean {
  return sessionTokenOf(headers.cookie) !== null;
}

/** SHA-256 of a token: all that the database and the caches keep of it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function sessionTokenOf(cookie: string | undefined): string | null {
  if (cookie === undefined || !cookie.includes(SESSION_COOKIE)) return null;
  return usable(parseCookie(cookie)[SESSION_COOKIE]);
}

function bearerOf(authorization: string | undefined): string | null {
  const [, token] = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '') ?? [];
  return usable(token);
}

function usable(token: string | undefined): string | null {
  return token === undefined || token === '' || token.length > LONGEST ? null : token;
}
