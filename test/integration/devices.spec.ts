import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../harness/api-client.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';

type Pairing = { code: string; secret: string; expiresAt: string };
type State = { status: string; token: string; office: string; deviceId: string };
type Device = { id: string; name: string; kind: string; lastSeenAt: string | null; condition: Record<string, unknown> };
const DEVICES = `${OFFICE_PATH}/devices`;

const startPairing = async (office: TestOffice, headers: Record<string, string> = {}, kind = 'kiosk') =>
  (await office.anonymous().post<Pairing>('/devices/pairings', { kind }, { key: null, headers })).body;
const stateOf = (office: TestOffice, secret: string) => office.anonymous().get<State>(`/devices/pairings/${secret}`);

async function pair(
  office: TestOffice,
  coordinator: ApiClient,
  kind = 'kiosk',
): Promise<{ id: string; client: ApiClient }> {
  const { code, secret } = await startPairing(office, {}, kind);
  await coordinator.post(DEVICES, { code, name: 'At the door' });
  const { body } = await stateOf(office, secret);
  const client = office.anonymous();
  client.token = body.token;
  return { id: body.deviceId, client };
}

describe('pairing', () => {
  let office: TestOffice;
  let coordinator: ApiClient;
  beforeAll(async () => {
    office = await anOffice({ nodes: 2, settings: { demo: false } });
    coordinator = await office.staff('coordinator');
  });
  afterAll(() => office.close());

  it('goes from code to token: the screen waits, a coordinator confirms, the token is told once', async () => {
    const { code, secret } = await startPairing(office);
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
    expect((await stateOf(office, secret)).body).toEqual({ status: 'pending' });
    const typed = ` ${code.toLowerCase().slice(0, 3)}-${code.toLowerCase().slice(3)}`;
    const confirmed = await coordinator.post<Device>(DEVICES, { code: typed, name: 'Entrance' });
    expect(confirmed.status).toBe(201);
    expect(confirmed.body).toMatchObject({ kind: 'kiosk', name: 'Entrance', lastSeenAt: null });

    const { body } = await stateOf(office, secret);
    expect(body).toMatchObject({ status: 'paired', office: OFFICE, deviceId: confirmed.body.id, name: 'Entrance' });
    expect((await stateOf(office, secret)).status).toBe(404);

    const kiosk = office.anonymous(1);
    kiosk.token = body.token;
    expect((await kiosk.get('/devices/self')).body).toMatchObject({ kind: 'kiosk', office: OFFICE, name: 'Entrance' });
    const kept = JSON.stringify(await office.sql(`select d.*, encode(token_hash, 'base64') from device d`));
    expect(kept).not.toContain(body.token);
  });

  it('tells the token to one of two requests at once', async () => {
    const { code, secret } = await startPairing(office);
    await coordinator.post(DEVICES, { code, name: 'Twice' });
    const answers = await Promise.all([1, 2, 3].map(() => stateOf(office, secret)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });

  it('makes one device when two coordinators confirm the same code at the same instant', async () => {
    const admin = await office.staff('admin', 1);
    for (let round = 0; round < 10; round++) {
      const { code } = await startPairing(office);
      const name = `Round ${round}`;
      const answers = await Promise.all([coordinator, admin].map((who) => who.post(DEVICES, { code, name })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
      expect(await office.sql('select from device where name = $1', [name])).toHaveLength(1);
    }
  });

  it('gives the same device again for a repeated request with its key', async () => {
    const { code } = await startPairing(office);
    const ask = () => coordinator.post<Device>(DEVICES, { code, name: 'Again' }, { key: 'again' });
    const [first, second] = [await ask(), await ask()];
    expect(second).toMatchObject({ status: 201, body: first.body });
  });

  it('refuses an expired code and lets its screen know', async () => {
    const { code, secret } = await startPairing(office);
    await office.sql(`update device_pairing set expires_at = now() - interval '1 second' where code = $1`, [code]);
    const refused = await coordinator.post(DEVICES, { code, name: 'Late' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'pairing-expired' } });
    expect((await stateOf(office, secret)).body).toMatchObject({ code: 'pairing-expired' });
    expect(await office.sql(`select from device where name = 'Late'`)).toHaveLength(0);
  });

  it('still gives the token to a screen that comes back after the code’s time', async () => {
    const { code, secret } = await startPairing(office);
    await coordinator.post(DEVICES, { code, name: 'Power cut' });
    await office.sql(`update device_pairing set expires_at = now() - interval '5 hours' where code = $1`, [code]);
    expect((await stateOf(office, secret)).body.status).toBe('paired');
  });

  it('knows no code and no secret that it did not give', async () => {
    expect((await coordinator.post(DEVICES, { code: 'AAAAAA', name: 'x' })).status).toBe(404);
    expect((await stateOf(office, 'x'.repeat(43))).status).toBe(404);
  });

  it('is confirmed by coordinators only', async () => {
    const { code } = await startPairing(office);
    const operator = await office.staff('operator1');
    expect((await operator.post(DEVICES, { code, name: 'x' })).status).toBe(403);
    expect((await office.anonymous().post(DEVICES, { code, name: 'x' })).status).toBe(401);
  });

  it('lists devices and what they say of themselves', async () => {
    const { id, client } = await pair(office, coordinator, 'display');
    expect((await client.post('/devices/self/heartbeat', { sound: 'blocked', voices: ['it'] })).status).toBe(204);
    await client.post('/devices/self/heartbeat', { sound: 'ok' });
    const { body } = await coordinator.get<{ items: Device[] }>(DEVICES);
    const device = body.items.find((item) => item.id === id);
    expect(device).toMatchObject({ kind: 'display', condition: { sound: 'ok', voices: ['it'] } });
    expect(device?.lastSeenAt).toMatch(/\+0[12]:00$/);
  });

  it('revokes at once on every node, and again with the same answer', async () => {
    const { id, client } = await pair(office, coordinator);
    const there = office.anonymous(1);
    there.token = client.token;
    expect([(await client.get('/devices/self')).status, (await there.get('/devices/self')).status]).toEqual([200, 200]);
    expect((await coordinator.delete(`${DEVICES}/${id}`)).status).toBe(204);
    expect((await client.get('/devices/self')).status).toBe(401);
    const start = performance.now();
    while ((await there.get('/devices/self')).status === 200);
    expect(performance.now() - start).toBeLessThan(2000);
    expect((await coordinator.delete(`${DEVICES}/${id}`)).status).toBe(204);
    const { body } = await coordinator.get<{ items: Device[] }>(DEVICES);
    expect(body.items.map((item) => item.id)).not.toContain(id);
  });

  it('knows no device that never was', async () => {
    expect((await coordinator.delete(`${DEVICES}/0197f1f0-0000-7000-8000-000000000001`)).status).toBe(404);
    expect((await coordinator.delete(`${DEVICES}/not-an-id`)).status).toBe(404);
  });

  it('survives a restart of the program', async () => {
    const { client } = await pair(office, coordinator);
    const restarted = await office.startNode();
    const again = new ApiClient(restarted.url);
    again.token = client.token;
    expect((await again.get('/devices/self')).status).toBe(200);
  });

  it('never pairs by itself when this is no demo', async () => {
    const { secret } = await startPairing(office);
    expect((await stateOf(office, secret)).body.status).toBe('pending');
  });
});

describe('a demo', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice({ settings: { demo: true, trustedProxies: ['127.0.0.1'] } });
  });
  afterAll(() => office.close());

  it('pairs a screen of this machine with the first office by itself', async () => {
    const { secret } = await startPairing(office);
    expect((await stateOf(office, secret)).body).toMatchObject({ status: 'paired', office: OFFICE });
  });

  it.each<[string, Record<string, string>]>([
    ['through a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['through a proxy that says Forwarded', { forwarded: 'for=127.0.0.1' }],
    ['from another site’s page', { 'sec-fetch-site': 'cross-site' }],
  ])('does not pair one that comes %s', async (_, headers) => {
    const { secret } = await startPairing(office, headers);
    expect((await stateOf(office, secret)).body).toEqual({ status: 'pending' });
  });
});

describe('the pairing throttle', () => {
  it('counts a coordinator’s tries, not the desk’s address', async () => {
    const office = await anOffice({ settings: { rateLimits: true } });
    const [coordinator, admin] = [await office.staff('coordinator'), await office.staff('admin')];
    const guess = (who: ApiClient) => who.post(DEVICES, { code: 'AAAAAA', name: 'x' });
    for (let count = 0; count < 30; count++) expect((await guess(coordinator)).status).toBe(404);
    expect((await guess(coordinator)).status).toBe(429);
    expect((await guess(admin)).status).toBe(404);
    await office.close();
  });
});
