import type { Booking } from '../../src/bookings/bookings.contract.js';
import { ContactList, isReachable } from '../contact-list.js';
import { office } from './booking-store.js';
import { mp } from './problem-texts.js';

/** How to reach the office when this page cannot help: its contacts, else its address. */
export function OfficeContacts({ booking: { address } }: { booking: Booking }) {
  const contacts = office.value?.contacts;
  if (contacts === undefined || !isReachable(contacts))
    return <p>{mp('goToOffice', { address: `${address.street}, ${address.locality}` })}</p>;
  return (
    <>
      <p>{mp('callOffice')}</p>
      <ContactList contacts={contacts} />
    </>
  );
}
