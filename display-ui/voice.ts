import { signal } from '@preact/signals';
import { LANGUAGES, ourLanguage, type Language } from '../ui-kit/catalogue.js';

/** Languages of ours that the browser has a voice for. Some browsers load their voices seconds after the page. */
export const voices = signal<readonly Language[]>([]);

/** A voice from the network may take a moment; one that has not begun by then does not speak. */
const BEGINS_WITHIN_MS = 4_000;
/** Where the browser lists no voice at all, as some inside apps, we try, but not for long. */
const UNLISTED_BEGINS_WITHIN_MS = 1_500;

// Chrome forgets an utterance that nobody holds, and then never says that it ended.
const held = new Set<SpeechSynthesisUtterance>();

/** Keeps `voices` up to date. */
export function watchVoices(): void {
  if (!('speechSynthesis' in window)) return;
  const look = () => {
    const spoken = new Set(listed().map(({ lang }) => ourLanguage(lang)));
    voices.value = LANGUAGES.filter((language) => spoken.has(language));
  };
  look();
  speechSynthesis.addEventListener?.('voiceschanged', look);
}

/** Says a text in a language; resolves with whether a voice said it. A language without a voice stays unsaid. */
export async function say(text: string, language: Language): Promise<boolean> {
  if (!('speechSynthesis' in window)) return false;
  const all = listed();
  const voice = all.find(({ lang }) => ourLanguage(lang) === language);
  // An Italian voice that reads Chinese is worse than silence.
  if (voice === undefined && all.length > 0) return false;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = voice?.lang ?? language;
  if (voice !== undefined) utterance.voice = voice;
  utterance.rate = 0.9;
  held.add(utterance);
  const said = await spoken(utterance, voice === undefined ? UNLISTED_BEGINS_WITHIN_MS : BEGINS_WITHIN_MS);
  held.delete(utterance);
  return said;
}

/** Ends whatever is being said. */
export function hush(): void {
  if ('speechSynthesis' in window) speechSynthesis.cancel();
}

function spoken(utterance: SpeechSynthesisUtterance, beginsWithinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => {
      hush();
      resolve(false);
    }, beginsWithinMs);
    const over = (said: boolean) => () => {
      clearTimeout(giveUp);
      resolve(said);
    };
    utterance.onstart = () => clearTimeout(giveUp);
    utterance.onend = over(true);
    utterance.onerror = over(false);
    speechSynthesis.speak(utterance);
  });
}

function listed(): SpeechSynthesisVoice[] {
  return speechSynthesis.getVoices();
}
