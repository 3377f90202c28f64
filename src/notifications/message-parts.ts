import { toDateTime } from '../clock/zones.js';
import type { MunicipalityRecord, OfficeRecord } from '../directory/directory.types.js';
import { localize } from '../directory/localize.js';
import type { MessageTexts } from './message-texts.js';

/** An instant on the office's wall clock, in words. */
export function wordsForTime(instant: Date, office: OfficeRecord, texts: MessageTexts, language: string) {
  const local = toDateTime(instant).setZone(office.zone).setLocale(language);
  const day = local.toFormat(texts.dayFormat);
  const time = local.toFormat(texts.timeFormat);
  return { day, time, short: `${local.toFormat(texts.shortDayFormat)} ${time}` };
}

/** A language by its name in another: `cinese` for `zh-Hans` in Italian. */
export function languageName(tag: string, inLanguage: string): string {
  const { language } = new Intl.Locale(tag);
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? tag;
}

/** Where a service is booked, with everything chosen that is known. */
export function bookUrl(
  publicUrl: string,
  office: OfficeRecord,
  municipality: MunicipalityRecord | undefined,
  service: string,
): string {
  const query = new URLSearchParams({
    service,
    ...(municipality === undefined ? {} : { municipality: municipality.code }),
    office: office.slug,
  });
  return `${municipality?.publicUrl ?? publicUrl}/book?${query.toString()}`;
}

/** Who writes, and what becomes of answers. */
export function footOf(
  office: OfficeRecord,
  municipality: MunicipalityRecord | undefined,
  texts: MessageTexts,
  language: string,
): string[] {
  const { street, locality, province } = office.address;
  const name = localize(office.name, [language], office.languages).text;
  const privacy = municipality?.footer.privacy ?? null;
  return [
    ...(municipality === undefined ? [] : [texts.municipality(municipality.localNames[language] ?? municipality.name)]),
    `${name} – ${street}, ${locality} (${province})`,
    office.contacts.email === null ? texts.automatic.unanswered : texts.automatic.answered,
    ...(privacy === null ? [] : [`${texts.privacy}${texts.colon}${privacy}`]),
  ];
}
