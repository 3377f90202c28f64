import { scanned } from './check-in.js';

/** A scanner is a keyboard that types faster than anybody, and ends with Enter. Nothing shorter is a code. */
const FEWEST_CHARACTERS = 6;
const BETWEEN_CHARACTERS_MS = 60;
const BEFORE_END_MS = 400;
const END_KEYS = new Set(['Enter', 'Tab']);

/**
 * Listens for a scanner on every screen. Its Enter presses nothing: it would press what has the focus. To be called
 * before anything else listens to keys, so that a scan is read whole whatever its first characters do.
 */
export function watchScanner(): void {
  let burst = '';
  let lastAt = 0;
  const onKey = (event: KeyboardEvent) => {
    const pause = event.timeStamp - lastAt;
    if (END_KEYS.has(event.key) && burst.length >= FEWEST_CHARACTERS && pause < BEFORE_END_MS) {
      event.preventDefault();
      event.stopImmediatePropagation();
      scanned(burst);
      burst = '';
    } else if (event.key.length === 1) {
      burst = pause < BETWEEN_CHARACTERS_MS ? burst + event.key : event.key;
      lastAt = event.timeStamp;
      // A blank within a code would press a button.
      if (event.key === ' ' && burst.length > 1) event.preventDefault();
    } else if (event.key !== 'Shift') burst = '';
  };
  window.addEventListener('keydown', onKey, { capture: true });
}
