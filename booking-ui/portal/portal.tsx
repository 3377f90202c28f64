import { useEffect } from 'preact/hooks';
import type { OfficeDetail } from '../../src/directory/directory.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { words } from '../../ui-kit/words.js';
import { ContactList, isReachable } from '../contact-list.js';
import { OfficeAddress } from '../office-address.js';
import { t } from '../texts.js';
import { Hours } from './hours.js';
import { OpenState } from './open-state.js';
import { desk, failed, offices, openDesk } from './portal-store.js';
import { Services } from './services.js';
import { Waiting } from './waiting.js';

/** The desk's page: what it is, open or closed, how many wait, where and when, and its services. */
export function Portal() {
  useEffect(() => void openDesk(), []);
  const page = desk.value;
  const name = page === null ? null : textOf(page.office.name).text;
  useEffect(() => {
    if (name !== null) document.title = name;
  }, [name]);
  if (page === null) return <p class="card">{failed.value ? words('serverAway') : words('connecting')}</p>;
  return (
    <>
      <Head office={page.office} />
      <Services />
      <Place office={page.office} />
      <Hours />
      <OtherOffices slug={page.office.slug} />
    </>
  );
}

function Head({ office }: { office: OfficeDetail }) {
  return (
    <section class="card desk-card">
      <h1>
        <TextOf text={office.name} />
      </h1>
      <p class="lead">
        <TextOf text={office.description} />
      </p>
      <a class="kit-button kit-button-primary book" href={`/book?office=${office.slug}`}>
        <Icon name="calendar" /> {words('book')}
      </a>
      <OpenState office={office} />
      <Waiting open={office.open} />
    </section>
  );
}

function Place({ office: { address, contacts } }: { office: OfficeDetail }) {
  return (
    <section class="card">
      <h2>{t('address')}</h2>
      <OfficeAddress address={address} />
      <Contacts contacts={contacts} />
    </section>
  );
}

function Contacts({ contacts }: Pick<OfficeDetail, 'contacts'>) {
  if (!isReachable(contacts)) return null;
  return (
    <>
      <h3>{t('contacts')}</h3>
      <ContactList contacts={contacts} />
    </>
  );
}

function OtherOffices({ slug }: { slug: string }) {
  const others = offices.value.filter((one) => one.slug !== slug);
  if (others.length === 0) return null;
  return (
    <section class="card">
      <h2>{t('otherOffices')}</h2>
      <ul>
        {others.map((one) => (
          <li key={one.slug}>
            <a href={`/?office=${one.slug}`}>
              <TextOf text={one.name} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
