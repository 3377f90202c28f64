import { expect, it } from '@jest/globals';
import type { Ticket } from '../queue/queue.contract.js';
import { Ledger } from './ledger.js';

const aTicket = (more: Partial<Ticket> = {}) =>
  ({ id: 'one', number: 'A001', endReason: null, token: 'link', lastCalledAt: null, ...more }) as Ticket;
const CALL = { lastCalledAt: '2026-11-24T09:30:00.000+01:00', counter: '1' };

it('lets a call that overtook the kiosk’s answer wait for the visitor', async () => {
  const ledger = new Ledger();
  let called = false;
  const call = ledger.untilIssued('one').then(() => {
    ledger.called(aTicket(CALL));
    called = true;
  });
  await Promise.resolve();
  expect(called).toBe(false);
  ledger.issued(aTicket());
  await call;
  expect(ledger.of('one').works).toHaveLength(1);
});

it('lets every other call go on at once', async () => {
  const ledger = new Ledger();
  ledger.issued(aTicket());
  await ledger.untilIssued('one');
  expect(ledger.of('one').ticket.token).toBe('link');
});
