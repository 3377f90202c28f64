import type { Booking } from '../../src/bookings/bookings.contract.js';
import { office } from './booking-store.js';
import { mp } from './problem-texts.js';

/** How to reach the office when this page cannot help: its contacts, else its address. */
export function OfficeContacts({ booking: { address } }: { booking: Booking }) {
  const { phone = null, email = null, wechat = null } = office.value?.contacts ?? {};
  if (phone === null && email === null && wechat === null)
    return <p>{mp('goToOffice', { address: `${address.street}, ${address.locality}` })}</p>;
  return (
    <>
      <p>{mp('callOffice')}</p>
      <ul class="contacts">
        {phone === null ? null : (
          <li>
            <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
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
