import { defineCatalogue } from '../../ui-kit/catalogue.js';

const texts = defineCatalogue(
  {
    waiting: 'in attesa',
    called: 'chiamato',
    serving: 'allo sportello',
    parked: 'parcheggiato',
    completed: 'concluso',
    'no-show': 'assente',
    cancelled: 'annullato',
    expired: 'scaduto a fine giornata',
  },
  {
    'zh-Hans': {
      waiting: '等候中',
      called: '已叫号',
      serving: '办理中',
      parked: '暂存',
      completed: '已结束',
      'no-show': '过号',
      cancelled: '已取消',
      expired: '当日结束作废',
    },
    en: {
      waiting: 'waiting',
      called: 'called',
      serving: 'at the counter',
      parked: 'parked',
      completed: 'finished',
      'no-show': 'no-show',
      cancelled: 'cancelled',
      expired: 'expired at day close',
    },
  },
);

type Known = Parameters<typeof texts>[0];
const KNOWN: readonly Known[] = [
  'waiting',
  'called',
  'serving',
  'parked',
  'completed',
  'no-show',
  'cancelled',
  'expired',
];

/** A ticket's status in the page's language; as it came for one that we do not know. */
export function statusName(status: string): string {
  const known = KNOWN.find((one) => one === status);
  return known === undefined ? status : texts(known);
}
