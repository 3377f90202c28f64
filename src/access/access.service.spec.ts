import { describe, expect, it } from '@jest/globals';
import type { Listener } from '../database/listener.js';
import { Access } from './access.service.js';
import type { DevicePrincipal } from './principal.js';

type Wire = { handlers: ((payload: string) => void)[] };

/** A node whose messages reach all nodes on the same wire, its own included, as PostgreSQL's do. */
async function aNode(wire: Wire): Promise<Access> {
  const listener = {
    listen: async (_channel: string, handler: (payload: string) => void) => void wire.handlers.push(handler),
    notify: async (_channel: string, payload: string) => wire.handlers.forEach((handler) => handler(payload)),
  };
  const access = new Access(listener as unknown as Listener);
  await access.onApplicationBootstrap();
  return access;
}

const kiosk: DevicePrincipal = { kind: 'device', deviceId: 'd1', deviceKind: 'kiosk', office: 'here', name: 'Kiosk' };
const SHOWN = { sessionToken: null, bearer: 'token' };

describe('Access', () => {
  it('asks its sources once for many requests, and again after it was told to forget', async () => {
    const access = await aNode({ handlers: [] });
    let asked = 0;
    let valid = true;
    access.register({ name: 'devices', resolve: async () => (asked++, valid ? kiosk : null) });
    for (let count = 0; count < 5; count++) expect(await access.principalOf(SHOWN)).toEqual(kiosk);
    expect(asked).toBe(1);
    valid = false;
    await access.forget('device:d1');
    expect(await access.principalOf(SHOWN)).toBeNull();
  });

  it('tells the other nodes and whoever holds sockets there, each once', async () => {
    const wire: Wire = { handlers: [] };
    const [here, there] = [await aNode(wire), await aNode(wire)];
    const heard: string[] = [];
    here.onRevoked((key) => heard.push(`here ${key}`));
    there.onRevoked((key) => heard.push(`there ${key}`));
    let valid = true;
    there.register({ name: 'devices', resolve: async () => (valid ? kiosk : null) });
    await there.principalOf(SHOWN);
    valid = false;
    await here.forget('device:d1');
    expect(heard).toEqual(['here device:d1', 'there device:d1']);
    expect(await there.principalOf(SHOWN)).toBeNull();
  });

  it('does not remember an answer that was read before a revocation and arrived after it', async () => {
    const access = await aNode({ handlers: [] });
    const answers: ((value: DevicePrincipal | null) => void)[] = [];
    access.register({ name: 'devices', resolve: () => new Promise((resolve) => answers.push(resolve)) });
    const slow = access.principalOf(SHOWN);
    await access.forget('device:d1');
    answers[0]?.(kiosk);
    await slow;
    const next = access.principalOf(SHOWN);
    answers[1]?.(null);
    expect(await next).toBeNull();
  });

  it('takes a bearer token for the only credential, even beside a valid session', async () => {
    const access = await aNode({ handlers: [] });
    access.register({ name: 'staff', resolve: async ({ sessionToken }) => (sessionToken === null ? null : kiosk) });
    expect(await access.principalOf({ sessionToken: 'session', bearer: 'revoked' })).toBeNull();
    expect(await access.principalOf({ sessionToken: 'session', bearer: null })).toEqual(kiosk);
  });

  it('goes on without the wire: a lost message is no error of the one who revokes', async () => {
    const access = new Access({ listen: async () => {}, notify: () => Promise.reject(new Error('gone')) } as never);
    await expect(access.forget('device:d1')).resolves.toBeUndefined();
  });
});
