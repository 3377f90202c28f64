import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import sirv from 'sirv';
import { projectPath } from '../config/project.js';

/** Each web UI with the addresses under which its page answers; the citizens' pages take the rest. */
const UIS = [
  { folder: 'kiosk', prefix: '/kiosk' },
  { folder: 'display', prefix: '/display' },
  { folder: 'desk', prefix: '/desk' },
  { folder: 'booking', prefix: '' },
] as const;

const NOT_PAGES = /^\/(api|socket\.io|metrics)(\/|\?|$)/;

// Pages run only our own files; the socket goes to the host that served the page.
const CONTENT_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; media-src 'self' blob:; " +
  "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

type Serve = ReturnType<typeof sirv>;

/** Serves the built web UIs. `root` holds one folder per UI; a folder that is missing is not served. */
export function servePages(fastify: FastifyInstance, root = projectPath('dist', 'ui')): void {
  const pages = UIS.filter(({ folder }) => existsSync(join(root, folder))).map(({ folder, prefix }) => ({
    prefix,
    serve: sirv(join(root, folder), { etag: true, single: true, setHeaders: pageHeaders }),
  }));
  fastify.addHook('onRequest', (request, reply, done) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || NOT_PAGES.test(request.url)) return done();
    const page = pages.find(({ prefix }) => isUnder(request.url, prefix));
    if (page === undefined) return done();
    if (request.url === page.prefix) return void reply.redirect(`${page.prefix}/`, 308);
    // A missing file (asset of an older build) is a 404, never the page in its place.
    if (!wantsPage(request.headers.accept) && !hasExtension(request.url)) return done();
    answer(page.serve, page.prefix, request.raw, reply, done);
  });
}

function answer(
  serve: Serve,
  prefix: string,
  raw: Parameters<Serve>[0],
  reply: { raw: ServerResponse; hijack(): void },
  done: () => void,
): void {
  const original = raw.url ?? '/';
  raw.url = original.slice(prefix.length) || '/';
  reply.raw.setHeader('x-content-type-options', 'nosniff');
  reply.hijack();
  serve(raw, reply.raw, () => {
    raw.url = original;
    reply.raw.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    void done;
  });
}

function pageHeaders(response: ServerResponse, path: string): void {
  // Names of assets carry their hash, so they never change; pages are asked for again each time.
  const forever = path.startsWith('/assets/');
  response.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (forever) return;
  response.setHeader('content-security-policy', CONTENT_POLICY);
  response.setHeader('referrer-policy', 'same-origin');
}

function isUnder(url: string, prefix: string): boolean {
  return url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`);
}

function wantsPage(accept: string | undefined): boolean {
  return accept === undefined || /text\/html|\*\/\*/.test(accept);
}

function hasExtension(url: string): boolean {
  return /\.[a-z0-9]+(\?|$)/i.test(url);
}
