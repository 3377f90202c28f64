import { DomainError } from './domain-error.js';

/** What a request says about the page that sent it. `host` is the host that was asked, with its port. */
export type RequestOrigin = {
  /** HTTP method; anything else (`HANDSHAKE`) counts as unsafe. */
  method: string;
  hasCookie: boolean;
  secFetchSite: string | readonly string[] | undefined;
  origin: string | undefined;
  host: string | undefined;
  /** Our own address where a proxy in front changes the host. */
  publicUrl?: string | undefined;
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN_SITES = new Set(['same-origin', 'none']);

/**
 * Refuses that another site's page uses the session of whoever looks at it: unsafe methods with our cookie pass only from
 * our own pages. Clients that send neither header are no browsers and pass.
 *
 * @throws DomainError `cross-site`
 */
export function refuseCrossSite(request: RequestOrigin): void {
  if (!request.hasCookie || SAFE_METHODS.has(request.method)) return;
  const { secFetchSite, origin } = request;
  if (secFetchSite !== undefined && !OWN_SITES.has(String(secFetchSite))) throw refusal();
  if (origin !== undefined && !isOwnOrigin(origin, request)) throw refusal();
}

// Only hosts are compared: behind a proxy that ends TLS the scheme that we see is not the browser's.
function isOwnOrigin(origin: string, { host, publicUrl }: RequestOrigin): boolean {
  const from = hostOf(origin);
  if (from === null) return false;
  const scheme = origin.slice(0, origin.indexOf(':'));
  if (host !== undefined && from === hostOf(`${scheme}://${host}`)) return true;
  return publicUrl !== undefined && URL.canParse(publicUrl) && new URL(origin).origin === new URL(publicUrl).origin;
}

/** `host:port` without the scheme's own port, or null for what is no web origin (`null`, an extension's). */
function hostOf(origin: string): string | null {
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin)) return null;
  return new URL(origin).host;
}

function refusal(): DomainError {
  return new DomainError('cross-site', 'This request came from a page of another site.');
}
