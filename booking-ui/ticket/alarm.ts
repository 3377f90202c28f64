import { signal } from '@preact/signals';
import type { Ticket } from '../../src/queue/queue.contract.js';
import { words } from '../../ui-kit/words.js';

/** The visitor asked to be told. */
export const alarmOn = signal(false);

let context: AudioContext | null = null;

/** Turns the alarm on, from a touch: sound, and where the browser offers it a notification. */
export function turnAlarmOn(): void {
  alarmOn.value = true;
  openSound();
  if ('Notification' in window && Notification.permission === 'default') {
    // Some browsers never answer, older ones give no promise: nothing here waits for them.
    void Promise.resolve(Notification.requestPermission()).catch(() => undefined);
  }
}

/** Browsers sound only after a touch, so the first one anywhere on the page opens the sound. */
export function openSoundOnTouch(): void {
  for (const gesture of ['pointerdown', 'keydown']) window.addEventListener(gesture, openSound, { passive: true });
}

/** It is this ticket's turn: sound, vibration and notification, as far as this browser goes. */
export function alarm(ticket: Ticket): void {
  navigator.vibrate?.([300, 150, 300, 150, 600]);
  for (const at of [0, 0.4, 0.8]) beep(at);
  if (alarmOn.value) notify(ticket);
}

function notify({ id, number, counter }: Ticket): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    new Notification(`${number}: ${words('yourTurn', { counter: counter ?? '' })}`, { tag: id });
  } catch {
    // Android's Chrome notifies through service workers only; the sound and the page have to do.
  }
}

function openSound(): void {
  try {
    context ??= new AudioContext();
    if (context.state !== 'running') void context.resume().catch(() => undefined);
  } catch {
    // A browser without sound still shows the page.
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
