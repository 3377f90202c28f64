import type { CounterSessionRequest, QueueCounter } from '../../src/queue/queue.contract.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { send, type Command } from './commands.js';
import { myCounter } from './desk.js';
import { closeDialog } from './dialogs.js';
import { tell } from './notices.js';
import { officePath } from './office.js';
import { prefer } from './preferences.js';

/** What somebody takes at a counter; null = all services, the person's own languages. */
export type SeatChoice = { services: string[] | null; languages: string[] | null };

/** Sits down at a counter. @returns a sentence when it was refused, else null */
export async function sitDown(counter: string, choice: SeatChoice, takeOver = false): Promise<string | null> {
  const result = await put(counter, { ...bodyOf(choice), ...(takeOver ? { takeOver } : {}) });
  if (!result.ok) return result.text;
  prefer({ counter, ...choice });
  return null;
}

/**
 * Changes services and languages at the counter where the person sits. An absent field keeps its value there, so "all" is
 * said by naming all. @returns as `sitDown`
 */
export async function changeSeat(choice: SeatChoice, all: SeatChoice): Promise<string | null> {
  const counter = myCounter.value?.code;
  if (counter === undefined) return null;
  const named = { services: choice.services ?? all.services, languages: choice.languages ?? all.languages };
  const result = await put(counter, bodyOf(named));
  if (!result.ok) return result.text;
  prefer(choice);
  return null;
}

/** A break begins, or is over. */
export async function pause(paused: boolean): Promise<void> {
  const counter = myCounter.value?.code;
  if (counter === undefined) return;
  const result = await put(counter, { paused });
  if (!result.ok) tell('danger', result.text);
  else tell('success', paused ? t('pausedNow') : t('backNow'), () => pause(!paused));
}

/** Gets up. @returns as `sitDown` */
export async function leaveCounter(): Promise<string | null> {
  const counter = myCounter.value?.code;
  if (counter === undefined) return null;
  const command: Command = { name: 'leave', method: 'DELETE', path: pathOf(counter) };
  const result = await send<null>(command, () => myCounter.value === null);
  if (!result.ok) return result.text;
  closeDialog();
  return null;
}

function put(counter: string, body: CounterSessionRequest) {
  const shown = (seat: QueueCounter) => {
    const mine = myCounter.value;
    return mine !== null && mine.code === seat.code && mine.state === seat.state;
  };
  return send<QueueCounter>({ name: 'seat', method: 'PUT', path: pathOf(counter), body }, shown);
}

function bodyOf({ services, languages }: SeatChoice): CounterSessionRequest {
  return {
    ...(services === null || services.length === 0 ? {} : { services }),
    ...(languages === null || languages.length === 0 ? {} : { languages }),
  };
}

function pathOf(counter: string): string {
  return `${officePath.value}/counters/${counter}/session`;
}
