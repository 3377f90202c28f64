import { languageChosen } from '../kiosk-store.js';
import type { Language } from '../../ui-kit/catalogue.js';
import { LANGUAGES, language } from '../../ui-kit/catalogue.js';

/** A sentence in the visitor's language; in all of them while nobody has said which. */
export function Said({ text }: { text: (language: Language) => string }) {
  if (languageChosen.value) return <>{text(language.value)}</>;
  return LANGUAGES.map((each) => (
    <span key={each} lang={each} class="said">
      {text(each)}
    </span>
  ));
}
