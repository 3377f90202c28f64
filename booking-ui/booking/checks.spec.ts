import { describe, expect, it } from '@jest/globals';
import type { BookingFieldItem } from '../../src/directory/directory.contract.js';
import { applicantFaults, detailFaults, e164, typedAnswers, type Applicant } from './checks.js';

const NO_NEEDS = { email: false, phone: false };

function anApplicant(given: Partial<Applicant> = {}): Applicant {
  return {
    name: 'Prova',
    surname: 'Uno',
    email: 'prova@example.org',
    phonePrefix: '+39',
    phone: '',
    privacyRead: true,
    ...given,
  };
}

function aQuestion(given: Partial<BookingFieldItem>): BookingFieldItem {
  return {
    key: 'q',
    label: 'Q',
    kind: 'text',
    required: false,
    maxLength: 5,
    min: null,
    max: null,
    choices: [],
    ...given,
  };
}

const fieldsOf = (applicant: Applicant, needs = NO_NEEDS) =>
  applicantFaults(applicant, needs).map(({ field, text }) => `${field}: ${text}`);

describe('a phone number as people write it', () => {
  it.each([
    ['+39', '333 123-4567', '+393331234567'],
    ['+39', '055 000000', '+39055000000'],
    ['+86', '138.0000.0000', '+8613800000000'],
    ['+39', '+33 6 00 00 00 00', '+33600000000'],
    ['+39', '0086 138 0000 0000', '+8613800000000'],
    ['+', '+33600000000', '+33600000000'],
  ] as const)('%s %s becomes %s', (prefix, written, sent) => {
    expect(e164(prefix, written)).toBe(sent);
  });
});

describe('the applicant', () => {
  it('gives an e-mail address or a phone number', () => {
    expect(fieldsOf(anApplicant())).toEqual([]);
    expect(fieldsOf(anApplicant({ email: '', phone: '3331234567' }))).toEqual([]);
    expect(fieldsOf(anApplicant({ email: '' }))).toEqual(['email: writeContact']);
  });

  it('gives a phone number for a call, and an e-mail address for a request', () => {
    expect(fieldsOf(anApplicant(), { email: false, phone: true })).toEqual(['phone: writePhone']);
    const onlyPhone = anApplicant({ email: '', phone: '3331234567' });
    expect(fieldsOf(onlyPhone, { email: true, phone: false })).toEqual(['email: writeEmail']);
  });

  it('hears of all that is wrong at once, in the order of the fields', () => {
    const wrong = anApplicant({ name: ' ', surname: 'x'.repeat(81), email: 'a@b', phone: '12', privacyRead: false });
    expect(fieldsOf(wrong)).toEqual([
      'name: writeName',
      'surname: tooLong',
      'email: emailInvalid',
      'phone: phoneInvalid',
      'privacyAccepted: readPrivacy',
    ]);
  });

  it('writes a prefix where no country is chosen', () => {
    expect(fieldsOf(anApplicant({ phonePrefix: '+', phone: '600000000' }))).toEqual([]);
    expect(fieldsOf(anApplicant({ phonePrefix: '+', phone: '0600000000' }))).toEqual(['phone: phoneInvalid']);
  });
});

describe('the answers to a service’s questions', () => {
  it('are checked as their kind asks', () => {
    const wrong = (question: Partial<BookingFieldItem>, answer: string) =>
      detailFaults([aQuestion(question)], { q: answer }, '').map(({ text }) => text);
    expect(wrong({ required: true }, ' ')).toEqual(['answer']);
    expect(wrong({}, '')).toEqual([]);
    expect(wrong({}, 'too long')).toEqual(['tooLong']);
    expect(wrong({ kind: 'number' }, 'four')).toEqual(['numberInvalid']);
    expect(wrong({ kind: 'number', min: 1, max: 20 }, '21')).toEqual(['numberRange']);
    expect(wrong({ kind: 'number', min: 1, max: 20 }, '2,5')).toEqual([]);
    expect(wrong({ kind: 'date' }, '1/2/2026')).toEqual(['answerInvalid']);
  });

  it('are sent with their types, and only those that are asked', () => {
    const questions = [
      aQuestion({ key: 'rooms', kind: 'number' }),
      aQuestion({ key: 'first', kind: 'yes-no' }),
      aQuestion({ key: 'more' }),
    ];
    expect(typedAnswers(questions, { rooms: '2,5', first: 'no', more: ' ', gone: 'x' })).toEqual({
      rooms: 2.5,
      first: false,
    });
  });

  it('leave room for 200 characters more', () => {
    expect(detailFaults([], {}, 'x'.repeat(200))).toEqual([]);
    expect(detailFaults([], {}, 'x'.repeat(201))).toEqual([{ field: 'notes', text: 'tooLong' }]);
  });
});
