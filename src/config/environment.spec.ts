import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsError } from './environment.js';

const SECRET = 'x'.repeat(32);
const DATABASE = 'postgres://desk:secret@db.example.it:5432/desk';

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: './data',
      directoryFile: null,
      adminPassword: null,
      secretKey: null,
      trustedProxies: [],
      clockStart: null,
      clockSpeed: 1,
      rateLimits: true,
      publicUrl: null,
      smtpUrl: null,
      mailFrom: null,
      demo: null,
    });
  });

  it('reads every variable', () => {
    const settings = readSettings({
      PORT: '8080',
      HOST: '::',
      DATABASE_URL: DATABASE,
      DATA_DIR: '/var/lib/sportello',
      DIRECTORY_FILE: 'desk.json',
      ADMIN_PASSWORD: ' pass word ',
      SECRET_KEY: SECRET,
      TRUSTED_PROXIES: '10.0.0.1, fd00::/8,loopback',
      CLOCK_START: '2026-11-24T09:00:00+01:00',
      CLOCK_SPEED: '60',
      RATE_LIMITS: 'off',
      PUBLIC_URL: 'https://desk.example.it/',
      SMTP_URL: 'smtp://mail.example.it:587',
      MAIL_FROM: 'Sportello <desk@example.it>',
      DEMO: 'false',
    });
    expect(settings).toMatchObject({ port: 8080, host: '::', databaseUrl: DATABASE, adminPassword: ' pass word ' });
    expect(settings).toMatchObject({ trustedProxies: ['10.0.0.1', 'fd00::/8', 'loopback'], clockSpeed: 60 });
    expect(settings).toMatchObject({ rateLimits: false, publicUrl: 'https://desk.example.it', demo: false });
  });

  it('takes an empty variable as absent', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', DEMO: ' ', CLOCK_SPEED: '' })).toEqual(readSettings({}));
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'http://desk'],
    ['DATABASE_URL', 'mysql://db/desk'],
    ['SECRET_KEY', 'too-short'],
    ['TRUSTED_PROXIES', 'proxy.example.it'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CLOCK_START', '2026-11-24'],
    ['CLOCK_START', '2026-11-24T09:00:00'],
    ['CLOCK_SPEED', '0'],
    ['CLOCK_SPEED', 'fast'],
    ['RATE_LIMITS', 'none'],
    ['PUBLIC_URL', 'desk.example.it'],
    ['PUBLIC_URL', 'https://desk.example.it/?a=1'],
    ['SMTP_URL', 'mail.example.it'],
    ['MAIL_FROM', 'nobody'],
    ['DEMO', 'yes'],
  ])('refuses %s=%s by name, in one line', (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  });

  it.each([
    ['SECRET_KEY', { DATABASE_URL: DATABASE }],
    ['CLOCK_SPEED', { CLOCK_SPEED: '60' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.it' }],
  ])('asks for what belongs together: %s', (name, env) => {
    expect(() => readSettings(env)).toThrow(new RegExp(`^${name}: `));
  });

  it('never repeats a secret in a refusal', () => {
    expect(() => readSettings({ SECRET_KEY: 'hunter2' })).not.toThrow(/hunter2/);
    expect(() => readSettings({ DATABASE_URL: 'hunter2' })).not.toThrow(/hunter2/);
  });
});
