import { t } from './texts.js';

/** Technical cookies only, so a page says so and no banner is in the way. */
export function Cookies() {
  return (
    <section class="card">
      <h1>{t('cookiesTitle')}</h1>
      <p>{t('cookiesBody')}</p>
    </section>
  );
}
