import { LANGUAGE_NAMES, LANGUAGES, language, setLanguage, type Language } from '../catalogue.js';
import { words } from '../words.js';

/** Languages by their own names; the current one is pressed. */
export function LanguageBar({ onChange }: { onChange?: (next: Language) => void }) {
  const choose = (next: Language) => {
    setLanguage(next);
    onChange?.(next);
  };
  return (
    <div class="language-bar" role="group" aria-label={words('language')}>
      {LANGUAGES.map((tag) => (
        <button type="button" key={tag} lang={tag} aria-pressed={language.value === tag} onClick={() => choose(tag)}>
          {LANGUAGE_NAMES[tag]}
        </button>
      ))}
    </div>
  );
}
