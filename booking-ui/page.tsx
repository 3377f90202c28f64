import { language } from '../ui-kit/catalogue.js';
import { DemoBadge } from '../ui-kit/components/notices.js';
import { LanguageBar } from '../ui-kit/components/language-bar.js';
import { words } from '../ui-kit/words.js';
import { Cookies } from './cookies.js';
import { FooterLinks } from './footer-links.js';
import { Later } from './later.js';
import { rememberLanguage } from './remembered-language.js';
import { t } from './texts.js';

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
        <a href="/book" data-element="appointment-booking">
          {words('book')}
        </a>
        <a href="/cookies">{t('cookies')}</a>
        {language.value === 'it' ? null : <p>{t('italianCounts')}</p>}
      </footer>
    </>
  );
}

const portal = () => import('./portal/portal.js').then(({ Portal }) => Portal);
const booking = () => import('./booking/booking-page.js').then(({ BookingPage }) => BookingPage);
const manage = () => import('./manage/manage-page.js').then(({ ManagePage }) => ManagePage);
const ticket = () => import('./ticket/ticket-page.js').then(({ TicketPage }) => TicketPage);

function Content({ path }: { path: string }) {
  if (path === '/') return <Later load={portal} props={{}} />;
  if (path === '/book') return <Later load={booking} props={{}} />;
  if (path === '/cookies') return <Cookies />;
  const [, bookingToken] = /^\/b\/([^/]+)$/.exec(path) ?? [];
  if (bookingToken !== undefined) return <Later load={manage} props={{ token: bookingToken }} />;
  const [, ticketToken] = /^\/t\/([^/]+)$/.exec(path) ?? [];
  return ticketToken === undefined ? <NotFound /> : <Later load={ticket} props={{ token: ticketToken }} />;
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
