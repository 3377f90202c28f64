import { signal } from '@preact/signals';
import { operatorAsked } from './help.js';
import { startAgain, step } from './kiosk-store.js';

/** After so long without a touch the next visitor finds the rest screen; the last seconds are counted in sight. */
const IDLE_SECONDS = 45;
const TICKET_SECONDS = 30;
const COUNTDOWN_SECONDS = 15;
const LOOK_EVERY_MS = 500;

/** Seconds until the screen starts again; null while nobody has to be told. */
export const secondsLeft = signal<number | null>(null);

// The device's own clock may be set while somebody stands here, so it is not asked.
let lastTouch = performance.now();

/** Somebody is there. */
export function touched(): void {
  lastTouch = performance.now();
  secondsLeft.value = step.value === 'ticket' ? TICKET_SECONDS : null;
}

/** Whether the question "are you still there?" is on the screen. */
export function isAsking(): boolean {
  return secondsLeft.value !== null && step.value !== 'ticket';
}

/** Watches touches, keys and the steps themselves; ends with the page. */
export function watchIdle(): void {
  window.addEventListener('pointerdown', () => (isAsking() ? undefined : touched()), { capture: true });
  // A touch that answers the question is one when it ends: the question must not vanish under the finger.
  window.addEventListener('click', touched, { capture: true });
  window.addEventListener('keydown', onKey, { capture: true });
  step.subscribe(touched);
  setInterval(look, LOOK_EVERY_MS);
}

// Any key answers the question, and does nothing else.
function onKey(event: KeyboardEvent): void {
  if (isAsking()) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  touched();
}

function look(): void {
  if (step.value === 'taking' || (step.value === 'rest' && operatorAsked.value === 'no')) return;
  const limit = step.value === 'ticket' ? TICKET_SECONDS : IDLE_SECONDS;
  const left = Math.ceil(limit - (performance.now() - lastTouch) / 1000);
  if (left <= 0) {
    secondsLeft.value = null;
    startAgain();
  } else if (step.value === 'ticket' || left <= COUNTDOWN_SECONDS) secondsLeft.value = left;
}
