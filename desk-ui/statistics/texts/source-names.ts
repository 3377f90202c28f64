import { defineCatalogue } from '../../../ui-kit/catalogue.js';

const texts = defineCatalogue(
  {
    kiosk: 'totem',
    desk: 'allo sportello',
    phone: 'dal telefono',
    booking: 'appuntamento',
    contact: 'contatto senza biglietto',
  },
  {
    'zh-Hans': { kiosk: '自助取号机', desk: '窗口', phone: '手机', booking: '预约', contact: '无号咨询' },
    en: {
      kiosk: 'kiosk',
      desk: 'at the desk',
      phone: 'by phone',
      booking: 'appointment',
      contact: 'contact without a ticket',
    },
  },
);

const KNOWN = ['kiosk', 'desk', 'phone', 'booking', 'contact'] as const;

/** Where a ticket came from, in the page's language; as it came for one that we do not know. */
export function sourceName(source: string): string {
  const known = KNOWN.find((one) => one === source);
  return known === undefined ? source : texts(known);
}
