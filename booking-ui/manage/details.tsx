import type { ComponentChildren } from 'preact';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { languageNameOf } from '../../ui-kit/format.js';
import { OfficeAddress } from '../office-address.js';
import { t } from '../texts.js';
import { extraNames } from './booking-store.js';
import { isOpen, type Phase } from './phase.js';
import { m } from './texts.js';

/** What, where or who calls whom, and what to bring. */
export function Details({ booking, phase }: { booking: Booking; phase: Phase }) {
  const { people, needsLanguage, notes, mode } = booking;
  const wasRequest = phase === 'awaiting-confirmation' || phase === 'lapsed';
  return (
    <section class="card" aria-labelledby="details">
      <h2 id="details">{wasRequest ? m('request') : m('details')}</h2>
      <dl class="manage-facts">
        <Services booking={booking} />
        {mode === 'desk' ? <Place booking={booking} /> : <Call booking={booking} />}
        {people > 1 ? <Fact name={m('people')}>{m('peopleCount', { n: people })}</Fact> : null}
        {needsLanguage === null ? null : (
          <Fact name={m('language')}>{m('operator', { language: languageNameOf(needsLanguage) })}</Fact>
        )}
        <Name booking={booking} />
        {notes === null || notes === '' ? null : <Fact name={m('notes')}>{notes}</Fact>}
      </dl>
      {isOpen(phase) ? <Bring booking={booking} /> : null}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Services({ booking: { serviceName } }: { booking: Booking }) {
  const names = [serviceName, ...extraNames.value];
  return (
    <Fact name={m('service', { n: names.length })}>
      {names.map((name, index) => (
        <div key={index}>
          <TextOf text={name} />
        </div>
      ))}
    </Fact>
  );
}

function Place({ booking: { officeName, address } }: { booking: Booking }) {
  return (
    <Fact name={m('place')}>
      <strong>
        <TextOf text={officeName} />
      </strong>
      <OfficeAddress address={address} />
    </Fact>
  );
}

function Call({ booking: { mode, contact, officeName } }: { booking: Booking }) {
  return (
    <Fact name={m('how')}>
      <p>{mode === 'phone' ? m('byPhone') : m('byVideo')}</p>
      {contact.phone === null ? null : <p>{m('onNumber', { phone: contact.phone })}</p>}
      <p>
        <TextOf text={officeName} />
      </p>
    </Fact>
  );
}

function Name({ booking: { contact } }: { booking: Booking }) {
  const name = [contact.name, contact.surname].filter((part) => part !== null).join(' ');
  return name === '' ? null : <Fact name={m('inName')}>{name}</Fact>;
}

function Bring({ booking: { documents } }: { booking: Booking }) {
  return (
    <div class="manage-bring">
      <h3>{m('bring')}</h3>
      {documents.length === 0 ? <p>{t('bringNothing')}</p> : <DocumentList documents={documents} />}
    </div>
  );
}

function DocumentList({ documents }: Pick<Booking, 'documents'>) {
  return (
    <ul>
      {documents.map((text, index) => (
        <li key={index}>
          <TextOf text={text} />
        </li>
      ))}
    </ul>
  );
}
