import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../http/domain-error.js';
import { toDomainError } from './database-errors.js';

const codeOf = (error: unknown) => {
  const told = toDomainError(error);
  return told instanceof DomainError ? told.code : null;
};
const pgError = (code: string, more: object = {}) => Object.assign(new Error('no'), { code, ...more });

describe('toDomainError', () => {
  it('says not-ready when the server cannot be reached, whatever the network calls it', () => {
    const away = [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETUNREACH',
      '57P01',
      '57P03',
    ];
    expect(away.map((code) => [code, codeOf(pgError(code))])).toEqual(away.map((code) => [code, 'not-ready']));
    expect(codeOf(new Error('Connection terminated unexpectedly'))).toBe('not-ready');
  });

  it('says busy when a lock, a statement or a free connection took too long', () => {
    expect(['55P03', '57014', '25P03', '53300'].map((code) => codeOf(pgError(code)))).toEqual(Array(4).fill('busy'));
    expect(codeOf(new Error('timeout exceeded when trying to connect'))).toBe('busy');
  });

  it('knows the refusal that a constraint stands for, and leaves the rest as it was', () => {
    expect(codeOf(pgError('23514', { constraint: 'offering_day_within_cap' }))).toBe('queue-full');
    const unknown = pgError('23505', { constraint: 'something_else' });
    expect(toDomainError(unknown)).toBe(unknown);
  });
});
