import type { FastifyInstance, FastifyRequest } from 'fastify';
import { InvalidRequest, type Fault } from './domain-error.js';

/** No body of ours nests deeper than this; checks and hashes behind it may therefore recurse. */
const DEEPEST = 16;
/** Names that Nest would take away without a word; no field of ours is called so. */
const OF_PROTOTYPES = ['__proto__', 'constructor', 'prototype'];

type Done = (error: Error | null, body?: unknown) => void;

/**
 * How bodies are read: JSON only, an empty one as `{}` whatever its type says, and nothing in it that PostgreSQL cannot
 * keep or that code behind cannot walk through.
 */
export function readBodies(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    readInto(done, () => readJson(String(body))),
  );
  fastify.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
    body.length === 0 ? done(null, {}) : done(Object.assign(new Error('not JSON'), { statusCode: 415 })),
  );
  fastify.addHook('onRequest', (request, _reply, done) => done(faultOfAddress(request)));
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined) request.body = {};
    done();
  });
}

/** @throws InvalidRequest for what is no JSON, `null`, nested too deep, or holds a text or name that cannot be used */
export function readJson(text: string): unknown {
  if (text === '') return {};
  const body = parse(text);
  const fault = body === null ? { path: '', message: 'must be an object' } : faultIn(body, []);
  if (fault !== null) throw new InvalidRequest([fault]);
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequest([{ path: '', message: 'not JSON' }]);
  }
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair. */
function isKeepable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

function faultIn(value: unknown, path: readonly string[]): Fault | null {
  const fault = (message: string) => ({ path: path.join('.'), message });
  if (typeof value === 'string') return isKeepable(value) ? null : fault('has characters that no text has');
  if (typeof value !== 'object' || value === null) return null;
  if (path.length >= DEEPEST) return fault('nests too deep');
  for (const [name, inner] of Object.entries(value)) {
    if (OF_PROTOTYPES.includes(name) || !isKeepable(name)) return fault('has a field that is not known');
    const found = faultIn(inner, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

// Percent-encoded halves of surrogates are no UTF-8 and do not get here; NUL is and would.
function faultOfAddress(request: FastifyRequest): Error | undefined {
  if (request.url.includes('%00')) return new InvalidRequest([{ path: '', message: 'has NUL in the address' }]);
  const name = OF_PROTOTYPES.find((one) => Object.hasOwn(request.query as object, one));
  return name === undefined ? undefined : new InvalidRequest([{ path: name, message: 'not known' }]);
}

function readInto(done: Done, read: () => unknown): void {
  try {
    done(null, read());
  } catch (error) {
    done(error as Error);
  }
}
