import { signal } from '@preact/signals';
import { oneAtATime, postOnce } from '../ui-kit/api.js';
import { language } from '../ui-kit/catalogue.js';
import { officePath, report, token } from './this-kiosk.js';

/** A visitor who wants a person: asked whether really, on the way, told that somebody comes, or that nobody could be told. */
export const operatorAsked = signal<'no' | 'asking' | 'calling' | 'called' | 'failed'>('no');
/** This visitor said that no paper came out. */
export const paperTold = signal(false);

/** True from a visitor's word until a later one takes the paper without a word. */
let paperOut = false;

/** Offers to call somebody; a call that is on its way is not asked for again. */
export function offerOperator(): void {
  if (operatorAsked.value === 'no') operatorAsked.value = 'asking';
}

/** Rings at the desk. */
export const callOperator = oneAtATime(async (): Promise<void> => {
  operatorAsked.value = 'calling';
  const answer = await raise('operator-wanted').then(
    () => 'called' as const,
    () => 'failed' as const,
  );
  // Whoever closed the dialog meanwhile, or the next visitor, is not told.
  if (operatorAsked.value === 'calling') operatorAsked.value = answer;
});

/** No paper came out: the number and its code stay on the screen, and the desk is told. */
export const tellPaperOut = oneAtATime(async (): Promise<void> => {
  paperTold.value = true;
  paperOut = true;
  report({ paper: 'out' });
  await raise('paper-out').catch(() => undefined);
});

/** The visitor goes: a browser cannot see paper, so one who got a ticket and said nothing is the only sign of some. */
export function forgetHelp(hadTicket: boolean): void {
  if (hadTicket && paperOut && !paperTold.value) {
    paperOut = false;
    report({ paper: 'unknown' });
  }
  operatorAsked.value = 'no';
  paperTold.value = false;
}

async function raise(kind: 'operator-wanted' | 'paper-out'): Promise<void> {
  await postOnce(`${officePath()}/alerts`, { kind, language: language.value }, { token: token() });
}
