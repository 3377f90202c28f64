import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { api, ApiProblem, newKey, oneAtATime, postOnce, ServerAway } from './api.js';

type Call = { url: string; init: RequestInit };
type Reply = Response | 'lost';

describe('a call to the API', () => {
  const realFetch = globalThis.fetch;
  let calls: Call[];
  let replies: Reply[];

  beforeEach(() => {
    calls = [];
    replies = [];
    globalThis.fetch = (async (url: string, init: RequestInit) => {
      calls.push({ url, init });
      const reply = replies.shift();
      if (reply === undefined || reply === 'lost') throw new TypeError('network');
      return reply;
    }) as typeof fetch;
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
  const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify({ type: 'about:blank', title: code, status, detail: code, code, traceId: 't' }), {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
  const headerOf = (call: Call | undefined, name: string) => (call?.init.headers as Record<string, string>)[name];

  it('repeats a lost POST with the same key, so that a lost answer gives one ticket', async () => {
    replies = ['lost', problem(503, 'busy', { 'retry-after': '0' }), json({ number: 'A012' }, 201)];
    await expect(postOnce('/offices/x/tickets', { service: 'info' })).resolves.toEqual({ number: 'A012' });
    const keys = calls.map((call) => headerOf(call, 'idempotency-key'));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]?.length).toBeGreaterThanOrEqual(16);
  });

  it("takes a rule's refusal as an answer", async () => {
    replies = [problem(409, 'office-closed')];
    const refusal = await postOnce('/offices/x/tickets', {}).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ code: 'office-closed', status: 409, retryAfter: null });
    expect(calls).toHaveLength(1);
  });

  it("tells a proxy's error page and a missing network apart from the server's own word", async () => {
    replies = [new Response('<h1>Bad gateway</h1>', { status: 502 }), 'lost'];
    await expect(api.get('/status')).rejects.toBeInstanceOf(ServerAway);
    await expect(api.get('/status')).rejects.toBeInstanceOf(ServerAway);
  });

  it('asks in the language and as the device that it is told', async () => {
    replies = [json({}), new Response(null, { status: 204 })];
    await api.get('/devices/self', { token: 'secret', language: 'zh-Hans', allLanguages: true });
    expect(calls[0]?.url).toBe('/api/v1/devices/self?allLanguages=true');
    expect(headerOf(calls[0], 'accept-language')).toBe('zh-Hans');
    expect(headerOf(calls[0], 'authorization')).toBe('Bearer secret');
    await expect(api.post('/offices/x/counters/1/call-next', {})).resolves.toBeNull();
  });

  it('lets one press through at a time', async () => {
    let release = (): void => undefined;
    let runs = 0;
    const press = oneAtATime(() => {
      runs += 1;
      return new Promise<string>((resolve) => (release = () => resolve('done')));
    });
    const first = press();
    await expect(press()).resolves.toBeUndefined();
    release();
    await expect(first).resolves.toBe('done');
    expect(runs).toBe(1);
  });

  it('draws keys by hand where the page is on plain http', () => {
    const { randomUUID } = crypto;
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
      expect(newKey()).not.toBe(newKey());
    } finally {
      Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true });
    }
  });
});
