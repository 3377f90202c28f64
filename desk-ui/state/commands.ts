import { computed, effect, signal } from '@preact/signals';
import type { Problem } from '../../src/http/conventions.contract.js';
import type { Queue } from '../../src/queue/queue.contract.js';
import { api, ApiProblem, newKey, postOnce, ServerAway } from '../../ui-kit/api.js';
import { problemText } from '../texts/problems.js';
import { myCounter, myTicket } from './desk.js';
import { refreshQueue, untilShown, upToDate } from './live-queue.js';
import { sessionExpired } from './session.js';

export type Command = {
  /** What runs, for the button that says so. */
  name: string;
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  /** A dialog's own idempotency key, where one dialog stands for one thing to make. */
  key?: string;
};

/** Whether the queue on the screen shows what the answer says; until then nothing else is offered. */
export type Shown<T> = (value: T, queue: Queue) => boolean;

export type Refusal = { ok: false; code: string; text: string; problem: Problem | null };
export type Result<T> = { ok: true; value: T } | Refusal;

/** The command that waits for its answer; `away` once a try got none. */
export const running = signal<{ name: string; away: boolean } | null>(null);

/** Whether a press does anything now: the screen is up to date and nothing runs. */
export const idle = computed(() => upToDate.value && running.value === null);

// A command whose answer never came. Pressed again while nothing has changed at this counter, it goes with the same key,
// so it runs once; any change at the counter shows what became of it, and the key is forgotten.
let unanswered: { command: string; key: string } | null = null;
const standing = computed(() =>
  JSON.stringify([myCounter.value, myTicket.value?.id, myTicket.value?.status, myTicket.value?.lastCalledAt]),
);
effect(() => {
  if (standing.value !== '') unanswered = null;
});

/** Sends one command at a time. Never throws: a refusal comes as a sentence for the person at the desk. */
export async function send<T>(command: Command, shown?: Shown<T>): Promise<Result<T>> {
  if (running.value !== null) return { ok: false, code: 'running', text: '', problem: null };
  running.value = { name: command.name, away: false };
  try {
    const value = await answerOf<T>(command);
    if (shown !== undefined) await untilShown((queue) => shown(value, queue));
    return { ok: true, value };
  } catch (error) {
    return refusal(error);
  } finally {
    running.value = null;
  }
}

async function answerOf<T>(command: Command): Promise<T> {
  const onAway = () => (running.value = { name: command.name, away: true });
  if (command.method === 'POST') {
    const signature = JSON.stringify([command.path, command.body]);
    const key = command.key ?? (unanswered?.command === signature ? unanswered.key : newKey());
    unanswered = { command: signature, key };
    const value = await postOnce<T>(command.path, command.body ?? {}, { idempotencyKey: key, onAway }).catch(forgetKey);
    unanswered = null;
    return value;
  }
  // PUT and DELETE say the wanted state: repeating them is harmless.
  const once = () => (command.method === 'PUT' ? api.put<T>(command.path, command.body) : api.delete<T>(command.path));
  return once().catch((error: unknown) => {
    if (!(error instanceof ServerAway)) throw error;
    onAway();
    return once();
  });
}

// A refusal is an answer: the next press is a new command.
function forgetKey(error: unknown): never {
  if (error instanceof ApiProblem) unanswered = null;
  throw error;
}

/** The sentence for an error of the API; notices as well that the session has ended. */
export function failureText(error: unknown): string {
  if (error instanceof ApiProblem && error.code === 'not-signed-in') sessionExpired();
  return problemText(error);
}

function refusal(error: unknown): Refusal {
  // Refused or unanswered, the screen may be behind: the server's state decides what is offered next.
  refreshQueue();
  const text = failureText(error);
  if (!(error instanceof ApiProblem)) return { ok: false, code: 'server-away', text, problem: null };
  return { ok: false, code: error.code, text, problem: error.problem };
}
