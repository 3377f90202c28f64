import { language } from '../ui-kit/catalogue.js';
import { DemoBadge } from '../ui-kit/components/notices.js';
import { LanguageBar } from '../ui-kit/components/language-bar.js';
import { Cookies } from './cookies.js';
import { FooterLinks } from './footer-links.js';
import { Portal } from './portal/portal.js';
import { rememberLanguage } from './remembered-language.js';
import { t } from './texts.js';
import { TicketPage } from './ticket/ticket-page.js';

/** Head and foot that all of the citizen's pages share. */
export function Page({ path }: { path: string }) {
  return (
    <>
      <a class="skip-link" href="#content">
        {t('skip')}
      </a>
      <DemoBadge />
      <header class="page-head">
        <a href="/" class="brand">
          Sportello
        </a>
        <LanguageBar onChange={rememberLanguage} />
      </header>
      <main id="content" tabIndex={-1}>
        <Content path={path} />
      </main>
      <footer class="page-foot">
        <FooterLinks />
        <a href="/cookies">{t('cookies')}</a>
        {language.value === 'it' ? null : <p>{t('italianCounts')}</p>}
      </footer>
    </>
  );
}

function Content({ path }: { path: string }) {
  if (path === '/') return <Portal />;
  if (path === '/cookies') return <Cookies />;
  const [, token] = /^\/t\/([^/]+)$/.exec(path) ?? [];
  return token === undefined ? <NotFound /> : <TicketPage token={token} />;
}

function NotFound() {
  return (
    <section class="card">
      <h1>{t('notFound')}</h1>
      <a class="kit-button" href="/">
        {t('home')}
      </a>
    </section>
  );
}
