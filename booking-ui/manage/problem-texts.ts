import { defineCatalogue } from '../../ui-kit/catalogue.js';

/** What was refused, what became of the appointment, and what to do. */
export const mp = defineCatalogue(
  {
    stays: 'Il tuo appuntamento di {when} resta com’è.',
    slotTaken: 'Qualcun altro ha appena preso l’orario {wanted}.',
    nearest: 'Gli orari liberi più vicini',
    outsideWindow: 'Questo orario non si può più prenotare: scegline un altro.',
    moveTooLate: 'È troppo tardi per spostare l’appuntamento da qui.',
    cancelTooLate: 'È troppo tardi per disdire da qui.',
    callOffice: 'Avvisa l’ufficio:',
    goToOffice: 'Avvisa l’ufficio allo sportello: {address}.',
    notBookable: 'In questo momento il servizio non si può prenotare a quell’orario.',
    changed: 'Nel frattempo l’appuntamento è cambiato: qui lo vedi com’è adesso.',
    tooMany: 'Troppe richieste in poco tempo. Aspetta un minuto e riprova.',
    away: 'Il sistema non risponde e non sappiamo se la richiesta è arrivata. Appena torna, questa pagina mostra l’appuntamento com’è.',
    proofWrong: 'Questo link di conferma non è quello giusto: apri quello dell’ultima e-mail.',
    other: 'Qualcosa non ha funzionato. Riprova, o chiedi allo sportello.',
  },
  {
    'zh-Hans': {
      stays: '您 {when} 的预约保持不变。',
      slotTaken: '{wanted} 刚刚被他人预约。',
      nearest: '最近的空余时间',
      outsideWindow: '此时间已不能预约，请选择其他时间。',
      moveTooLate: '现在已不能在此更改预约时间。',
      cancelTooLate: '现在已不能在此取消预约。',
      callOffice: '请联系服务处：',
      goToOffice: '请到服务处窗口告知：{address}。',
      notBookable: '目前该服务不能预约此时间。',
      changed: '预约信息刚刚有变动，本页显示的是最新情况。',
      tooMany: '请求过于频繁，请一分钟后再试。',
      away: '系统暂时没有响应，无法确定请求是否已送达。系统恢复后，本页会显示预约的实际情况。',
      proofWrong: '确认链接不正确：请打开最新一封邮件中的链接。',
      other: '出现问题，请重试，或到窗口咨询。',
    },
    en: {
      stays: 'Your appointment of {when} stays as it is.',
      slotTaken: 'Somebody else has just taken {wanted}.',
      nearest: 'The nearest free times',
      outsideWindow: 'This time can no longer be booked: choose another one.',
      moveTooLate: 'It is too late to move the appointment here.',
      cancelTooLate: 'It is too late to cancel here.',
      callOffice: 'Tell the office:',
      goToOffice: 'Tell the office at its desk: {address}.',
      notBookable: 'The service cannot be booked at that time right now.',
      changed: 'The appointment has changed meanwhile: here you see it as it is now.',
      tooMany: 'Too many requests in a short time. Wait a minute and try again.',
      away: 'The system does not answer, so we do not know whether the request arrived. Once it is back, this page shows the appointment as it is.',
      proofWrong: 'This link is not the right one: open the one in the latest e-mail.',
      other: 'Something did not work. Try again, or ask at the desk.',
    },
  },
);

type Plain = 'outsideWindow' | 'notBookable' | 'changed' | 'tooMany' | 'away' | 'other';
const BY_CODE: Readonly<Record<string, Plain>> = {
  'outside-booking-window': 'outsideWindow',
  'not-bookable': 'notBookable',
  'service-not-for-municipality': 'notBookable',
  'wrong-status': 'changed',
  'not-found': 'changed',
  'hold-expired': 'changed',
  'too-many-requests': 'tooMany',
  away: 'away',
};

/** What a refusal means, by its API code or `away`. */
export function refusalText(code: string): string {
  return mp(BY_CODE[code] ?? 'other');
}
