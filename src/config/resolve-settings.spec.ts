import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFolder } from './data-folder.js';
import { readSettings } from './environment.js';
import { rememberPasswordsShown, resolveSettings } from './resolve-settings.js';

const SERVER = { DATABASE_URL: 'postgres://db/desk', SECRET_KEY: 's'.repeat(32) };
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function resolve(env: NodeJS.ProcessEnv, emptyEmbeddedDatabase = false) {
  return resolveSettings(readSettings(env), new DataFolder(dataDir), { emptyEmbeddedDatabase });
}

describe('what the environment leaves open', () => {
  it('is made once, kept, and readable by its owner only', () => {
    const first = resolve({}, true);
    rememberPasswordsShown(new DataFolder(dataDir));
    const second = resolve({});
    expect(first.adminPassword).toMatchObject({ generated: true, firstTime: true });
    expect(second.adminPassword).toEqual({ value: first.adminPassword.value, generated: true, firstTime: false });
    expect(second.secretKey).toBe(first.secretKey);
    expect(second.demoPassword).toBe(first.demoPassword);
    expect(first.secretKey.length).toBeGreaterThanOrEqual(32);
    const kept = ['admin-password', 'demo', 'demo-password', 'passwords-shown', 'secret-key'];
    expect(readdirSync(dataDir).sort()).toEqual(kept);
    for (const name of kept) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  });

  it('is shown again after a start that failed before anybody could read it', () => {
    resolve({});
    expect(resolve({}).adminPassword.firstTime).toBe(true);
  });

  it('is made anew where a power cut left an empty file', () => {
    writeFileSync(join(dataDir, 'secret-key'), '');
    expect(resolve({}).secretKey.length).toBeGreaterThanOrEqual(32);
  });

  it('keeps nothing that was given', () => {
    const settings = resolve({ ...SERVER, ADMIN_PASSWORD: 'given', DEMO: 'true' });
    expect(settings.adminPassword).toEqual({ value: 'given', generated: false, firstTime: false });
    expect(settings).toMatchObject({ demo: true, demoPassword: 'given', secretKey: SERVER.SECRET_KEY });
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('a demo', () => {
  it('starts where an empty embedded database meets a loopback host, and is remembered', () => {
    expect(resolve({}, true).demo).toBe(true);
    expect(resolve({}, false).demo).toBe(true);
  });

  it.each([
    ['the database already holds a desk', {}, false],
    ['others can reach the server', { HOST: '0.0.0.0' }, true],
    ['the database is a server', SERVER, true],
    ['it is refused', { DEMO: 'false' }, true],
  ])('does not start when %s', (_why, env, empty) => {
    expect(resolve(env, empty)).toMatchObject({ demo: false, demoPassword: null });
  });

  it('ends for others as soon as the host is opened to them', () => {
    resolve({}, true);
    expect(resolve({ HOST: '0.0.0.0' }).demo).toBe(false);
  });
});

describe('the public address', () => {
  it.each([
    [{}, 'http://127.0.0.1:3000'],
    [{ HOST: '0.0.0.0', PORT: '80' }, 'http://127.0.0.1:80'],
    [{ HOST: '::1', PORT: '80' }, 'http://[::1]:80'],
    [{ PUBLIC_URL: 'https://desk.example.it/' }, 'https://desk.example.it'],
  ])('of %j is %s', (env, url) => {
    expect(resolve(env).publicUrl).toBe(url);
  });
});

describe('a data folder that cannot be written', () => {
  it('is one clear line that names it', () => {
    writeFileSync(join(dataDir, 'file'), '');
    const path = join(dataDir, 'file');
    expect(() => new DataFolder(path)).toThrow(new RegExp(`^DATA_DIR: .*${path}[^\\n]*$`));
  });
});
