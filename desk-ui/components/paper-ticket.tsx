import { LANGUAGES, textOf, type Language } from '../../ui-kit/catalogue.js';
import { QrCode } from '../../ui-kit/components/qr-code.js';
import { dayAndTimeOf, waitOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { paper } from '../state/reception.js';

/** The printer's page: hidden on the screen, alone on paper (80 mm). Never priority, name or language need. */
export function PaperTicket() {
  const print = paper.value;
  if (print === null) return null;
  const languages = print.languages.filter((tag): tag is Language => (LANGUAGES as readonly string[]).includes(tag));
  return (
    <div class="paper" aria-hidden="true">
      <p>{textOf(print.officeName, languages[0]).text}</p>
      <p class="paper-number number">{print.ticket.number}</p>
      {print.municipalityName !== null && <p>{print.municipalityName}</p>}
      {languages.map((tag) => (
        <div key={tag} lang={tag}>
          <p>{dayAndTimeOf(print.ticket.issuedAt, tag)}</p>
          {print.serviceName !== null && <p>{textOf(print.serviceName, tag).text}</p>}
          {print.ticket.ahead !== null && (
            <p>
              {words('ahead', { n: print.ticket.ahead }, tag)} · {waitOf(print.ticket.estimate, tag)}
            </p>
          )}
          <p>
            {words('validToday', {}, tag)} · {words('orderVaries', {}, tag)}
          </p>
          <p>{words('missedCall', {}, tag)}</p>
        </div>
      ))}
      <QrCode value={print.url} label={print.url} />
      <p class="paper-url">{print.url.replace(/^https?:\/\//, '')}</p>
    </div>
  );
}
