import { DateTime } from 'luxon';
import type { OfficeRecord } from '../directory/directory.types.js';

/** How far from the time that somebody remembers a ticket may have been issued. */
const TIME_SLACK_MINUTES = 20;

/** Values for `ticketsOfDay`: number pattern, offering ids, issued from, issued until; null = any. */
export type FindValues = [string | null, number[] | null, Date | null, Date | null];

/** Reads what somebody typed to find a lost ticket: `A12`, `12`, `9:40`, or a part of a service's name or code. */
export function findQuery(office: OfficeRecord, day: string, typed: string): FindValues {
  const text = typed.trim();
  if (text === '') return [null, null, null, null];
  const time = /^(\d{1,2})[:.](\d{2})$/.exec(text);
  if (time !== null) return issuedAround(office, day, Number(time[1]), Number(time[2]));
  const number = /^([A-Za-z]{0,2})\s*0*(\d{1,5})$/.exec(text);
  if (number !== null) return [numberPattern(number[1] ?? '', number[2] ?? ''), null, null, null];
  return [null, servicesLike(office, text), null, null];
}

function numberPattern(prefix: string, ordinal: string): string {
  return `${prefix === '' ? '%' : prefix}${ordinal.padStart(3, '0')}`;
}

function issuedAround(office: OfficeRecord, day: string, hour: number, minute: number): FindValues {
  const at = DateTime.fromISO(day, { zone: office.zone }).set({ hour, minute });
  const slack = { minutes: TIME_SLACK_MINUTES };
  return [null, null, at.minus(slack).toJSDate(), at.plus(slack).toJSDate()];
}

function servicesLike(office: OfficeRecord, text: string): number[] {
  const wanted = text.toLocaleLowerCase();
  return office.offerings
    .filter(({ service }) =>
      [service.code, ...Object.values(service.name)].some((name) => name.toLocaleLowerCase().includes(wanted)),
    )
    .map((offering) => offering.id);
}
