import { expect, it } from '@jest/globals';
import { headsIn } from './live.sql.js';
import { roomName, roomOf, type Room } from './rooms.js';

it('reads a room from its name, and no subscription from other names', () => {
  const rooms: Room[] = [
    { officeId: 4, view: 'board', ticketId: null },
    { officeId: 4, view: 'ticket', ticketId: '0198c6c0-7b8e-7aaa-8000-000000000000' },
  ];
  for (const room of rooms) expect(roomOf(roomName(room))).toEqual(room);
  for (const name of ['everybody', 'Xy_board:4', 'board:4x', '']) expect(roomOf(name)).toBeNull();
});

it('reads what another node tells, and nothing from a message without offices', () => {
  expect(headsIn('node-a 1:20 7:3')).toEqual({
    node: 'node-a',
    heads: [
      { officeId: 1, revision: 20 },
      { officeId: 7, revision: 3 },
    ],
  });
  expect(headsIn('').heads).toEqual([]);
  expect(headsIn('node-a 1:x').heads).toEqual([]);
});
