import { LANGUAGE_NAMES, LANGUAGES } from '../../ui-kit/catalogue.js';
import { chooseLanguage } from '../kiosk-store.js';
import { t } from '../texts.js';

/** Languages by their own names; the question is asked in all of them. */
export function LanguageChoice() {
  return (
    <>
      <h1 class="in-three">
        {LANGUAGES.map((language) => (
          <span key={language} lang={language}>
            {t('chooseLanguage', {}, language)}
          </span>
        ))}
      </h1>
      <div class="large-choices">
        {LANGUAGES.map((language) => (
          <button
            type="button"
            key={language}
            lang={language}
            class="large-choice"
            onClick={() => chooseLanguage(language)}
          >
            {LANGUAGE_NAMES[language]}
          </button>
        ))}
      </div>
    </>
  );
}
