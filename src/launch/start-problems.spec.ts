import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../config/environment.js';
import { startProblemLine } from './start-problems.js';

const embedded = readSettings({});
const server = readSettings({
  DATABASE_URL: 'postgres://desk:hunter2@db.example.it:5433/queue',
  SECRET_KEY: 's'.repeat(32),
});
const coded = (code: string, more = {}) => Object.assign(new Error(`failed\nat hunter2`), { code, ...more });

describe('a failed start in one line', () => {
  it.each([
    ['EADDRINUSE', /^PORT: 3000 on 127\.0\.0\.1 is in use/],
    ['EACCES', /^PORT: .*3000/],
    ['EADDRNOTAVAIL', /^HOST: 127\.0\.0\.1 is not an address of this machine/],
    ['ENOBUFS', /^HOST, PORT: .*ENOBUFS/],
  ])('says what is wrong with the address: %s', (code, line) => {
    expect(startProblemLine(coded(code, { syscall: 'listen' }), embedded)).toMatch(line);
  });

  it.each([
    ['ECONNREFUSED', 'nothing answers at db.example.it:5433'],
    ['ENOTFOUND', 'host db.example.it is not known'],
    ['28P01', 'wrong password for user desk'],
    ['28000', 'does not let user desk in'],
    ['3D000', 'there is no database queue'],
    ['42501', 'user desk may not create tables'],
  ])('says what is wrong with the database: %s', (code, words) => {
    const line = startProblemLine(coded(code), server);
    expect(line).toContain(`DATABASE_URL: `);
    expect(line).toContain(words);
    expect(line).not.toContain('hunter2');
  });

  it('finds the telling error inside of another one', () => {
    const wrapped = Object.assign(new AggregateError([coded('ECONNREFUSED')]), { driverError: new Error('no') });
    expect(startProblemLine(wrapped, server)).toMatch(/^DATABASE_URL: nothing answers/);
    expect(startProblemLine(new Error('x', { cause: { startProblem: 'said\nalready' } }), null)).toBe('said already');
  });

  it('knows a database that does not answer by its words', () => {
    expect(startProblemLine(new Error('timeout expired'), server)).toBe(
      'DATABASE_URL: db.example.it:5433 does not answer',
    );
  });

  it('says where an unexpected error happened, still in one line', () => {
    const line = startProblemLine(new TypeError('x is\nundefined'), server);
    expect(line).toMatch(/^unexpected: x is undefined \(at .+start-problems\.spec.+:\d+:\d+\)$/);
  });
});
