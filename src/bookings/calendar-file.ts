import ICAL from 'ical.js';
import { IANAZone, type DateTime } from 'luxon';
import { tzlib_get_ical_block } from 'timezones-ical-library';

/** One booking as a calendar shows it; plain values, texts in the citizen's language. */
export type CalendarEntry = {
  /** The same for all versions of one booking, so that a newer one replaces an older. */
  uid: string;
  /** Rises with every version. */
  sequence: number;
  /** When this file is made. */
  stamp: DateTime;
  start: DateTime;
  end: DateTime;
  /** IANA zone of the office. */
  zone: string;
  summary: string;
  location: string;
  description: string;
  /** Where the booking is seen, moved and cancelled. */
  url: string;
  cancelled: boolean;
  /** Asked for and not confirmed yet. */
  tentative?: boolean;
  /** Who gives the appointment; absent where no address answers. */
  organizer?: { name: string; email: string };
};

const PRODUCT = '-//Sportello//Bookings//IT';
/** The library counts a folded line without its leading space; a line may have 75 octets. */
const LONGEST_LINE = 74;

/**
 * `PUBLISH` puts the entry into a calendar or replaces an older version, `CANCEL` takes it out. Never `REQUEST`: its
 * "Decline" would look like cancelling and would not be (decision 0022).
 */
export function calendarMethod({ cancelled }: Pick<CalendarEntry, 'cancelled'>): 'PUBLISH' | 'CANCEL' {
  return cancelled ? 'CANCEL' : 'PUBLISH';
}

/** The calendar file (RFC 5545) of one booking: times in the office's zone, whose rules it carries. */
export function calendarFile(entry: CalendarEntry): string {
  ICAL.foldLength = LONGEST_LINE;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', PRODUCT);
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', calendarMethod(entry));
  const zone = zoneRules(entry.zone);
  if (zone !== null) calendar.addSubcomponent(zone);
  calendar.addSubcomponent(eventOf(entry, zone));
  return `${calendar.toString()}\r\n`;
}

function eventOf(entry: CalendarEntry, zone: ICAL.Component | null): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', entry.uid);
  event.addPropertyWithValue('sequence', entry.sequence);
  event.addPropertyWithValue('dtstamp', timeOf(entry.stamp.toUTC(), ICAL.Timezone.utcTimezone));
  event.addProperty(instantOf('dtstart', entry.start, entry.zone, zone));
  event.addProperty(instantOf('dtend', entry.end, entry.zone, zone));
  event.addPropertyWithValue('summary', plain(entry.summary));
  event.addPropertyWithValue('location', plain(entry.location));
  event.addPropertyWithValue('description', entry.description.replace(/\r\n?/g, '\n'));
  event.addPropertyWithValue('url', entry.url);
  event.addPropertyWithValue('status', statusOf(entry));
  if (entry.organizer !== undefined) event.addProperty(organizerOf(entry.organizer));
  return event;
}

function statusOf({ cancelled, tentative }: CalendarEntry): string {
  if (cancelled) return 'CANCELLED';
  return tentative === true ? 'TENTATIVE' : 'CONFIRMED';
}

/** VTIMEZONE of an IANA zone under the name that the rules carry; null for one without rules, such as a bare offset. */
function zoneRules(zone: string): ICAL.Component | null {
  // The library writes its complaint about an unknown name to the console.
  const [block] = IANAZone.isValidZone(zone) ? tzlib_get_ical_block(zone) : [];
  if (block?.startsWith('BEGIN:VTIMEZONE') !== true) return null;
  return new ICAL.Component(ICAL.parse(block) as unknown[]);
}

// A wall time that comes twice (the clock goes back) means its first hour by the standard, the second to some calendars:
// both are told in UTC.
function instantOf(name: string, instant: DateTime, zone: string, rules: ICAL.Component | null): ICAL.Property {
  const local = instant.setZone(zone);
  const property = new ICAL.Property(name);
  if (rules === null || local.getPossibleOffsets().length > 1) {
    property.setValue(timeOf(instant.toUTC(), ICAL.Timezone.utcTimezone));
    return property;
  }
  property.setParameter('tzid', String(rules.getFirstPropertyValue('tzid')));
  property.setValue(timeOf(local, ICAL.Timezone.localTimezone));
  return property;
}

function timeOf({ year, month, day, hour, minute, second }: DateTime, zone: ICAL.Timezone): ICAL.Time {
  return ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false }, zone);
}

function organizerOf({ name, email }: { name: string; email: string }): ICAL.Property {
  const property = new ICAL.Property('organizer');
  property.setParameter('cn', plain(name));
  property.setValue(`mailto:${plain(email)}`);
  return property;
}

/** One line without control characters. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}
