import { randomBytes } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressOf } from '../http/throttle-limits.js';
import type { HoldOrigin } from './holds.js';

/** Tells the holds of one browser from another's behind the same address; it says nothing else and ends with the browser. */
export const BROWSER_COOKIE = 'sportello_browser';
const FORM = /^[A-Za-z0-9_-]{22}$/;

/** The {@link HoldOrigin} of a request; a browser without a mark gets one with the answer. */
export const HoldOriginOf = createParamDecorator((_: unknown, context: ExecutionContext): HoldOrigin => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const known = parseCookie(request.headers.cookie ?? '')[BROWSER_COOKIE] ?? '';
  if (FORM.test(known)) return { browser: known, address: addressOf(request) };
  const browser = randomBytes(16).toString('base64url');
  void http.getResponse<FastifyReply>().header(
    'set-cookie',
    stringifySetCookie({
      name: BROWSER_COOKIE,
      value: browser,
      httpOnly: true,
      sameSite: 'lax',
      path: '/api/v1/offices',
      secure: request.protocol === 'https',
    }),
  );
  return { browser, address: addressOf(request) };
});
