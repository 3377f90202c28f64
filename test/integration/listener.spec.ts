import { expect, it } from '@jest/globals';
import { Listener } from '../../src/database/listener.js';
import { anOffice } from '../harness/office.js';

it('listens again after its connection was cut, and says that something may have been missed', async () => {
  const office = await anOffice();
  const listener = office.nodes[0]?.nest.get(Listener, { strict: false });
  if (listener === undefined) throw new Error('no listener');
  const heard: string[] = [];
  let waiting = () => {};
  const next = () => new Promise<void>((resolve) => (waiting = resolve));
  const note = (what: string) => {
    heard.push(what);
    waiting();
  };
  await listener.listen('test_channel', note, () => note('gap'));

  let arrived = next();
  await listener.notify('test_channel', 'before');
  await arrived;

  arrived = next();
  await office.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'sportello-listener' and datname = current_database()`);
  await arrived;

  arrived = next();
  await listener.notify('test_channel', 'after');
  await arrived;
  expect(heard).toEqual(['before', 'gap', 'after']);
  await office.close();
});
