import type { Language } from '../../ui-kit/catalogue.js';
import { QrCode } from '../../ui-kit/components/qr-code.js';
import { dayOf, timeOf, waitOf } from '../../ui-kit/format.js';
import { paper } from '../kiosk-store.js';
import { t } from '../texts.js';

/**
 * The ticket on 80 mm paper, in Italian and in the visitor's language; only a printer sees it. Never a priority, a name
 * or a language need: the paper lies about.
 */
export function PaperTicket() {
  const print = paper.value;
  if (print === null) return null;
  const { ticket } = print;
  const languages = print.languages as Language[];
  const line = (make: (language: Language) => string) =>
    languages.map((language) => (
      <p lang={language} key={language}>
        {make(language)}
      </p>
    ));
  return (
    <section class="paper" aria-hidden="true">
      {line((language) => print.officeName[language] ?? print.officeName['it'] ?? '')}
      <p class="paper-number">{ticket.number}</p>
      <p>
        {dayOf(ticket.issuedAt, languages[0])} · {timeOf(ticket.issuedAt)}
      </p>
      {print.serviceName === null ? null : line((language) => print.serviceName?.[language] ?? '')}
      {print.municipalityName === null ? null : <p>{print.municipalityName}</p>}
      {ticket.ahead === null
        ? null
        : line((language) => t('paperAhead', { time: timeOf(print.printedAt), n: ticket.ahead ?? 0 }, language))}
      {ticket.estimate === null ? null : line((language) => waitOf(ticket.estimate, language))}
      <QrCode value={print.url} label="" />
      <p class="paper-url">{print.url.replace(/^https?:\/\//, '')}</p>
      {line((language) => t('paperOnlyToday', {}, language))}
      {line((language) => t('paperOrder', {}, language))}
      {line((language) => t('paperMissed', {}, language))}
    </section>
  );
}
