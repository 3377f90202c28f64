import { useEffect, useLayoutEffect } from 'preact/hooks';
import { deleteLast, typeCharacter } from './appointment.js';
import { offerOperator, operatorAsked } from './help.js';
import { begin, goBack, office, step } from './kiosk-store.js';

const LONG_TOUCH_MS = 2_000;
/** Keys that a keypad's help or start button may send. */
const HELP_KEYS = new Set(['Home', 'F1', 'Help']);
const PRESS_KEYS = new Set(['Enter', ' ']);
const BACK_KEYS = new Set(['Escape', 'Backspace']);

/**
 * Each new step begins at its likely control, so that Enter alone goes on; browsers heed `autofocus` only once per page.
 * Whoever touches sees no ring: it shows for keys alone.
 */
export function useFirstFocus(): void {
  const now = step.value;
  // Before the next key can arrive, so no effect after painting.
  useLayoutEffect(() => {
    const first =
      document.querySelector<HTMLElement>('main [data-first]') ??
      document.querySelector<HTMLElement>('main button:not(:disabled)');
    first?.focus({ preventScroll: true });
  }, [now]);
}

/** Keys beside arrows and Enter, and the long touch that offers a person. */
export function useKioskKeys(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let heldLong = false;
    const onDown = () => {
      heldLong = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        heldLong = true;
        offerHelp();
      }, LONG_TOUCH_MS);
    };
    const onUp = () => clearTimeout(timer);
    let touchedStep = step.value;
    // The end of a long touch, and the second half of a double tap, belong to the screen that was touched, not to what
    // came of it under the finger.
    const onClick = (event: MouseEvent) => {
      if (heldLong && event.detail > 0) event.stopPropagation();
      else if (event.detail <= 1) touchedStep = step.value;
      else if (touchedStep !== step.value) event.stopPropagation();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('click', onClick, { capture: true });
    window.addEventListener('pointerdown', onDown);
    for (const event of ['pointerup', 'pointercancel']) window.addEventListener(event, onUp);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('pointerdown', onDown);
      for (const event of ['pointerup', 'pointercancel']) window.removeEventListener(event, onUp);
    };
  }, []);
}

function onKey(event: KeyboardEvent): void {
  // A key that is held down repeats itself through all the screens.
  if (event.repeat && PRESS_KEYS.has(event.key)) event.preventDefault();
  else if (HELP_KEYS.has(event.key)) offerHelp();
  else if (step.value === 'code' && operatorAsked.value === 'no' && typeOn(event)) focusOk();
  else if (BACK_KEYS.has(event.key)) goBack();
  else if (step.value === 'rest' && event.key === 'Enter' && document.activeElement === document.body) begin();
  else return;
  event.preventDefault();
}

/** A real keyboard writes on the pad; true when the key was one for it. */
function typeOn({ key }: KeyboardEvent): boolean {
  if (key !== 'Backspace') return typeCharacter(key);
  deleteLast();
  return true;
}

// Whoever types ends with Enter, which would press again what the arrows had last come to.
function focusOk(): void {
  document.querySelector<HTMLElement>('.pad-ok')?.focus();
}

/** A kiosk that is not paired, or cannot reach the server, has nobody to call. */
function offerHelp(): void {
  if (office.value !== null) offerOperator();
}
