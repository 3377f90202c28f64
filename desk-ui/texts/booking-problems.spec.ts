import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from '../../ui-kit/api.js';
import { bookingProblemText } from './booking-problems.js';

const start = '2026-11-24T10:00:00.000+01:00';
const said = (code: string, members: object = {}) => {
  const problem = { type: '', title: '', status: 409, detail: '', code, traceId: '', ...members };
  return bookingProblemText(new ApiProblem(problem, null));
};

describe('refusals about a booking', () => {
  it('say when, and what to do', () => {
    const checkInFrom = '2026-11-24T09:30:00.000+01:00';
    expect(said('too-early', { start, checkInFrom })).toContain('si registra dalle martedì 24 novembre, 9:30');
    expect(said('too-early', { start })).toContain('si segna assente solo dopo');
    expect(said('too-late', { start })).toContain('Dai un biglietto o un nuovo appuntamento');
  });

  it('name the status that a colleague has brought about', () => {
    expect(said('wrong-status', { bookingStatus: 'cancelled' })).toContain('(ora: annullato)');
    const ticket = { id: '1', number: 'A007', status: 'checked-in' };
    expect(said('already-checked-in', { ticket })).toContain('biglietto A007, arrivato');
    expect(said('already-checked-in', { ticket: { ...ticket, status: 'serving' } })).toContain('A007, allo sportello');
  });

  it('leave to others what is not about bookings', () => {
    expect(said('wrong-status', { ticketStatus: 'called' })).toBeNull();
    expect(said('counter-closed')).toBeNull();
  });
});
