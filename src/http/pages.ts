import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import sirv from 'sirv';
import { projectPath } from '../config/project.js';

/** Each web UI with the addresses under which its page answers; the citizens' pages take the rest. */
const UIS = [
  { folder: 'kiosk', prefix: '/kiosk' },
  { folder: 'display', prefix: '/display' },
  { folder: 'desk', prefix: '/desk' },
  { folder: 'booking', prefix: '' },
] as const;

/** Below these a missing file is missing; everything else is a page, also with a dot in it as tickets' links have. */
const ONLY_FILES = /^\/assets\//;
const NOT_PAGES = /^\/(api|socket\.io|metrics)(\/|\?|$)/;

// Pages run only our own files; the socket goes to the host that served the page.
const CONTENT_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; media-src 'self' blob:; " +
  "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

type ServedUi = { prefix: string; files: ReturnType<typeof sirv>; page: ReturnType<typeof sirv> };

/** Serves the built web UIs. `root` holds one folder per UI; a folder that is missing is not served. */
export function servePages(fastify: FastifyInstance, root = projectPath('dist', 'ui')): void {
  const pages = UIS.filter(({ folder }) => existsSync(join(root, folder))).map(({ folder, prefix }) => ({
    prefix,
    files: sirv(join(root, folder), { etag: true, setHeaders: pageHeaders }),
    page: sirv(join(root, folder), { etag: true, single: true, ignores: false, setHeaders: pageHeaders }),
  }));
  fastify.addHook('onRequest', (request, reply, done) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || NOT_PAGES.test(request.url)) return done();
    const page = pages.find(({ prefix }) => isUnder(request.url, prefix));
    if (page === undefined) return done();
    if (request.url === page.prefix) return void reply.redirect(`${page.prefix}/`, 308);
    answer(page, request, reply);
  });
}

function answer({ prefix, files, page }: ServedUi, request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  raw.url = request.url.slice(prefix.length) || '/';
  const isPage = wantsPage(request.headers.accept) && !ONLY_FILES.test(raw.url);
  reply.raw.setHeader('x-content-type-options', 'nosniff');
  reply.hijack();
  const missing = () =>
    void reply.raw.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
  files(raw, reply.raw, () => (isPage ? page(raw, reply.raw, missing) : missing()));
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
