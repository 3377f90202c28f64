import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import type { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE, type TestOffice } from '../harness/office.js';
import { AnswerCheck, committedDocument, routesOf, type Operation, type Route } from './answers.js';

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
};

/** Long enough to reach every route some hundred times, short enough for every run. */
const SECONDS = 4;
const AT_ONCE = 8;

const document = committedDocument();
const answers = new AnswerCheck();
let office: TestOffice;
let callers: ApiClient[];
/** Values that name something, so that a request gets past the first look-up now and then. */
let known: string[];

beforeAll(async () => {
  answers.listen();
  office = await anOffice();
  const operator = await office.staff('operator1');
  callers = [
    operator,
    await office.staff('coordinator'),
    await office.staff('admin'),
    await office.device('kiosk'),
    office.anonymous(),
  ];
  await openCounter(operator, '1');
  const [waiting, parked] = [await takeTicket(operator), await takeTicket(operator)];
  await callNext(operator, '1');
  await act(operator, waiting, 'park');
  known = [waiting.id, parked.id, waiting.token ?? '', '1', '2', 'school', 'certificates-information', '048043', 'it'];
  const booked = await operator.post<{ id: string; code: string }>(`/offices/${OFFICE}/bookings`, {
    service: 'school',
    municipality: '048043',
    start: '2026-11-25T09:00:00+01:00',
  });
  const wish = { service: 'citizenship', municipality: '048043', start: '2026-11-26T09:00:00+01:00' };
  const hold = await office.anonymous().post<{ id: string }>(`/offices/${OFFICE}/holds`, wish);
  known.push(booked.body.id, booked.body.code, hold.body.id, wish.start, '2026-11-26T10:00:00+01:00', 'phone');
  known.push(OFFICE, 'zh-Hans', 'reduced-mobility', 'resolved', '2026-11-24', 'kiosk', 'true', 'A001');
});
afterAll(async () => {
  answers.stop();
  await office.close();
});

const hostileText = () =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        ' ',
        '\u0000',
        '\ud800',
        '../..',
        "' or 1=1 --",
        '%00',
        '٣',
        'x'.repeat(5000),
        '0000-01-01',
      ),
    },
    { weight: 1, arbitrary: fc.uuid() },
  );
const anything = () =>
  fc.anything({ maxDepth: 3, key: fc.constantFrom('__proto__', 'constructor', 'service', 'x', '\u0000', '') });

/** Mostly what the schema asks for, now and then something else; objects miss fields and have others. */
function like(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  const resolved = resolve(schema);
  if (resolved === undefined || depth > 4) return anything();
  return fc.oneof({ weight: 9, arbitrary: exactly(resolved, depth) }, { weight: 1, arbitrary: anything() });
}

function exactly(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => like(choice, depth + 1)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? 'any'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, depth)));
}

function ofType(type: string, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return hostileText();
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -1, max: 25 }), fc.double(), fc.constantFrom(1e9, 1e308, -0, 2 ** 53));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(like(schema.items, depth + 1), { maxLength: 7 });
    case 'object':
      return objectLike(schema, depth);
    default:
      return anything();
  }
}

function objectLike({ properties = {} }: Schema, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, like(inner, depth + 1)]));
  const whole = fc.record(fields, { requiredKeys: [] });
  const odd = fc.tuple(whole, fc.string({ maxLength: 8 }), anything());
  return fc.oneof(
    { weight: 9, arbitrary: fc.record(fields) },
    { weight: 5, arbitrary: whole },
    { weight: 1, arbitrary: odd.map(([body, name, value]) => ({ ...(body as object), [name]: value })) },
  );
}

function resolve(schema: Schema | undefined): Schema | undefined {
  if (schema?.$ref === undefined) return schema;
  return document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema | undefined;
}

type Sent = { method: string; url: string; headers: Record<string, string>; body: string | null };

function requestFor({ method, path, operation }: Route): fc.Arbitrary<Sent> {
  const bodySchema = operation.requestBody?.content?.['application/json']?.schema as Schema | undefined;
  const body = method === 'GET' ? fc.constant(null) : like(bodySchema ?? { type: 'object' }).map(asJson);
  return fc
    .tuple(
      fc.array(hostileText(), { minLength: 3, maxLength: 3 }),
      fc.subarray((operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name)),
      fc.array(hostileText(), { minLength: 4, maxLength: 4 }),
      body,
      fc.constantFrom(...callers),
      fc.option(fc.string({ unit: 'binary-ascii', maxLength: 70 }), { freq: 2 }),
      fc.constantFrom('it', 'zh', '*', 'x;q=9', ''),
    )
    .map(([names, queries, values, json, by, key, language]) => ({
      method,
      url: addressOf(path, names, operation, queries, values),
      headers: headersOf(by, key, language, json),
      body: json,
    }));
}

function addressOf(path: string, names: string[], _: Operation, queries: string[], values: string[]): string {
  let next = 0;
  const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const text = names[next++] ?? '';
    // The office is mostly the one that there is: nothing behind it would be reached otherwise.
    return name === 'office' && text.length % 4 !== 0 ? OFFICE : escaped(text);
  });
  const query = queries.map((name, index) => `${name}=${escaped(values[index] ?? '')}`).join('&');
  return `${office.url}/api/v1${address}${query === '' ? '' : `?${query}`}`;
}

// A dot alone or half a character is no part of an address that any client could send.
function escaped(text: string): string {
  return encodeURIComponent(text.replace(/^\.+$/, 'dots').replaceAll(/\p{Surrogate}/gu, '?'));
}

function asJson(value: unknown): string | null {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? null;
}

function headersOf(by: ApiClient, key: string | null, language: string, body: string | null): Record<string, string> {
  const printable = key?.replaceAll(/[^\t\x20-\x7e]/g, '') ?? null;
  return {
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    ...(by.cookie === null ? {} : { cookie: by.cookie }),
    ...(by.token === null ? {} : { authorization: `Bearer ${by.token}` }),
    ...(printable === null ? {} : { 'idempotency-key': printable }),
    'accept-language': language,
  };
}

it('never fails on its side, whatever is sent, and always answers as the reference says', async () => {
  const routes = routesOf(document).filter(({ operation }) => operation.operationId !== 'signOut');
  const before = office.anonymous();
  const requests = fc.oneof(...routes.map(requestFor));
  const counts = new Map<number, number>();
  const failures: string[] = [];
  const deadline = performance.now() + SECONDS * 1000;
  const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const stream = fc.sample(requests, { numRuns: 4000, seed })[Symbol.iterator]();
  const worker = async () => {
    for (const sent of stream) {
      if (performance.now() > deadline) return;
      const { url, ...init } = sent;
      const response = await fetch(url, init);
      counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
      if (response.status >= 500 && response.status !== 503)
        failures.push(`${JSON.stringify(sent)} ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect({ seed, failures: failures.slice(0, 5) }).toEqual({ seed, failures: [] });
  expect({ seed, faults: answers.faults.splice(0, 5) }).toEqual({ seed, faults: [] });
  // Had nothing got through, it would have tested nothing.
  expect((counts.get(200) ?? 0) + (counts.get(201) ?? 0)).toBeGreaterThan(20);
  for (const refused of [400, 401, 403, 404]) expect(counts.get(refused) ?? 0).toBeGreaterThan(5);
  expect((await before.get('/status')).status).toBe(200);
  if (process.env['FUZZ_TELL'] !== undefined) process.stdout.write(`${JSON.stringify([...counts])}\n`);
}, 60_000);
