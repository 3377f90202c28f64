import type { Problem } from '../src/http/conventions.contract.js';
import type { Ticket } from '../src/queue/queue.contract.js';
import { ApiProblem, newKey, oneAtATime, postOnce } from '../ui-kit/api.js';
import { ourLanguage, setLanguage } from '../ui-kit/catalogue.js';
import { forgetAppointment, isWhole, readScan, refusedCheckIn, typed, type RefusedCheckIn } from './appointment.js';
import { operatorAsked } from './help.js';
import { explained, languageChosen, office, showTicket, startAgain, step } from './kiosk-store.js';
import { officePath, token } from './this-kiosk.js';

/** The code that was sent last, with its key: sent again after a lost answer it is the same wish, not a second one. */
let sent = { code: '', key: newKey() };
/** Code of the ticket on the screen: a scanner that reads twice changes nothing. */
let shownCode = '';

/** The typed code is whole: "I am here". */
export function confirmCode(): void {
  if (isWhole()) void checkIn(typed.value);
}

/** Sends the last code again. */
export function checkInAgain(): void {
  void checkIn(sent.code);
}

const checkIn = oneAtATime(async (code: string): Promise<void> => {
  if (code !== sent.code) sent = { code, key: newKey() };
  step.value = 'taking';
  try {
    const given = await postOnce<Ticket>(
      `${officePath()}/check-ins`,
      { code },
      { token: token(), idempotencyKey: sent.key },
    );
    sent = { code: '', key: newKey() };
    shownCode = code;
    // Who scanned without a word is answered in the language that the booking was made in.
    const booked = ourLanguage(given.language);
    if (!languageChosen.value && booked !== null) setLanguage(booked);
    showTicket(given);
  } catch (error) {
    refuse(error instanceof ApiProblem ? error.problem : { code: 'away' });
  }
});

/** What a scanner read, on whatever screen: the next visitor need not wait for the last one's to go. */
export function scanned(text: string): void {
  if (office.value === null || step.value === 'taking') return;
  const read = readScan(text);
  if (step.value === 'ticket') {
    if (typeof read === 'object' && read.code === shownCode) return;
    startAgain();
  }
  operatorAsked.value = 'no';
  explained.value = null;
  forgetAppointment();
  if (read === 'link') refuse({ code: 'link' });
  else if (read === 'unknown') refuse({ code: 'not-found' });
  else void checkIn(read.code);
}

function refuse(problem: Partial<Problem> & { code: string }): void {
  const text = (member: string) => (typeof problem[member] === 'string' ? (problem[member] as string) : null);
  refusedCheckIn.value = {
    code: problem.code,
    start: text('start'),
    checkInFrom: text('checkInFrom'),
    nextOpening: text('nextOpening'),
    mode: text('mode'),
    ticket: (problem['ticket'] as RefusedCheckIn['ticket'] | undefined) ?? null,
  };
  // A wrong character is put right on the pad; nothing else of the code is of use any more.
  if (problem.code !== 'not-found' && problem.code !== 'away') typed.value = '';
  step.value = 'check-in-refused';
}
