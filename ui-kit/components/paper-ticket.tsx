import type { TicketPrint } from '../../src/queue/queue.contract.js';
import { ourLanguage, textOf, type Language } from '../catalogue.js';
import { dayOf, timeOf, waitOf } from '../format.js';
import { words } from '../words.js';
import { QrCode } from './qr-code.js';

/**
 * The ticket on 80 mm paper, in the office's language and in the visitor's; only a printer sees it. Never a priority, a
 * name or a language need: the paper lies about.
 */
export function PaperTicket({ print }: { print: TicketPrint | null }) {
  if (print === null) return null;
  const { ticket, serviceName } = print;
  const { slotStart } = ticket;
  const languages = print.languages.flatMap((tag) => ourLanguage(tag) ?? []);
  const inEach = (make: (language: Language) => string) =>
    languages.map((language) => (
      <p lang={language} key={language}>
        {make(language)}
      </p>
    ));
  return (
    <section class="paper" aria-hidden="true">
      {inEach((language) => textOf(print.officeName, language).text)}
      <p class="paper-number">{ticket.number}</p>
      <p lang={languages[0]}>
        {dayOf(ticket.issuedAt, languages[0])} · {timeOf(ticket.issuedAt)}
      </p>
      {serviceName === null ? null : inEach((language) => textOf(serviceName, language).text)}
      {slotStart === null ? null : inEach((language) => words('appointmentAt', { time: timeOf(slotStart) }, language))}
      {print.municipalityName === null ? null : <p lang="it">{print.municipalityName}</p>}
      {ticket.ahead === null ? null : inEach((language) => aheadLine(print, ticket.ahead ?? 0, language))}
      {ticket.estimate === null ? null : inEach((language) => waitOf(ticket.estimate, language))}
      <QrCode value={print.url} label="" />
      <p class="paper-url">{print.url.replace(/^https?:\/\//, '')}</p>
      {inEach((language) => words('validToday', {}, language))}
      {inEach((language) => words('orderVaries', {}, language))}
      {inEach((language) => words('missedCall', {}, language))}
    </section>
  );
}

// What is true at this moment is not true for long, so the paper says of when it speaks.
function aheadLine({ printedAt }: TicketPrint, n: number, language: Language): string {
  return words('aheadAt', { time: timeOf(printedAt), n }, language);
}
