import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { refuseUnreadable } from './client-errors.js';
import { sendProblem } from './problem.filter.js';
import { readBodies } from './read-body.js';

const LARGEST_BODY = 64 * 1024;
const log = new Logger('http');

/** Fastify, set up so that errors before Nest (malformed JSON or address, size, type) are problem documents as well. */
export function makeAdapter(settings: Pick<ResolvedSettings, 'trustedProxies'>): FastifyAdapter {
  const adapter = new FastifyAdapter({
    genReqId: () => randomUUID(),
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(error, request, reply, log),
  } as ConstructorParameters<typeof FastifyAdapter>[0]);
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  readBodies(fastify);
  fastify.addHook('onSend', addSafetyHeaders);
  return adapter as unknown as FastifyAdapter;
}

function addSafetyHeaders(_request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void): void {
  reply.header('x-content-type-options', 'nosniff');
  reply.header('referrer-policy', 'same-origin');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  done();
}
