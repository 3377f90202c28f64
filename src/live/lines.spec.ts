import { describe, expect, it } from '@jest/globals';
import type { Ticket } from '../queue/queue.contract.js';
import { newLine, noteShown, rangeFor, watchTicket } from './lines.js';

const ticket = (ahead: number) => ({ id: 't', ahead }) as Ticket;

describe("a ticket's room", () => {
  function aRoom() {
    const line = newLine(1, 10);
    watchTicket(line, 't');
    noteShown(line, ticket(3), 10);
    return line;
  }

  it('hears only of what it shows, in ranges without a gap', () => {
    const line = aRoom();
    expect(rangeFor(line, ticket(3), 12)).toBeNull();
    expect(rangeFor(line, ticket(2), 14)).toEqual({ from: 11, to: 14 });
    expect(rangeFor(line, ticket(1), 15)).toEqual({ from: 15, to: 15 });
  });

  it('keeps a change for the next event when there was none since: a client would ignore it', () => {
    const line = aRoom();
    expect(rangeFor(line, ticket(2), 10)).toBeNull();
    expect(rangeFor(line, ticket(2), 11)).toEqual({ from: 11, to: 11 });
  });

  it('is told again when somebody joined who saw another state', () => {
    const line = aRoom();
    noteShown(line, ticket(2), 11);
    expect(rangeFor(line, ticket(3), 12)).toEqual({ from: 11, to: 12 });
  });

  it('misses nothing that is delivered between joining and the snapshot', () => {
    const line = newLine(1, 10);
    watchTicket(line, 't');
    expect(rangeFor(line, ticket(2), 11)).toEqual({ from: 1, to: 11 });
    noteShown(line, ticket(3), 10);
    expect(rangeFor(line, ticket(2), 12)).toEqual({ from: 12, to: 12 });
  });
});
