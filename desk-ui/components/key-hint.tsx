import { preferences } from '../state/preferences.js';

/** The key that does the same, shown on its button; hidden from screen readers, which have `aria-keyshortcuts`. */
export function KeyHint({ letter }: { letter: string }) {
  if (letter.length === 1 && !preferences.value.letters) return null;
  return <kbd aria-hidden="true">{letter}</kbd>;
}
