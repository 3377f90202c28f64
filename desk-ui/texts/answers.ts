import { textOf } from '../../ui-kit/catalogue.js';
import { dayOf } from '../../ui-kit/format.js';
import { questionsOf } from '../state/office.js';
import { bookingTexts as t } from './bookings.texts.js';

type Answers = Readonly<Record<string, string | number | boolean>>;

/** Answers to the questions of a visit's services, worded; a question that is asked no more shows its key. */
export function answersInWords(services: readonly string[], answers: Answers): [question: string, answer: string][] {
  const questions = questionsOf(services);
  return Object.entries(answers).map(([key, answer]) => {
    const question = questions.find((one) => one.key === key);
    if (question === undefined) return [key, plain(answer)];
    return [textOf(question.label).text, worded(question, answer)];
  });
}

function worded(question: ReturnType<typeof questionsOf>[number], answer: string | number | boolean): string {
  if (question.kind === 'date' && typeof answer === 'string') return dayOf(answer);
  const choice = question.choices.find(({ code }) => code === answer);
  return choice === undefined ? plain(answer) : textOf(choice.label).text;
}

function plain(answer: string | number | boolean): string {
  if (typeof answer === 'boolean') return answer ? t('yes') : t('no');
  return String(answer);
}
