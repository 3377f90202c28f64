import { useEffect } from 'preact/hooks';
import { LANGUAGE_NAMES, textOf, type Language } from '../../ui-kit/catalogue.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { Alert, ConnectionBanner } from '../../ui-kit/components/notices.js';
import { soonOf, timeOf, waitOf } from '../../ui-kit/format.js';
import { officeNow } from '../../ui-kit/api.js';
import { words } from '../../ui-kit/words.js';
import { t } from '../texts.js';
import { Hours } from './hours.js';
import { board, desk, failed, openDesk } from './portal-store.js';
import { Services } from './services.js';

/** The desk's page: what it is, open or closed, how many wait, where and when, and its services. */
export function Portal() {
  useEffect(() => void openDesk(), []);
  const page = desk.value;
  if (page === null) return <p class="card">{failed.value ? words('serverAway') : words('connecting')}</p>;
  const { office } = page;
  document.title = textOf(office.name).text;
  return (
    <>
      <section class="card desk-card">
        <h1>
          <TextOf text={office.name} />
        </h1>
        <p class="lead">
          <TextOf text={office.description} />
        </p>
        <State />
        <Waiting />
      </section>
      <Services />
      <section class="card">
        <h2>{t('address')}</h2>
        <address lang="it">
          {office.address.street}
          <br />
          {office.address.locality} ({office.address.province})
        </address>
        <a class="kit-button" href={mapLink(office.address)} rel="noopener">
          <Icon name="pin" /> {t('map')}
        </a>
        <Contacts />
      </section>
      <Hours />
    </>
  );
}

function State() {
  const { office } = desk.value ?? {};
  if (office === undefined) return null;
  const next = office.nextOpening === null ? t('noOpening') : t('reopens', { time: whenOf(office.nextOpening) });
  const spoken = office.languagesNow.map((tag) => LANGUAGE_NAMES[tag as Language] ?? tag);
  return (
    <div class={`state ${office.open ? 'state-open' : 'state-closed'}`}>
      <p>
        <Icon name={office.open ? 'check' : 'clock'} />
        <strong>{office.open ? t('openNow') : t('closedNow')}</strong>
        <span>
          {office.open && office.openUntil !== null ? words('openUntil', { time: timeOf(office.openUntil) }) : next}
        </span>
      </p>
      {office.closedBecause === null ? null : (
        <p>
          <TextOf text={office.closedBecause} />
        </p>
      )}
      {office.open && !office.attended ? <p>{t('late')}</p> : null}
      {spoken.length === 0 ? null : <p>{t('spokenNow', { list: spoken.join(', ') })}</p>}
    </div>
  );
}

function Waiting() {
  const view = board.value;
  const state = view?.state.value;
  if (view === null || state == null || desk.value?.office.open !== true) return null;
  return (
    <div class="waiting-now">
      <h2>{t('waitingNow')}</h2>
      <ul>
        {state.waiting.map(({ prefix, count, estimate }) => (
          <li key={prefix}>
            {t('seriesWaiting', { prefix, n: count })}
            {estimate === null ? null : <span> · {waitOf(estimate)}</span>}
          </li>
        ))}
      </ul>
      <ConnectionBanner connection={view.connection.value} freshAt={view.freshAt.value} />
      {state.notices.map((notice, index) => (
        <Alert kind="info" key={index}>
          <TextOf text={notice} />
        </Alert>
      ))}
    </div>
  );
}

function Contacts() {
  const { phone, email, wechat } = desk.value?.office.contacts ?? { phone: null, email: null, wechat: null };
  if (phone === null && email === null && wechat === null) return null;
  return (
    <>
      <h3>{t('contacts')}</h3>
      <ul>
        {phone === null ? null : (
          <li>
            <a href={`tel:${phone}`}>{phone}</a>
          </li>
        )}
        {email === null ? null : (
          <li>
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        )}
        {wechat === null ? null : <li>WeChat: {wechat}</li>}
      </ul>
    </>
  );
}

function mapLink({ street, locality }: { street: string; locality: string }): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(`${street}, ${locality}`)}`;
}

function whenOf(instant: string): string {
  return soonOf(instant, officeNow().slice(0, 10));
}
