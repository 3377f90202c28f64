import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { anOffice } from '../harness/office.js';
import { LiveScreen, until } from './live-screen.js';
import { PollingScreen } from './polling-screen.js';

const LONGEST_STOP_MILLIS = 3000;

it('stops at once with screens connected and a request that never ends, and the screens come back by themselves', async () => {
  const office = await anOffice();
  const [node] = office.nodes;
  const port = Number(new URL(office.url).port);
  const wall = await LiveScreen.open(office.url);
  await wall.watch();
  wall.keepWatching();
  const polling = await LiveScreen.open(office.url, { polling: true });
  await polling.watch();
  const stuck = await PollingScreen.open(office.url);
  const hanging = stuck.poll().catch(() => []);
  const half = connect(port, '127.0.0.1').on('error', () => undefined);
  half.write('POST /api/v1/auth/login HTTP/1.1\r\nHost: desk\r\nContent-Length: 9\r\n\r\nhalf');
  await once(half, 'connect');
  // Answered after the half request has been read: both came by the same door.
  await office.anonymous().get('/status');

  const begun = performance.now();
  await node?.close();
  expect(performance.now() - begun).toBeLessThan(LONGEST_STOP_MILLIS);
  await hanging;
  await until('both see it', () => !wall.socket.connected && !polling.socket.connected);

  office.nodes.splice(0);
  await office.startNode({ port });
  await until('both are back', () => wall.socket.connected && polling.socket.connected);
  await until('the display watches again', () => wall.resubscribed > 0);
  wall.close();
  polling.close();
  await office.close();
});
