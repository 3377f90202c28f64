import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/app.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { PASSWORD, testSettings } from '../harness/settings.js';

type User = { id: string; username: string; roles: { role: string; office: string | null }[]; languages: string[] };
const login = (office: TestOffice, username: string, password: string, headers: Record<string, string> = {}) =>
  office
    .anonymous()
    .post<{ user: User; code: string; detail: string }>('/auth/login', { username, password }, { key: null, headers });

describe('signing in', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  it('answers the person with roles and languages, and sets a cookie that scripts cannot read', async () => {
    const { status, body, headers } = await login(office, 'Operator4', PASSWORD);
    expect(status).toBe(200);
    expect(body.user).toMatchObject({
      username: 'operator4',
      languages: ['it', 'zh-Hans'],
      roles: [{ role: 'operator', office: OFFICE }],
    });
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^sportello_session=[\w-]{43};/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Secure/);
  });

  it('keeps neither password nor token as they are', async () => {
    const { headers } = await login(office, 'operator1', PASSWORD);
    const token = /sportello_session=([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '-';
    const kept = JSON.stringify(
      await office.sql('select u.*, encode(s.token_hash, $1) from staff_user u, staff_session s', ['base64']),
    );
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(PASSWORD);
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('says the same of a wrong password, an unknown name and a disabled person', async () => {
    await office.sql(`update staff_user set disabled_at = now() where username = 'operator3'`);
    const answers = await Promise.all([
      login(office, 'operator1', 'wrong'),
      login(office, 'nobody', PASSWORD),
      login(office, 'operator3', PASSWORD),
    ]);
    for (const { status, body, headers } of answers) {
      expect(status).toBe(401);
      expect(body.code).toBe('wrong-credentials');
      expect(body.detail).toBe(answers[0]?.body.detail);
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('takes as long for an unknown name as for a wrong password', async () => {
    const timed = async (username: string) => {
      const times: number[] = [];
      for (let round = 0; round < 7; round++) {
        const start = performance.now();
        await login(office, username, 'wrong');
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timed('operator1'), await timed('nobody')];
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('ends the session that the browser had before', async () => {
    const before = await office.staff('operator1');
    await office
      .anonymous()
      .post('/auth/login', { username: 'operator2', password: PASSWORD }, { headers: { cookie: before.cookie ?? '' } });
    expect((await before.get('/auth/me')).status).toBe(401);
  });

  it('tells who is signed in, and a device that it is no person', async () => {
    const operator = await office.staff('operator1');
    expect((await operator.get('/auth/me')).body).toMatchObject({ user: { username: 'operator1' } });
    expect((await office.anonymous().get('/auth/me')).body).toMatchObject({ code: 'not-signed-in' });
    expect((await (await office.device('kiosk')).get('/auth/me')).body).toMatchObject({ code: 'not-allowed' });
  });

  it('ends with sign-out at once; signing out again is fine', async () => {
    const operator = await office.staff('operator1');
    const elsewhere = await office.staff('operator1');
    await operator.get('/auth/me');
    const out = await operator.post('/auth/logout', {}, { key: null });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^sportello_session=; Max-Age=0/);
    expect((await operator.get('/auth/me')).status).toBe(401);
    expect((await elsewhere.get('/auth/me')).status).toBe(200);
    expect((await operator.post('/auth/logout', {}, { key: null })).status).toBe(204);
  });

  it('refuses unknown fields and missing ones', async () => {
    const { status, body } = await office.anonymous().post('/auth/login', { username: 'a', extra: 1 }, { key: null });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-request' });
  });

  it('slides: a session in use lives on, one left alone for twelve hours does not', async () => {
    const operator = await office.staff('operator2');
    await office.sql(
      `update staff_session set last_seen_at = now() - interval '2 minutes', expires_at = now() + interval '1 minute'`,
    );
    expect((await operator.get('/auth/me')).status).toBe(200);
    const [{ hours } = { hours: 0 }] = await office.sql(
      `select round(extract(epoch from max(expires_at) - now()) / 3600)::int as hours from staff_session`,
    );
    expect(hours).toBe(12);
    const late = await office.staff('operator2');
    await office.sql(`update staff_session set expires_at = now() - interval '1 second'`);
    expect((await late.get('/auth/me')).status).toBe(401);
  });
});

describe('the session cookie', () => {
  it('is Secure when the desk’s address is https', async () => {
    const office = await anOffice({ settings: { publicUrl: 'https://desk.example.it' } });
    const { headers } = await login(office, 'operator1', PASSWORD);
    expect(headers.get('set-cookie')).toMatch(/; Secure/);
    await office.close();
  });
});

describe('the cross-site rule', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  it.each<[string, number, Record<string, string>]>([
    ['another site', 403, { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', 403, { 'sec-fetch-site': 'same-site' }],
    ['another origin', 403, { origin: 'https://evil.example' }],
    ['our own page', 204, { 'sec-fetch-site': 'same-origin' }],
    ['a script', 204, {}],
  ])('%s gets %d for an unsafe method with our cookie', async (_, expected, headers) => {
    const operator = await office.staff('operator1');
    const { status, body } = await operator.post('/auth/logout', {}, { key: null, headers });
    expect(status).toBe(expected);
    if (expected === 403) expect(body).toMatchObject({ code: 'cross-site' });
  });

  it('lets our own origin pass and reads stay open', async () => {
    const operator = await office.staff('operator1');
    expect((await operator.get('/auth/me', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
    expect((await operator.post('/auth/logout', {}, { headers: { origin: office.url } })).status).toBe(204);
  });
});

describe('the sign-in throttle', () => {
  it('tells its numbers, refuses the eleventh wrong try and nobody else', async () => {
    const office = await anOffice({ settings: { rateLimits: true } });
    const first = await login(office, 'operator1', 'wrong');
    expect(first.headers.get('ratelimit-limit')).toBe('10');
    expect(first.headers.get('ratelimit-remaining')).toBe('9');
    expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
    for (let count = 0; count < 9; count++) await login(office, 'operator1', 'wrong');
    const refused = await login(office, 'operator1', PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.body.code).toBe('too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await login(office, 'operator2', PASSWORD)).status).toBe(200);
    await office.close();
  });

  it('is silent with RATE_LIMITS=off', async () => {
    const office = await anOffice({ settings: { rateLimits: false } });
    expect((await login(office, 'operator1', PASSWORD)).headers.get('ratelimit-limit')).toBeNull();
    await office.close();
  });
});

describe('roles and people', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice({ nodes: 2 });
  });
  afterAll(() => office.close());

  const aPerson = (username: string, more: Record<string, unknown> = {}) => ({
    username,
    name: 'Chen Li',
    password: 'a password of hers',
    languages: ['zh-Hans', 'it'],
    roles: [{ role: 'operator', office: OFFICE }],
    ...more,
  });

  it('an operator is no coordinator, a coordinator no administrator', async () => {
    expect((await (await office.staff('operator1')).get(`${OFFICE_PATH}/devices`)).status).toBe(403);
    const coordinator = await office.staff('coordinator');
    expect((await coordinator.get(`${OFFICE_PATH}/devices`)).status).toBe(200);
    expect((await coordinator.get('/admin/users')).body).toMatchObject({ code: 'not-allowed' });
    expect((await office.anonymous().get('/admin/users')).body).toMatchObject({ code: 'not-signed-in' });
  });

  it('an office that does not exist is told only to who might be let in', async () => {
    expect((await (await office.staff('coordinator')).get('/offices/nowhere/devices')).status).toBe(403);
    expect((await (await office.staff('admin')).get('/offices/nowhere/devices')).status).toBe(404);
  });

  it('an administrator adds a person once per key, who then signs in', async () => {
    const admin = await office.staff('admin');
    const key = 'add-chen';
    const [first, again] = [
      await admin.post<User>('/admin/users', aPerson('chen'), { key }),
      await admin.post<User>('/admin/users', aPerson('chen'), { key }),
    ];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect((await admin.post('/admin/users', aPerson('chen'))).body).toMatchObject({
      status: 409,
      code: 'username-taken',
    });
    expect((await login(office, 'chen', 'a password of hers')).body.user.languages).toEqual(['zh-Hans', 'it']);
  });

  it('refuses a role at an unknown office and adds nobody', async () => {
    const admin = await office.staff('admin');
    const person = aPerson('ghost', { roles: [{ role: 'operator', office: 'nowhere' }] });
    expect((await admin.post('/admin/users', person)).body).toMatchObject({ code: 'invalid-request' });
    expect(await office.sql(`select from staff_user where username = 'ghost'`)).toHaveLength(0);
  });

  it('gives a role that is limited to a municipality, which does not open the desk', async () => {
    const admin = await office.staff('admin');
    const limited = { role: 'coordinator', office: OFFICE, municipality: '048043' };
    const { body } = await admin.post<User>('/admin/users', aPerson('of-sesto', { roles: [limited] }));
    expect(body.roles).toEqual([limited]);
    const there = await office.anonymous().signIn('of-sesto', 'a password of hers');
    expect((await there.get('/auth/me')).body).toMatchObject({ user: { roles: [limited] } });
    expect((await there.get(`${OFFICE_PATH}/queue`)).status).toBe(403);
    expect((await there.get(`${OFFICE_PATH}/devices`)).status).toBe(403);
    const unknown = aPerson('of-nowhere', { roles: [{ ...limited, municipality: '999999' }] });
    expect((await admin.post('/admin/users', unknown)).body).toMatchObject({ code: 'invalid-request' });
  });

  it('a disabled person is out at once on every node, and cannot come back', async () => {
    const admin = await office.staff('admin');
    const { body: person } = await admin.post<User>('/admin/users', aPerson('leaver'));
    const there = await office.anonymous(1).signIn('leaver', 'a password of hers');
    expect((await there.get('/auth/me')).status).toBe(200);
    const { status, body } = await admin.put(`/admin/users/${person.id}`, { disabled: true });
    expect([status, body['disabled']]).toEqual([200, true]);
    const start = performance.now();
    while ((await there.get('/auth/me')).status === 200);
    expect(performance.now() - start).toBeLessThan(2000);
    expect((await login(office, 'leaver', 'a password of hers')).status).toBe(401);
  });

  it('a role that is taken away is gone at once', async () => {
    const admin = await office.staff('admin');
    const { body: person } = await admin.post<User>(
      '/admin/users',
      aPerson('boss', { roles: [{ role: 'coordinator', office: OFFICE }] }),
    );
    const boss = await office.anonymous().signIn('boss', 'a password of hers');
    expect((await boss.get(`${OFFICE_PATH}/devices`)).status).toBe(200);
    await admin.put(`/admin/users/${person.id}`, { roles: [{ role: 'operator', office: OFFICE }] });
    expect((await boss.get(`${OFFICE_PATH}/devices`)).status).toBe(403);
    expect((await boss.get('/auth/me')).status).toBe(200);
  });

  it('administrators cannot lock themselves out, and one of a single office administers no people', async () => {
    const admin = await office.staff('admin');
    const { body } = await admin.get<{ user: User }>('/auth/me');
    const path = `/admin/users/${body.user.id}`;
    expect((await admin.put(path, { disabled: true })).status).toBe(403);
    expect((await admin.put(path, { roles: [] })).status).toBe(403);
    expect((await admin.put(path, { name: 'Anna' })).status).toBe(200);
    await admin.post('/admin/users', aPerson('local-admin', { roles: [{ role: 'administrator', office: OFFICE }] }));
    const local = await office.anonymous().signIn('local-admin', 'a password of hers');
    expect((await local.get('/admin/users')).status).toBe(403);
    expect((await local.get(`${OFFICE_PATH}/devices`)).status).toBe(200);
  });
});

describe('the secret', () => {
  it('that does not fit the database stops the start with one line', async () => {
    const office = await anOffice();
    const settings = testSettings({ secretKey: 'another secret of more than thirty-two letters' });
    const start = createApp({ settings, databaseUrl: office.databaseUrl, poolSize: 2 });
    await expect(start).rejects.toMatchObject({ startProblem: expect.stringMatching(/^SECRET_KEY: /) });
    await office.close();
  });
});
