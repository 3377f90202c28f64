import { signal } from '@preact/signals';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { playTone } from '../../ui-kit/tone.js';
import { words } from '../../ui-kit/words.js';

/** The visitor asked to be told; browsers sound and notify only after such a touch. */
export const alarmOn = signal(false);

let context: AudioContext | null = null;
type WakeLocks = { request(kind: 'screen'): Promise<unknown> };

/** Turns the alarm on, from a touch: sound, and where the browser offers it a notification and a screen that stays on. */
export async function turnAlarmOn(): Promise<void> {
  alarmOn.value = true;
  try {
    context ??= new AudioContext();
    void context.resume();
  } catch {
    // A browser without sound still shows the page.
  }
  if ('Notification' in window && Notification.permission === 'default') await Notification.requestPermission();
  const { wakeLock } = navigator as { wakeLock?: WakeLocks };
  await wakeLock?.request('screen').catch(() => undefined);
}

/** It is this ticket's turn: sound, vibration and notification, as far as this browser goes. */
export function alarm(ticket: Ticket): void {
  navigator.vibrate?.([300, 150, 300, 150, 600]);
  if (!alarmOn.value) return;
  for (const afterSeconds of [0, 0.4, 0.8]) {
    playTone(context, { hertz: 880, afterSeconds, seconds: 0.3, loudness: 0.4 });
  }
  if ('Notification' in window && Notification.permission === 'granted') {
    new Notification(`${ticket.number}: ${words('yourTurn', { counter: ticket.counter ?? '' })}`);
  }
}
