import type { ResolvedSettings } from '../config/resolve-settings.js';
import type { MunicipalityRecord, OfficeRecord } from '../directory/directory.types.js';
import { localize } from '../directory/localize.js';
import { asHtml, asText, type Letter } from './letter.js';
import type { Mail } from './mailer.js';
import { bookUrl, footOf, languageName } from './message-parts.js';
import { messageTexts } from './message-texts.js';
import { messageIdOf } from './sender-address.js';
import type { SlotWatchRow } from './slot-watch.sql.js';

type Wish = Pick<SlotWatchRow, 'id' | 'service' | 'municipality_code' | 'needs_language' | 'email' | 'language'>;

/** Tells that a slot is free, with a link that opens the booking with service and municipality chosen. */
export function slotFreeMessage(
  office: OfficeRecord,
  municipality: MunicipalityRecord | undefined,
  wish: Wish,
  settings: Pick<ResolvedSettings, 'mailFrom' | 'publicUrl'>,
): Mail {
  const { language, texts } = messageTexts([wish.language, ...office.languages]);
  const say = (text: Readonly<Record<string, string>>) => localize(text, [language], office.languages).text;
  const service = say(office.offeringByService.get(wish.service)?.service.name ?? {});
  const title = texts.titles['slot-free'];
  const facts: [string, string][] = [[texts.labels.service, service]];
  if (wish.needs_language !== null) {
    facts.push([texts.labels.operator, texts.operator(languageName(wish.needs_language, language))]);
  }
  const url = bookUrl(settings.publicUrl, office, municipality, wish.service);
  const letter: Letter = {
    language,
    colon: texts.colon,
    title,
    blocks: [
      { kind: 'text', text: texts.openings['slot-free'] },
      { kind: 'facts', rows: facts },
      { kind: 'link', label: texts.links.book, url },
      { kind: 'text', text: texts.watchEnds },
      { kind: 'text', text: texts.notYou },
    ],
    foot: footOf(office, municipality, texts, language),
  };
  return {
    messageId: messageIdOf([wish.id, 'slot-free'], settings.mailFrom),
    fromName: say(office.name),
    to: wish.email,
    replyTo: office.contacts.email,
    subject: texts.subject(title, service, null),
    language,
    text: asText(letter),
    html: asHtml(letter),
    calendar: null,
  };
}
