import { ourLanguage, type Language } from '../ui-kit/catalogue.js';

const KEY = 'sportello-language';

/** The language that this browser's visitor chose last; null when none was, or the browser keeps nothing. */
export function rememberedLanguage(): Language | null {
  try {
    return ourLanguage(localStorage.getItem(KEY) ?? '');
  } catch {
    return null;
  }
}

/** Keeps the choice for the next visit, where the browser lets it. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Private browsing: the choice holds for this page.
  }
}
