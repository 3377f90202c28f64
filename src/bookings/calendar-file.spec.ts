import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import nodeIcal, { type VEvent } from 'node-ical';
import { type CalendarEntry, calendarFile } from './calendar-file.js';

const ZONE = 'Europe/Rome';

function anEntry(more: Partial<CalendarEntry> = {}): CalendarEntry {
  const start = more.start ?? at('2026-11-26T09:15');
  return {
    uid: '019a3b1e-0000-7000-8000-000000000001',
    sequence: 0,
    stamp: DateTime.fromISO('2026-11-24T08:30:12Z'),
    start,
    end: start.plus({ minutes: 30 }),
    zone: ZONE,
    summary: 'Certificati – InSide Osmannoro',
    location: 'via Gramsci 282, Sesto Fiorentino (FI)',
    description: 'Codice: K7M4QXP',
    url: 'https://desk.example.it/b/1.abc',
    cancelled: false,
    ...more,
  };
}

const at = (local: string) => DateTime.fromISO(local, { zone: ZONE });

/** Read by a parser that shares no code with the writer. */
function read(file: string): VEvent {
  const [event, ...others] = Object.values(nodeIcal.sync.parseICS(file)).filter((part) => part?.type === 'VEVENT');
  expect(others).toEqual([]);
  return event as VEvent;
}

/** Content lines with their folds undone. */
const linesOf = (file: string) => file.replace(/\r\n /g, '').split('\r\n');

describe('a calendar file', () => {
  it('tells another parser the instants, the place and the link', () => {
    const entry = anEntry();
    const event = read(calendarFile(entry));
    expect(event.start.getTime()).toBe(entry.start.toMillis());
    expect(event.end?.getTime()).toBe(entry.end.toMillis());
    expect(event.start.tz).toBe(ZONE);
    expect([event.uid, event.summary, event.location, event.url]).toEqual([
      entry.uid,
      entry.summary,
      entry.location,
      entry.url,
    ]);
    expect(event.dtstamp?.getTime()).toBe(entry.stamp.toMillis());
  });

  it.each([
    // Both sides of the clock change in October and in March, and the days of the change.
    '2026-10-24T09:15',
    '2026-10-25T09:15',
    '2026-10-25T02:30',
    '2026-10-26T09:15',
    '2027-03-27T09:15',
    '2027-03-28T09:15',
    '2027-03-29T09:15',
  ])('keeps the instant of %s in Rome', (local) => {
    const entry = anEntry({ start: at(local) });
    const event = read(calendarFile(entry));
    expect(event.start.toISOString()).toBe(entry.start.toUTC().toISO());
    expect(event.end?.toISOString()).toBe(entry.end.toUTC().toISO());
  });

  it('tells the second of two equal wall times in UTC', () => {
    const second = DateTime.fromISO('2026-10-25T02:30:00+01:00', { setZone: true });
    expect(calendarFile(anEntry({ start: second }))).toContain('\r\nDTSTART:20261025T013000Z\r\n');
  });

  it('carries the rules of its zone, under the name that its times use', () => {
    const lines = linesOf(calendarFile(anEntry()));
    expect(lines).toContain('TZID:Europe/Rome');
    expect(lines).toContain('DTSTART;TZID=Europe/Rome:20261126T091500');
    expect(lines.filter((line) => line === 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU')).toHaveLength(1);
    // A zone of which no rules are known is told in UTC.
    expect(linesOf(calendarFile(anEntry({ zone: 'UTC+1' })))).toContain('DTSTART:20261126T081500Z');
  });

  it('ends every line with CRLF and folds at 75 octets, also in Chinese', () => {
    const file = calendarFile(
      anEntry({ summary: '居留许可邮寄申请材料'.repeat(20), description: '请携带护照。'.repeat(40) }),
    );
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(read(file).summary).toBe('居留许可邮寄申请材料'.repeat(20));
  });

  it('lets no text become a line of its own', () => {
    const evil = 'A, B; C\\D "E"\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT';
    const file = calendarFile(
      anEntry({
        summary: evil,
        description: evil,
        location: evil,
        organizer: { name: evil, email: 'desk@example.it' },
      }),
    );
    expect(linesOf(file).filter((line) => /^(ATTENDEE|END:VEVENT)/.test(line))).toEqual(['END:VEVENT']);
    expect(read(file).description).toBe(evil.replace('\r\n', '\n'));
  });

  it('replaces and takes out what is in the calendar', () => {
    const moved = read(calendarFile(anEntry({ sequence: 3 })));
    expect([moved.method, moved.status, Number(moved.sequence)]).toEqual(['PUBLISH', 'CONFIRMED', 3]);
    const gone = read(calendarFile(anEntry({ sequence: 4, cancelled: true })));
    expect([gone.method, gone.status, Number(gone.sequence)]).toEqual(['CANCEL', 'CANCELLED', 4]);
    expect(gone.uid).toBe(moved.uid);
  });
});
