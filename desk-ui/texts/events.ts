import type { TicketEvent } from '../../src/queue/queue.contract.js';
import { defineCatalogue } from '../../ui-kit/catalogue.js';
import { timeOf } from '../../ui-kit/format.js';

const texts = defineCatalogue(
  {
    'ticket.issued': 'biglietto emesso',
    'ticket.called': 'chiamato',
    'ticket.recalled': 'richiamato',
    'ticket.serving': 'allo sportello',
    'ticket.completed': 'concluso',
    'ticket.no-show': 'assente',
    'ticket.parked': 'parcheggiato',
    'ticket.resumed': 'di nuovo in attesa',
    'ticket.put-back': 'rimesso in fila',
    'ticket.transferred': 'trasferito',
    'ticket.corrected': 'corretto',
    'ticket.cancelled': 'annullato dal personale',
    'ticket.left': 'ha lasciato la fila',
    'ticket.expired': 'scaduto a fine giornata',
    atCounter: '{time} {what} · sportello {counter}',
    plain: '{time} {what}',
  },
  {
    'zh-Hans': {
      'ticket.issued': '取号',
      'ticket.called': '叫号',
      'ticket.recalled': '再次叫号',
      'ticket.serving': '开始办理',
      'ticket.completed': '办理结束',
      'ticket.no-show': '过号',
      'ticket.parked': '暂存',
      'ticket.resumed': '重新等候',
      'ticket.put-back': '退回队列',
      'ticket.transferred': '转办',
      'ticket.corrected': '更正',
      'ticket.cancelled': '工作人员取消',
      'ticket.left': '访客放弃排队',
      'ticket.expired': '当日结束作废',
      atCounter: '{time} {what} · {counter}号窗口',
      plain: '{time} {what}',
    },
    en: {
      'ticket.issued': 'ticket given',
      'ticket.called': 'called',
      'ticket.recalled': 'called again',
      'ticket.serving': 'at the counter',
      'ticket.completed': 'finished',
      'ticket.no-show': 'no-show',
      'ticket.parked': 'parked',
      'ticket.resumed': 'waiting again',
      'ticket.put-back': 'put back',
      'ticket.transferred': 'transferred',
      'ticket.corrected': 'corrected',
      'ticket.cancelled': 'cancelled by staff',
      'ticket.left': 'left the queue',
      'ticket.expired': 'expired at day close',
      atCounter: '{time} {what} · counter {counter}',
      plain: '{time} {what}',
    },
  },
);

const KNOWN = [
  'ticket.issued',
  'ticket.called',
  'ticket.recalled',
  'ticket.serving',
  'ticket.completed',
  'ticket.no-show',
  'ticket.parked',
  'ticket.resumed',
  'ticket.put-back',
  'ticket.transferred',
  'ticket.corrected',
  'ticket.cancelled',
  'ticket.left',
  'ticket.expired',
] as const;

/** One fact of a ticket's history as a line: `9:42 chiamato · sportello 2`. */
export function eventText({ type, at, counter }: TicketEvent): string {
  const known = KNOWN.find((one) => one === type);
  const what = known === undefined ? type : texts(known);
  const time = timeOf(at);
  return counter === null ? texts('plain', { time, what }) : texts('atCounter', { time, what, counter });
}
