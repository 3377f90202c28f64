import { computed } from '@preact/signals';
import type { QueueCounter, StaffTicket } from '../../src/queue/queue.contract.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { queue } from './live-queue.js';
import { nextForCounter } from './next-for-counter.js';
import { nextStep } from './next-step.js';
import { office } from './office.js';
import { user } from './session.js';

/** The counter at which the signed-in person sits, as the server says: the same in every tab. */
export const myCounter = computed<QueueCounter | null>(() => {
  const me = user.value?.id;
  return queue.value?.counters.find(({ operator }) => operator !== null && operator.id === me) ?? null;
});

/** The visitor who is called to or served at my counter. */
export const myTicket = computed<StaffTicket | null>(() => {
  const code = myCounter.value?.code;
  return queue.value?.active.find(({ counter }) => counter === code) ?? null;
});

/** The one sensible next step at my counter. */
export const step = computed(() =>
  myCounter.value === null
    ? null
    : nextStep(myCounter.value, myTicket.value, office.value?.recallsBeforeNoShow ?? Number.POSITIVE_INFINITY),
);

/** The ticket that "call next" would most likely give me. */
export const nextForMe = computed<StaffTicket | null>(() => {
  const counter = myCounter.value;
  if (counter === null || queue.value === null || office.value === null) return null;
  const { waiting, counters } = queue.value;
  return nextForCounter(counter, waiting, counters, Date.parse(officeClock.value), office.value);
});

/** A ticket as the queue shows it now, wherever it stands; undefined once it has ended. */
export function ticketById(id: string): StaffTicket | undefined {
  const lists = queue.value;
  if (lists === null) return undefined;
  return [lists.active, lists.waiting, lists.parked, lists.recent].flat().find((ticket) => ticket.id === id);
}

/** Whole minutes from an instant until now at the office; never negative. */
export function minutesSince(instant: string): number {
  return Math.max(0, Math.floor((Date.parse(officeClock.value) - Date.parse(instant)) / 60_000));
}
