import { signal } from '@preact/signals';
import { browserLanguage, language, setLanguage, type Language } from '../../ui-kit/catalogue.js';

/** What one person chose at this browser: where they sat last, what they took, and how the screen behaves. */
export type Preferences = {
  counter: string | null;
  /** null = all services, also those that the office adds later. */
  services: string[] | null;
  /** null = the person's own languages. */
  languages: string[] | null;
  sound: boolean;
  /** Single letters as shortcuts; some people's tools press letters by themselves. */
  letters: boolean;
};

const NONE: Preferences = { counter: null, services: null, languages: null, sound: true, letters: true };
const LANGUAGE_KEY = 'sportello.desk.language';
const keyOf = (userId: string) => `sportello.desk.${userId}`;

export const preferences = signal<Preferences>(NONE);
let owner: string | null = null;

/** Switches to a person's own preferences. */
export function loadPreferences(userId: string): void {
  owner = userId;
  preferences.value = { ...NONE, ...(read<Partial<Preferences>>(keyOf(userId)) ?? {}) };
}

/** Changes some preferences and remembers them. */
export function prefer(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...change };
  if (owner !== null) write(keyOf(owner), preferences.value);
}

/** The page's language: the one chosen here before, else the browser's. */
export function startLanguage(): void {
  setLanguage(read<Language>(LANGUAGE_KEY) ?? browserLanguage());
}

/** Remembers the page's language. */
export function rememberLanguage(): void {
  write(LANGUAGE_KEY, language.value);
}

// A browser may forbid its store (private windows): then nothing is remembered, and the work goes on.
function read<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // see read()
  }
}
