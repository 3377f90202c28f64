import type { ApiProblem } from '../../ui-kit/api.js';
import { defineCatalogue } from '../../ui-kit/catalogue.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { bookingStatusName } from './booking-words.js';
import { statusName } from './statuses.js';

const t = defineCatalogue(
  {
    wrongStatus:
      'Nel frattempo l’appuntamento è cambiato (ora: {status}), forse da un altro sportello. Qui vedi lo stato di adesso.',
    tooEarly: 'È presto: l’appuntamento è {start}. L’arrivo si registra dalle {from}.',
    notBegun: 'L’appuntamento comincia {start}: si segna assente solo dopo.',
    tooLate: 'L’appuntamento era {start}: è passato troppo tempo. Dai un biglietto o un nuovo appuntamento.',
    alreadyCheckedIn: 'L’arrivo è già registrato: biglietto {number}, {status}.',
    cancelled: 'Questo appuntamento è stato annullato. Dai un biglietto o un nuovo appuntamento.',
    notAtDesk: 'Questo appuntamento è per telefono o in video: non si registra l’arrivo, si inizia all’ora prevista.',
    slotTaken: 'A quell’ora non c’è più posto.',
    notBookable: 'Questo servizio non si può prenotare così: controlla orario, Comune e modo.',
    outsideWindow: 'Quell’orario è fuori dai giorni e dalle ore in cui si prenota.',
    notCombinable: 'Questi servizi non stanno nella stessa visita.',
    tooMany: 'Questa persona ha già il numero massimo di appuntamenti.',
    inThePast: 'Quell’orario è già passato.',
  },
  {
    'zh-Hans': {
      wrongStatus: '该预约的状态已改变（现为：{status}），可能由其他窗口处理。此处显示当前状态。',
      tooEarly: '时间还早：预约时间为 {start}，{from} 起可以签到。',
      notBegun: '预约时间为 {start}，到时之后才能记为未到。',
      tooLate: '预约时间为 {start}，已超过太久。请取号或新建预约。',
      alreadyCheckedIn: '已签到：号码 {number}，{status}。',
      cancelled: '该预约已取消。请取号或新建预约。',
      notAtDesk: '该预约通过电话或视频进行：无需签到，到时直接开始。',
      slotTaken: '该时间已无名额。',
      notBookable: '此服务不能这样预约：请检查时间、市镇和方式。',
      outsideWindow: '该时间不在可预约的日期和时段内。',
      notCombinable: '这些服务不能在同一次办理。',
      tooMany: '此人的预约数量已达上限。',
      inThePast: '该时间已过。',
    },
    en: {
      wrongStatus:
        'The appointment has changed meanwhile (now: {status}), perhaps from another counter. You see here how it is now.',
      tooEarly: 'It is early: the appointment is {start}. Check-in opens at {from}.',
      notBegun: 'The appointment begins {start}: a no-show is marked only after that.',
      tooLate: 'The appointment was {start}: too long ago. Give a ticket or a new appointment.',
      alreadyCheckedIn: 'Already checked in: ticket {number}, {status}.',
      cancelled: 'This appointment was cancelled. Give a ticket or a new appointment.',
      notAtDesk: 'This appointment is by phone or video: no check-in, it starts at its time.',
      slotTaken: 'No place is left at that time.',
      notBookable: 'This service cannot be booked like this: check time, municipality and mode.',
      outsideWindow: 'That time is outside of the days and hours that can be booked.',
      notCombinable: 'These services do not fit into one visit.',
      tooMany: 'This person already has the highest number of appointments.',
      inThePast: 'That time has passed.',
    },
  },
);

type Simple = Exclude<
  Parameters<typeof t>[0],
  'wrongStatus' | 'tooEarly' | 'notBegun' | 'tooLate' | 'alreadyCheckedIn'
>;
const SIMPLE: Record<string, Simple | undefined> = {
  'booking-cancelled': 'cancelled',
  'not-at-desk': 'notAtDesk',
  'slot-taken': 'slotTaken',
  'not-bookable': 'notBookable',
  'outside-booking-window': 'outsideWindow',
  'services-not-combinable': 'notCombinable',
  'too-many-bookings': 'tooMany',
  'in-the-past': 'inThePast',
};

/** What a refusal about a booking means at the desk; null for a code that is not about bookings. */
export function bookingProblemText({ code, problem }: ApiProblem): string | null {
  const moment = (field: string) => dayAndTimeOf(String(problem[field] ?? ''));
  switch (code) {
    case 'wrong-status':
      if (problem['bookingStatus'] === undefined) return null;
      return t('wrongStatus', { status: bookingStatusName(String(problem['bookingStatus'])) });
    case 'too-early':
      if (problem['checkInFrom'] === undefined) return t('notBegun', { start: moment('start') });
      return t('tooEarly', { start: moment('start'), from: moment('checkInFrom') });
    case 'too-late':
      return t('tooLate', { start: moment('start') });
    case 'already-checked-in': {
      const ticket = (problem['ticket'] ?? {}) as { number?: string; status?: string };
      // A ticket's status, or how the visit stands: the words are the same but for "checked in".
      const status = bookingStatusName(statusName(ticket.status ?? ''));
      return t('alreadyCheckedIn', { number: ticket.number ?? '–', status });
    }
    default: {
      const key = SIMPLE[code];
      return key === undefined ? null : t(key);
    }
  }
}
