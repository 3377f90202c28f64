import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

describe('what goes wrong before a route runs is told in the same form', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const send = (path: string, init: RequestInit) => fetch(`${office.url}${path}`, init);
  const json = { 'content-type': 'application/json' };

  async function problemOf(response: Response) {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status: response.status, title: expect.any(String), traceId: expect.any(String) });
    expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:|\.js:|select |FST_/i);
    return problem['code'];
  }

  it('malformed JSON, unknown address, wrong type, too large, malformed address', async () => {
    const login = '/api/v1/auth/login';
    expect(await problemOf(await send(login, { method: 'POST', headers: json, body: '{"username":' }))).toBe(
      'invalid-request',
    );
    expect(await problemOf(await send('/api/v1/nowhere', {}))).toBe('not-found');
    expect(
      await problemOf(await send(login, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<a/>' })),
    ).toBe('unsupported-media-type');
    const large = JSON.stringify({ username: 'a'.repeat(100_000), password: 'b' });
    expect(await problemOf(await send(login, { method: 'POST', headers: json, body: large }))).toBe(
      'payload-too-large',
    );
    expect(await problemOf(await send('/api/v1/offices/%E0%A4%A', {}))).toBe('invalid-request');
  });

  it('reads an empty body as {} whatever its content type says', async () => {
    const empty = await send('/api/v1/auth/login', { method: 'POST', headers: json });
    const problem = (await empty.json()) as { code: string; errors: { path: string }[] };
    expect(problem.code).toBe('invalid-request');
    expect(problem.errors.map(({ path }) => path).sort()).toEqual(['password', 'username']);
  });

  it('keeps __proto__ and unknown fields out', async () => {
    const operator = await office.staff('operator1');
    const answer = await operator.post(`${OFFICE_PATH}/counters/1/call-next`, { surprise: true });
    expect([answer.status, answer.body['code']]).toEqual([400, 'invalid-request']);
  });

  it('tells every code at its type address', async () => {
    const answer = await send('/api/problems/wrong-status', {});
    expect(await answer.json()).toEqual({ code: 'wrong-status', status: 409, title: 'Wrong status' });
  });

  it('answers status, reference and metrics', async () => {
    expect((await office.anonymous().get('/status')).body).toMatchObject({ status: 'ok', demo: true });
    const reference = await office.anonymous().get<{ servers: { url: string }[] }>('/openapi.json');
    expect(reference.body.servers[0]?.url).toBe('/api/v1');
    expect((await send('/api/docs', {})).status).toBe(200);
    expect(await (await send('/metrics', {})).text()).toContain('process_resident_memory_bytes');
  });

  it('gives metrics to this machine, and elsewhere to whoever has the token alone', async () => {
    const forwarded = { 'x-forwarded-for': '192.0.2.7' };
    expect((await send('/metrics', { headers: forwarded })).status).toBe(403);
    const admin = await office.staff('admin');
    const { token } = (await admin.get<{ token: string }>('/admin/metrics-token')).body;
    const bearer = (text: string) => ({ headers: { ...forwarded, authorization: `Bearer ${text}` } });
    expect((await send('/metrics', bearer(token))).status).toBe(200);
    expect((await send('/metrics', bearer(`${token}x`))).status).toBe(403);
    expect((await (await office.staff('coordinator')).get('/admin/metrics-token')).status).toBe(403);
  });
});
