import type { MessageKind } from './message-rules.js';

/** What an e-mail says in one language; every language has to match it. */
export type MessageTexts = {
  /** How Luxon writes a day and a time here. */
  dayFormat: string;
  shortDayFormat: string;
  timeFormat: string;
  /** Between a label and its value. */
  colon: string;
  subject: (title: string, what: string, when: string | null) => string;
  titles: Record<MessageKind | 'slot-free', string>;
  /** What comes first, by kind; `day` and `time` until which a place is kept. */
  openings: Record<Exclude<MessageKind, 'confirmation-request'>, string> & {
    'confirmation-request': (day: string, time: string) => string;
    'slot-free': string;
  };
  labels: Record<'service' | 'when' | 'where' | 'how' | 'code' | 'people' | 'operator', string>;
  at: (day: string, from: string, to: string) => string;
  operator: (language: string) => string;
  byPhone: (phone: string | null) => string;
  byVideo: string;
  bring: string;
  codeHint: string;
  links: Record<'confirm' | 'manage' | 'book' | 'bookAgain', string>;
  plansChange: string;
  inCalendar: Record<'put' | 'remove', string>;
  notYou: string;
  watchEnds: string;
  municipality: (name: string) => string;
  automatic: Record<'answered' | 'unanswered', string>;
  privacy: string;
};

const it: MessageTexts = {
  dayFormat: 'cccc d LLLL yyyy',
  shortDayFormat: 'd/L',
  timeFormat: 'H:mm',
  colon: ': ',
  subject: (title, what, when) => `${title}: ${when === null ? what : `${what}, ${when}`}`,
  titles: {
    'confirmation-request': 'Apri il link per prenotare',
    confirmed: 'Appuntamento confermato',
    moved: 'Appuntamento spostato',
    cancelled: 'Appuntamento disdetto',
    reminder: 'Promemoria del tuo appuntamento',
    'slot-free': 'Si è liberato un posto',
  },
  openings: {
    'confirmation-request': (day, time) =>
      `Manca un passo: apri il link qui sotto. Teniamo questo posto per te fino alle ${time} di ${day}; dopo torna libero.`,
    confirmed: 'Ecco il tuo appuntamento.',
    moved: 'Il tuo appuntamento ha una nuova data. Vale questa:',
    cancelled: 'Questo appuntamento è stato disdetto.',
    reminder: 'Ti ricordiamo il tuo appuntamento.',
    'slot-free': 'Per il servizio che cercavi ora c’è posto. Non è riservato a te: prenota appena puoi.',
  },
  labels: {
    service: 'Servizio',
    when: 'Quando',
    where: 'Dove',
    how: 'Come',
    code: 'Codice',
    people: 'Persone',
    operator: 'Operatore',
  },
  at: (day, from, to) => `${day}, dalle ${from} alle ${to}`,
  operator: (language) => `parla ${language}`,
  byPhone: (phone) =>
    phone === null ? 'Per telefono: ti chiamiamo noi' : `Per telefono: ti chiamiamo noi al ${phone}`,
  byVideo: 'In video: ti contattiamo noi con il collegamento',
  bring: 'Cosa serve',
  codeHint: 'Quando arrivi, mostra o scrivi il codice al totem, o dillo allo sportello.',
  links: {
    confirm: 'Prenota questo posto',
    manage: 'Vedi, sposta o disdici l’appuntamento',
    book: 'Prenota',
    bookAgain: 'Prenota di nuovo',
  },
  plansChange: 'Se qualcosa cambia, sposta o disdici dal link: il posto serve a un’altra persona.',
  inCalendar: {
    put: 'Il file allegato mette l’appuntamento nel tuo calendario.',
    remove: 'Se è ancora nel tuo calendario, toglilo con il file allegato o a mano.',
  },
  notYou: 'Non l’hai chiesto tu? Ignora questo messaggio.',
  watchEnds: 'Questo avviso arriva una volta sola; il tuo indirizzo è stato cancellato dalla lista.',
  municipality: (name) => `Comune di ${name}`,
  automatic: {
    answered: 'Messaggio automatico. Per domande rispondi a questa e-mail.',
    unanswered: 'Messaggio automatico: le risposte a questo indirizzo non vengono lette.',
  },
  privacy: 'Informativa sulla privacy',
};

