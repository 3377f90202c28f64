import { LANGUAGES } from '../../ui-kit/catalogue.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { t } from '../texts.js';

/** The server is away: said in three languages; the kiosk comes back by itself. */
export function Away() {
  return (
    <main class="kiosk centred">
      <Icon name="warning" size="5rem" />
      <h1 class="in-three">
        {LANGUAGES.map((language) => (
          <span key={language} lang={language}>
            {t('away', {}, language)}
          </span>
        ))}
      </h1>
      <div class="rest-state" role="alert">
        {LANGUAGES.map((language) => (
          <p key={language} lang={language}>
            {t('awayLine', {}, language)}
          </p>
        ))}
      </div>
    </main>
  );
}
