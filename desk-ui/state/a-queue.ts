import type { Queue, QueueCounter, StaffTicket } from '../../src/queue/queue.contract.js';

/** Builders for the tests of this folder: what a test does not name does not matter to it. */
export function aStaffTicket(wish: Partial<StaffTicket> = {}): StaffTicket {
  return {
    id: wish.number ?? 'A001',
    number: 'A001',
    office: 'office',
    service: 'school',
    serviceName: 'Scuola',
    municipality: null,
    language: 'it',
    needsLanguage: null,
    priority: null,
    people: 1,
    extraServices: [],
    source: 'kiosk',
    status: 'waiting',
    endReason: null,
    counter: null,
    wantedCounter: null,
    issuedAt: '2026-11-24T09:00:00.000+01:00',
    calledAt: null,
    lastCalledAt: null,
    recalls: 0,
    servedAt: null,
    endedAt: null,
    slotStart: null,
    mode: 'desk',
    ahead: null,
    estimate: null,
    rankAt: '2026-11-24T09:00:00.000+01:00',
    seq: 1,
    rankReason: 'arrival',
    notBefore: null,
    serviceStartedAt: null,
    notes: [],
    outcome: null,
    booking: null,
    canReturn: false,
    ...wish,
  };
}

export function aCounter(wish: Partial<QueueCounter> = {}): QueueCounter {
  return {
    code: '1',
    name: 'Sportello 1',
    state: 'open',
    operator: { id: 'anna', name: 'Anna' },
    services: ['school'],
    languages: ['it'],
    ticket: null,
    openedAt: null,
    ...wish,
  };
}

export function aQueue(wish: Partial<Queue> = {}): Queue {
  return { revision: 1, waiting: [], active: [], parked: [], recent: [], counters: [], alerts: [], ...wish };
}
