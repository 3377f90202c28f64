import { signal } from '@preact/signals';
import { startAgain, step } from './kiosk-store.js';

/** After so long without a touch the next visitor finds the rest screen; the last seconds are counted aloud. */
const IDLE_SECONDS = 45;
const TICKET_SECONDS = 30;
const COUNTDOWN_SECONDS = 15;

/** Seconds until the screen starts again; null while nobody has to be asked. */
export const secondsLeft = signal<number | null>(null);

let lastTouch = Date.now();

/** Somebody is there. */
export function touched(): void {
  lastTouch = Date.now();
  secondsLeft.value = step.value === 'ticket' ? TICKET_SECONDS : null;
}

/** Watches touches, keys and the steps themselves; ends with the page. */
export function watchIdle(): void {
  for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, touched, { capture: true });
  step.subscribe(touched);
  setInterval(look, 500);
}

function look(): void {
  if (step.value === 'rest' || step.value === 'taking') return;
  const limit = step.value === 'ticket' ? TICKET_SECONDS : IDLE_SECONDS;
  const left = Math.ceil(limit - (Date.now() - lastTouch) / 1000);
  if (left <= 0) {
    secondsLeft.value = null;
    startAgain();
  } else if (step.value === 'ticket' || left <= COUNTDOWN_SECONDS) secondsLeft.value = left;
}
