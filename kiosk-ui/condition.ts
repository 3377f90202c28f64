import type { PairedDevice } from '../ui-kit/pairing.js';

const MOST_VOICES = 20;

/** Tells the devices list what this browser can do: its size, and the languages that it has a voice for. */
export function tellCondition(device: PairedDevice): void {
  device.report({ screen: `${screen.width}x${screen.height}`, voices: voices() });
  if (!('speechSynthesis' in window)) return;
  // Browsers load their voices after the page.
  speechSynthesis.onvoiceschanged = () => device.report({ voices: voices() });
}

function voices(): string[] {
  if (!('speechSynthesis' in window)) return [];
  return [...new Set(speechSynthesis.getVoices().map(({ lang }) => lang.slice(0, 20)))].slice(0, MOST_VOICES);
}
