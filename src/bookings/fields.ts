import type { OfferingRecord } from '../directory/directory.types.js';
import type { Fault } from '../http/domain-error.js';

type Field = OfferingRecord['fields'][number];
type Answers = Readonly<Record<string, string | number | boolean>>;

/**
 * What is wrong with the answers to the questions of a visit's services; paths are `fields.<key>`.
 *
 * @param allRequired false for staff, who book with what they are told
 */
export function fieldFaults(offerings: readonly OfferingRecord[], answers: Answers, allRequired: boolean): Fault[] {
  const fields = new Map(offerings.flatMap((offering) => offering.fields).map((field) => [field.key, field]));
  const unknown = Object.keys(answers)
    .filter((key) => !fields.has(key))
    .map((key) => ({ path: `fields.${key}`, message: 'is not asked' }));
  const wrong = [...fields.values()].flatMap((field) => {
    const message = messageOf(field, answers[field.key], allRequired);
    return message === null ? [] : [{ path: `fields.${field.key}`, message }];
  });
  return [...unknown, ...wrong];
}

function messageOf(field: Field, answer: string | number | boolean | undefined, allRequired: boolean): string | null {
  const empty = answer === undefined || answer === '';
  if (empty) return field.required && allRequired ? 'is required' : null;
  switch (field.kind) {
    case 'text':
      if (typeof answer !== 'string') return 'must be a text';
      return answer.length > field.maxLength ? `must have at most ${field.maxLength} characters` : null;
    case 'number':
      return numberMessage(field, answer);
    case 'date':
      return isDate(answer) ? null : 'must be a date (YYYY-MM-DD)';
    case 'yes-no':
      return typeof answer === 'boolean' ? null : 'must be true or false';
    case 'choice':
      return field.choices.some(({ code }) => code === answer) ? null : 'must be one of the choices';
  }
}

function numberMessage({ min, max }: Field, answer: string | number | boolean): string | null {
  if (typeof answer !== 'number') return 'must be a number';
  if (min !== undefined && answer < min) return `must be at least ${min}`;
  return max !== undefined && answer > max ? `must be at most ${max}` : null;
}

function isDate(answer: unknown): boolean {
  if (typeof answer !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(answer)) return false;
  const millis = Date.parse(answer);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(answer);
}
