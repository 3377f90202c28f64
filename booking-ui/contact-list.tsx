import type { OfficeDetail } from '../src/directory/directory.contract.js';

/** How to reach an office: what it has of phone, e-mail and WeChat. */
export function ContactList({ contacts: { phone, email, wechat } }: { contacts: OfficeDetail['contacts'] }) {
  return (
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
  );
}

/** Whether there is a way to reach it besides its address. */
export function isReachable({ phone, email, wechat }: OfficeDetail['contacts']): boolean {
  return phone !== null || email !== null || wechat !== null;
}
