import { describe, expect, it } from '@jest/globals';
import type { Tx } from '../database/database.js';
import { ActorNames } from './actor-names.js';

const ANNA = '01a20da9-0e0d-768c-a9e3-eae024f4c5dd';
const KIOSK = '01a20da9-0e0d-768c-a9e3-eae024f4c5de';
const GONE = '01a20da9-0e0d-768c-a9e3-eae024f4c5df';
const db: Pick<Tx, 'run'> = { run: async () => [] };

function names() {
  const asked: string[][] = [];
  const actorNames = new ActorNames();
  const source = (id: string, name: string) => async (_db: unknown, ids: readonly string[]) => {
    asked.push([...ids]);
    return ids.includes(id) ? [{ id, name }] : [];
  };
  actorNames.register('user', source(ANNA, 'Anna'));
  actorNames.register('device', source(KIOSK, 'Kiosk at the door'));
  return { actorNames, asked };
}

describe('the names of those who stand in a log', () => {
  it('are those of people and devices; the words for others stay, and ids that nobody knows are not shown', async () => {
    const { actorNames } = names();
    const actors = [`user:${ANNA}`, `device:${KIOSK}`, `user:${GONE}`, `device:${GONE}`, 'citizen', 'system', null];
    const nameOf = await actorNames.of(db, actors);
    expect(actors.map(nameOf)).toEqual(['Anna', 'Kiosk at the door', null, 'device', 'citizen', 'system', null]);
  });

  it('are asked for once, all of them together', async () => {
    const { actorNames, asked } = names();
    await actorNames.of(db, [`user:${ANNA}`, `user:${GONE}`, `user:${ANNA}`, 'visitor']);
    const nameOf = await actorNames.of(db, [`user:${ANNA}`, `user:${GONE}`]);
    expect([nameOf(`user:${ANNA}`), nameOf(`user:${GONE}`)]).toEqual(['Anna', null]);
    expect(asked).toEqual([[ANNA, GONE]]);
  });
});
