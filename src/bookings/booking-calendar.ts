import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { toDateTime } from '../clock/zones.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { ServiceMode } from '../directory/directory.contract.js';
import { BookingLinks } from './booking-links.js';
import type { BookingRow } from './booking-row.js';
import { calendarFile, calendarMethod, type CalendarEntry } from './calendar-file.js';
import { visitTexts } from './visit-texts.js';

type CalendarWords = {
  colon: string;
  appointment: string;
  code: string;
  bring: string;
  manage: string;
  place: Record<Exclude<ServiceMode, 'desk'>, string>;
};

const WORDS: Record<'it' | 'zh-Hans' | 'en', CalendarWords> = {
  it: {
    colon: ': ',
    appointment: 'Appuntamento',
    code: 'Codice',
    bring: 'Cosa serve',
    manage: 'Vedi, sposta o disdici',
    place: { phone: 'Per telefono', video: 'In video' },
  },
  'zh-Hans': {
    colon: '：',
    appointment: '预约',
    code: '预约码',
    bring: '所需材料',
    manage: '查看、改期或取消',
    place: { phone: '电话办理', video: '视频办理' },
  },
  en: {
    colon: ': ',
    appointment: 'Appointment',
    code: 'Code',
    bring: 'What to bring',
    manage: 'See, move or cancel',
    place: { phone: 'By phone', video: 'By video' },
  },
};

/** Calendar files of bookings, in the citizen's language: for the download and for messages. */
@Injectable()
export class BookingCalendar {
  constructor(
    private readonly links: BookingLinks,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'mailFrom'>,
  ) {}

  /** `content` is a `text/calendar` file; `method` belongs into its media type, too. */
  of(office: OfficeRecord, row: BookingRow): { method: 'PUBLISH' | 'CANCEL'; content: string } {
    const entry = this.entry(office, row);
    return { method: calendarMethod(entry), content: calendarFile(entry) };
  }

  private entry(office: OfficeRecord, row: BookingRow): CalendarEntry {
    const language = row.language ?? office.languages[0] ?? 'it';
    const words = WORDS[language as keyof typeof WORDS] ?? WORDS.it;
    const texts = visitTexts(office, row, language);
    const { manage } = this.links.of(office, row);
    const email = office.contacts.email ?? this.addressOfMailFrom();
    return {
      uid: row.id,
      sequence: row.sequence,
      stamp: this.clock.now(),
      start: toDateTime(row.starts_at),
      end: toDateTime(row.ends_at),
      zone: office.zone,
      summary: `${words.appointment}${words.colon}${texts.services[0] ?? ''} – ${texts.officeName}`,
      location: row.mode === 'desk' ? `${texts.officeName}, ${texts.address}` : words.place[row.mode],
      description: [
        ...texts.services,
        ...(row.code === null ? [] : [`${words.code}${words.colon}${row.code}`]),
        ...(texts.documents.length === 0
          ? []
          : [`${words.bring}${words.colon.trimEnd()}`, ...texts.documents.map((text) => `- ${text}`)]),
        `${words.manage}${words.colon}${manage}`,
      ].join('\n'),
      url: manage,
      cancelled: row.status === 'cancelled' || row.status === 'lapsed',
      tentative: row.status === 'awaiting-confirmation',
      ...(email === null ? {} : { organizer: { name: texts.officeName, email } }),
    };
  }

  private addressOfMailFrom(): string | null {
    const from = this.settings.mailFrom;
    return from === null ? null : (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from);
  }
}
