import { describe, expect, it } from '@jest/globals';
import { refuseCrossSite, type RequestOrigin } from './cross-site.js';

const aRequest = (more: Partial<RequestOrigin> = {}): RequestOrigin => ({
  method: 'POST',
  hasCookie: true,
  secFetchSite: undefined,
  origin: undefined,
  host: 'desk.example.it',
  ...more,
});
const CROSS_SITE = expect.objectContaining({ code: 'cross-site' });

describe('the cross-site rule', () => {
  it.each<[string, Partial<RequestOrigin>]>([
    ['a script that sends neither header', {}],
    ['our own page', { secFetchSite: 'same-origin', origin: 'https://desk.example.it' }],
    ['an address typed by hand', { secFetchSite: 'none' }],
    ['our own page behind a proxy that ends TLS', { origin: 'https://desk.example.it:443' }],
    [
      'a page of the public address behind a proxy that renames the host',
      {
        origin: 'https://desk.example.it',
        host: 'backend:3000',
        publicUrl: 'https://desk.example.it/desk',
      },
    ],
    [
      'another site without our cookie',
      { hasCookie: false, origin: 'https://evil.example', secFetchSite: 'cross-site' },
    ],
    ['another site that only reads', { method: 'GET', secFetchSite: 'cross-site' }],
  ])('lets pass: %s', (_, request) => {
    expect(() => refuseCrossSite(aRequest(request))).not.toThrow();
  });

  it.each<[string, Partial<RequestOrigin>]>([
    ['another site', { secFetchSite: 'cross-site' }],
    ['a sister site', { secFetchSite: 'same-site' }],
    ['another origin from a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['another origin whatever Sec-Fetch-Site says', { secFetchSite: 'same-origin', origin: 'https://evil.example' }],
    ['another port', { origin: 'https://desk.example.it:8443' }],
    ['a longer name that begins like ours', { origin: 'https://desk.example.it.evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a Socket.IO handshake from another origin', { method: 'HANDSHAKE', origin: 'https://evil.example' }],
    ['a DELETE', { method: 'DELETE', secFetchSite: 'cross-site' }],
    ['two headers of which one is ours', { secFetchSite: ['same-origin', 'cross-site'] }],
  ])('refuses: %s', (_, request) => {
    expect(() => refuseCrossSite(aRequest(request))).toThrow(CROSS_SITE);
  });
});
