import { Inject, Injectable } from '@nestjs/common';
import { BookingCalendar } from '../bookings/booking-calendar.js';
import { BookingLinks } from '../bookings/booking-links.js';
import type { BookingRow } from '../bookings/booking-row.js';
import { visitTexts, type VisitTexts } from '../bookings/visit-texts.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { asHtml, asText, type Block, type Letter } from './letter.js';
import type { Mail } from './mailer.js';
import { bookUrl, footOf, languageName, wordsForTime } from './message-parts.js';
import type { MessageKind } from './message-rules.js';
import { messageTexts, type MessageTexts } from './message-texts.js';
import { messageIdOf } from './sender-address.js';

type Addressed = BookingRow & { email: string };
type Context = { office: OfficeRecord; row: Addressed; kind: MessageKind; texts: MessageTexts; visit: VisitTexts };

/** Writes the e-mails about a booking, as it is now, in the citizen's language. */
@Injectable()
export class BookingMessages {
  constructor(
    private readonly directory: Directory,
    private readonly links: BookingLinks,
    private readonly calendar: BookingCalendar,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'mailFrom' | 'publicUrl'>,
  ) {}

  write(office: OfficeRecord, row: Addressed, { kind, sequence }: { kind: MessageKind; sequence: number }): Mail {
    const { language, texts } = messageTexts([row.language ?? '', ...office.languages]);
    const visit = visitTexts(office, row, language);
    const context = { office, row, kind, texts, visit };
    const title = texts.titles[kind];
    const municipality = this.directory.municipality(row.municipality_code);
    const letter: Letter = {
      language,
      colon: texts.colon,
      title,
      blocks: this.blocksOf(context, language),
      foot: footOf(office, municipality, texts, language),
    };
    return {
      messageId: messageIdOf([row.id, kind, sequence], this.settings.mailFrom),
      fromName: visit.officeName,
      to: row.email,
      replyTo: office.contacts.email,
      subject: texts.subject(
        title,
        visit.services[0] ?? '',
        wordsForTime(row.starts_at, office, texts, language).short,
      ),
      language,
      text: asText(letter),
      html: asHtml(letter),
      // A calendar knows nothing of "perhaps": there is none before the booking is confirmed.
      calendar: kind === 'confirmation-request' ? null : this.calendar.of(office, row),
    };
  }

  private blocksOf(context: Context, language: string): Block[] {
    const { office, row, kind, texts } = context;
    const opening: Block = { kind: 'text', text: openingOf(context, language) };
    const facts: Block = { kind: 'facts', rows: factsOf(context, language) };
    const { manage } = this.links.of(office, row);
    if (kind === 'confirmation-request') {
      const url = `${manage}?confirm=${this.links.proof(office, row)}`;
      const link: Block = { kind: 'link', label: texts.links.confirm, url };
      return [opening, facts, link, { kind: 'text', text: texts.notYou }];
    }
    if (kind === 'cancelled') return [opening, facts, ...this.afterCancelling(context)];
    return [
      opening,
      facts,
      ...(row.mode === 'desk' ? [{ kind: 'text', text: texts.codeHint } as const] : []),
      ...bringOf(context),
      { kind: 'link', label: texts.links.manage, url: manage },
      { kind: 'text', text: texts.plansChange },
      { kind: 'text', text: texts.inCalendar.put },
    ];
  }

  private afterCancelling({ office, row, texts }: Context): Block[] {
    const service = office.offeringById.get(row.offering_id)?.service.code ?? '';
    const municipality = this.directory.municipality(row.municipality_code);
    const url = bookUrl(this.settings.publicUrl, office, municipality, service);
    return [
      { kind: 'text', text: texts.inCalendar.remove },
      { kind: 'link', label: texts.links.bookAgain, url },
    ];
  }
}

function openingOf({ office, row, kind, texts }: Context, language: string): string {
  if (kind !== 'confirmation-request') return texts.openings[kind];
  const { day, time } = wordsForTime(row.expires_at ?? row.starts_at, office, texts, language);
  return texts.openings[kind](day, time);
}

function factsOf({ office, row, kind, texts, visit }: Context, language: string): [string, string][] {
  const { labels } = texts;
  const from = wordsForTime(row.starts_at, office, texts, language);
  const to = wordsForTime(row.ends_at, office, texts, language);
  const facts: [string, string][] = [
    [labels.service, visit.services.join(' + ')],
    [labels.when, texts.at(from.day, from.time, to.time)],
    placeOf(row, texts, visit),
  ];
  if (row.people > 1) facts.push([labels.people, String(row.people)]);
  if (row.needs_language !== null) {
    facts.push([labels.operator, texts.operator(languageName(row.needs_language, language))]);
  }
  const coming = kind !== 'cancelled' && kind !== 'confirmation-request';
  if (coming && row.code !== null) facts.push([labels.code, row.code]);
  return facts;
}

function placeOf({ mode, phone }: BookingRow, texts: MessageTexts, visit: VisitTexts): [string, string] {
  switch (mode) {
    case 'desk':
      return [texts.labels.where, `${visit.officeName}, ${visit.address}`];
    case 'phone':
      return [texts.labels.how, texts.byPhone(phone)];
    case 'video':
      return [texts.labels.how, texts.byVideo];
  }
}

function bringOf({ texts, visit }: Context): Block[] {
  return visit.documents.length === 0 ? [] : [{ kind: 'list', title: texts.bring, items: visit.documents }];
}
