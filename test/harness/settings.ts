import { tmpdir } from 'node:os';
import type { ResolvedSettings } from '../../src/config/resolve-settings.js';

export const PASSWORD = 'a long test password';
/** A Tuesday morning with the desk open: 9:30 at the office. */
export const TUESDAY_MORNING = '2026-11-24T09:30:00+01:00';

/** Settings of a test's server: free port, the real clock, throttles off, staff of the demo with one password. */
export function testSettings(overrides: Partial<ResolvedSettings> = {}): ResolvedSettings {
  return {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: null,
    dataDir: tmpdir(),
    directoryFile: null,
    adminPassword: { value: PASSWORD, generated: false, firstTime: false },
    secretKey: 'test secret of more than thirty-two characters',
    trustedProxies: [],
    clockStart: null,
    clockSpeed: 1,
    rateLimits: false,
    publicUrl: 'http://127.0.0.1:3000',
    smtpUrl: null,
    mailFrom: null,
    demo: true,
    demoPassword: PASSWORD,
    ...overrides,
  };
}
