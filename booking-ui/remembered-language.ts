import { ourLanguage, type Language } from '../ui-kit/catalogue.js';

const KEY = 'sportello-language';

/** What this visitor chose: by the address (`?lang=zh`), else the last time; null when nothing was chosen. */
export function chosenLanguage(): Language | null {
  const asked = new URLSearchParams(location.search).get('lang');
  return (asked === null ? null : ourLanguage(asked)) ?? rememberedLanguage();
}

/** Keeps the choice for the next visit, where the browser lets it. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Private browsing: the choice holds for this page.
  }
}

function rememberedLanguage(): Language | null {
  try {
    return ourLanguage(localStorage.getItem(KEY) ?? '');
  } catch {
    return null;
  }
}
