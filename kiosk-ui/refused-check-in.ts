import { language, type Language } from '../ui-kit/catalogue.js';
import { dayAndTimeOf, soonOf, timeOf } from '../ui-kit/format.js';
import type { RefusedCheckIn } from './appointment.js';
import { appointmentWords } from './appointment-texts.js';
import { t } from './texts.js';

/** What a visitor may do next, in the order of the buttons; `book` is a QR code. */
export type WayOn = 'again' | 'type' | 'number' | 'operator' | 'book';
/** A refused check-in in words. */
export type Worded = { title: string; line: string; ways: WayOn[] };

/** A number makes sense meanwhile only where there is time for it. */
const TIME_FOR_A_NUMBER_MS = 3_600_000;
const UNKNOWN = ['unknownCode', 'unknownCodeLine'] as const;
const STILL_WAITING = new Set(['waiting', 'parked']);

/** What the office shows at this moment. */
export type OfficeState = { now: string; ticketsOpen: boolean };

/** The sentences of a refused check-in, exact about day and time; numbers are offered only while they are given. */
export function worded(refused: RefusedCheckIn, at: OfficeState, inLanguage: Language = language.value): Worded {
  const said = sentencesOf(refused, at, inLanguage);
  return at.ticketsOpen ? said : { ...said, ways: said.ways.filter((way) => way !== 'number') };
}

function sentencesOf(refused: RefusedCheckIn, at: OfficeState, inLanguage: Language): Worded {
  switch (refused.code) {
    case 'too-early':
      return tooEarly(refused, at, inLanguage);
    case 'too-late':
    case 'booking-cancelled':
      return over(refused, at, inLanguage);
    case 'already-checked-in':
      return already(refused, inLanguage);
    case 'not-at-desk':
      return remote(refused, inLanguage);
    case 'office-closed':
      return closed(refused, at, inLanguage);
    case 'wrong-status':
      return unconfirmed(inLanguage);
    default:
      return plain(refused.code, inLanguage);
  }
}

function tooEarly({ start, checkInFrom }: RefusedCheckIn, { now }: OfficeState, inLanguage: Language): Worded {
  if (start === null || checkInFrom === null) return plain('', inLanguage);
  const from = timeOf(checkInFrom);
  if (!start.startsWith(now.slice(0, 10))) {
    const line = appointmentWords('wrongDayLine', { day: dayAndTimeOf(start, inLanguage), from }, inLanguage);
    return { title: appointmentWords('wrongDay', {}, inLanguage), line, ways: ['number'] };
  }
  return {
    title: appointmentWords('tooEarly', {}, inLanguage),
    line: appointmentWords('tooEarlyLine', { time: timeOf(start), from }, inLanguage),
    ways: Date.parse(checkInFrom) - Date.parse(now) > TIME_FOR_A_NUMBER_MS ? ['number'] : [],
  };
}

function over({ code, start }: RefusedCheckIn, { ticketsOpen }: OfficeState, inLanguage: Language): Worded {
  const was = start === null ? '' : appointmentWords('wasAt', { day: dayAndTimeOf(start, inLanguage) }, inLanguage);
  const goOn = appointmentWords(ticketsOpen ? 'numberOrBook' : 'bookAgain', {}, inLanguage);
  return {
    title: appointmentWords(code === 'too-late' ? 'tooLate' : 'bookingCancelled', {}, inLanguage),
    line: inLanguage === 'zh-Hans' ? `${was}${goOn}` : `${was} ${goOn}`,
    ways: ['number', 'book'],
  };
}

function already({ ticket }: RefusedCheckIn, inLanguage: Language): Worded {
  const waits = STILL_WAITING.has(ticket?.status ?? '');
  return {
    title: appointmentWords('alreadyCheckedIn', {}, inLanguage),
    line: appointmentWords(waits ? 'alreadyWaiting' : 'alreadyCalled', {}, inLanguage),
    ways: waits ? [] : ['operator'],
  };
}

function remote({ start, mode }: RefusedCheckIn, inLanguage: Language): Worded {
  const day = start === null ? '' : dayAndTimeOf(start, inLanguage);
  return {
    title: appointmentWords('weCallYou', {}, inLanguage),
    line: appointmentWords(mode === 'video' ? 'byVideo' : 'byPhone', { day }, inLanguage),
    ways: [],
  };
}

function closed({ nextOpening }: RefusedCheckIn, { now }: OfficeState, inLanguage: Language): Worded {
  const time = nextOpening === null ? null : soonOf(nextOpening, now.slice(0, 10), inLanguage);
  return {
    title: t('closedTitle', {}, inLanguage),
    line: time === null ? t('closedUnknown', {}, inLanguage) : t('closedLine', { time }, inLanguage),
    ways: ['book'],
  };
}

// The one status besides those above: the link in the e-mail was not opened yet.
function unconfirmed(inLanguage: Language): Worded {
  return {
    title: appointmentWords('notConfirmed', {}, inLanguage),
    line: appointmentWords('notConfirmedLine', {}, inLanguage),
    ways: ['again', 'operator'],
  };
}

/** Refusals without a time in them; one that nobody knows has failed. */
function plain(code: string, inLanguage: Language): Worded {
  if (code === 'not-found' || code === 'link') {
    const [title, line] = code === 'link' ? (['scanCode', 'scanCodeLine'] as const) : UNKNOWN;
    return {
      title: appointmentWords(title, {}, inLanguage),
      line: appointmentWords(line, {}, inLanguage),
      ways: ['type', 'operator'],
    };
  }
  const away = code === 'away';
  return {
    title: t(away ? 'away' : 'failed', {}, inLanguage),
    line: t(away ? 'awayLine' : 'failedWay', {}, inLanguage),
    ways: ['again', 'operator'],
  };
}