const zh: MessageTexts = {
  dayFormat: 'yyyy年M月d日 cccc',
  shortDayFormat: 'M月d日',
  timeFormat: 'H:mm',
  colon: '：',
  subject: (title, what, when) => `${title}：${when === null ? what : `${what}，${when}`}`,
  titles: {
    'confirmation-request': '请打开链接完成预约',
    confirmed: '预约已确认',
    moved: '预约已改期',
    cancelled: '预约已取消',
    reminder: '预约提醒',
    'slot-free': '有空位了',
  },
  openings: {
    'confirmation-request': (day, time) => `还差一步：请打开下面的链接。该时段为您保留至${day} ${time}，逾期将释放。`,
    confirmed: '您的预约如下。',
    moved: '您的预约已改到新的时间，请以下面的时间为准：',
    cancelled: '此预约已取消。',
    reminder: '提醒您有以下预约。',
    'slot-free': '您想办理的业务现在有空位。该时段并未为您保留，请尽快预约。',
  },
  labels: {
    service: '业务',
    when: '时间',
    where: '地点',
    how: '方式',
    code: '预约码',
    people: '人数',
    operator: '工作人员',
  },
  at: (day, from, to) => `${day} ${from}–${to}`,
  operator: (language) => `会说${language}`,
  byPhone: (phone) => (phone === null ? '电话办理：由我们致电给您' : `电话办理：由我们致电 ${phone}`),
  byVideo: '视频办理：由我们与您联系并提供链接',
  bring: '所需材料',
  codeHint: '到达后，请在取号机出示或输入预约码，也可告知窗口。',
  links: { confirm: '预约此时段', manage: '查看、改期或取消预约', book: '预约', bookAgain: '重新预约' },
  plansChange: '如有变动，请通过链接改期或取消，把名额留给他人。',
  inCalendar: {
    put: '附件可将预约加入您的日历。',
    remove: '如果日历中仍有此预约，请用附件删除或手动删除。',
  },
  notYou: '不是您本人的操作？请忽略此邮件。',
  watchEnds: '此提醒只发送一次；您的邮箱地址已从名单中删除。',
  municipality: (name) => `${name}市政府`,
  automatic: {
    answered: '本邮件由系统自动发送。如有疑问，请直接回复。',
    unanswered: '本邮件由系统自动发送，请勿回复。',
  },
  privacy: '隐私声明',
};

const en: MessageTexts = {
  dayFormat: 'cccc d LLLL yyyy',
  shortDayFormat: 'd LLL',
  timeFormat: 'H:mm',
  colon: ': ',
  subject: (title, what, when) => `${title}: ${when === null ? what : `${what}, ${when}`}`,
  titles: {
    'confirmation-request': 'Open the link to book',
    confirmed: 'Appointment confirmed',
    moved: 'Appointment moved',
    cancelled: 'Appointment cancelled',
    reminder: 'Reminder of your appointment',
    'slot-free': 'A place has become free',
  },
  openings: {
    'confirmation-request': (day, time) =>
      `One step is left: open the link below. We keep this place for you until ${time} on ${day}; after that it is free again.`,
    confirmed: 'This is your appointment.',
    moved: 'Your appointment has a new date. This one counts:',
    cancelled: 'This appointment has been cancelled.',
    reminder: 'We remind you of your appointment.',
    'slot-free': 'There is a place now for the service you wanted. It is not kept for you: book as soon as you can.',
  },
  labels: {
    service: 'Service',
    when: 'When',
    where: 'Where',
    how: 'How',
    code: 'Code',
    people: 'People',
    operator: 'Operator',
  },
  at: (day, from, to) => `${day}, ${from} to ${to}`,
  operator: (language) => `speaks ${language}`,
  byPhone: (phone) => (phone === null ? 'By phone: we call you' : `By phone: we call you on ${phone}`),
  byVideo: 'By video: we contact you with the link',
  bring: 'What to bring',
  codeHint: 'When you arrive, show or type the code at the kiosk, or tell it at the desk.',
  links: {
    confirm: 'Book this place',
    manage: 'See, move or cancel the appointment',
    book: 'Book',
    bookAgain: 'Book again',
  },
  plansChange: 'If your plans change, move or cancel by the link: somebody else needs the place.',
  inCalendar: {
    put: 'The attached file puts the appointment into your calendar.',
    remove: 'If it is still in your calendar, remove it with the attached file or by hand.',
  },
  notYou: 'It was not you who asked? Ignore this message.',
  watchEnds: 'This notice comes only once; your address has been removed from the list.',
  municipality: (name) => `Municipality of ${name}`,
  automatic: {
    answered: 'Automatic message. If you have questions, reply to this e-mail.',
    unanswered: 'Automatic message: replies to this address are not read.',
  },
  privacy: 'Privacy notice',
};

const TEXTS: Readonly<Record<string, MessageTexts>> = { it, 'zh-Hans': zh, en };

/** Texts in the first of these languages that has some, with the language's tag; Italian when none has. */
export function messageTexts(languages: readonly string[]): { language: string; texts: MessageTexts } {
  for (const language of languages) {
    const texts = TEXTS[language];
    if (texts !== undefined) return { language, texts };
  }
  return { language: 'it', texts: it };
}

/** The languages that e-mails are written in. */
export const MESSAGE_LANGUAGES = Object.keys(TEXTS);
