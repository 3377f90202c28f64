import { t } from './texts.js';

/** Technical cookies only, so a page names them and no banner is in the way. */
export function Cookies() {
  return (
    <section class="card">
      <h1>{t('cookiesTitle')}</h1>
      <p>{t('cookiesBody')}</p>
      <dl>
        <dt>
          <code>sportello_session</code>
        </dt>
        <dd>{t('cookieOfStaff')}</dd>
        <dt>
          <code>sportello_browser</code>
        </dt>
        <dd>{t('cookieOfBrowser')}</dd>
      </dl>
      <p>{t('cookiesNone')}</p>
    </section>
  );
}
