import { signal } from '@preact/signals';
import type { Ticket } from '../../src/queue/queue.contract.js';
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
  for (const at of [0, 0.4, 0.8]) beep(at);
  if ('Notification' in window && Notification.permission === 'granted') {
    new Notification(`${ticket.number}: ${words('yourTurn', { counter: ticket.counter ?? '' })}`);
  }
}

function beep(at: number): void {
  if (context === null || context.state !== 'running') return;
  const tone = context.createOscillator();
  const loudness = context.createGain();
  const start = context.currentTime + at;
  tone.frequency.value = 880;
  loudness.gain.setValueAtTime(0.0001, start);
  loudness.gain.exponentialRampToValueAtTime(0.4, start + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
  tone.connect(loudness).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.32);
}
