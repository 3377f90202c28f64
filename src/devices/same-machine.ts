import type { IncomingHttpHeaders } from 'node:http';

/** What tells where a request comes from; `peer` is the socket's own address, never a forwarded one. */
export type Arrival = { peer: string | undefined; headers: IncomingHttpHeaders };

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];
const LOOPBACK_PEER = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * Whether a request surely comes from a page of ours on this machine: loopback peer, no proxy's header, and neither
 * another site's page nor a foreign name that resolves to this machine.
 */
export function isFromThisMachine({ peer, headers }: Arrival): boolean {
  if (!LOOPBACK_PEER.test(peer ?? '')) return false;
  if (FORWARDING.some((name) => headers[name] !== undefined)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return LOOPBACK_HOST.test(headers.host ?? '');
}
