import type { Ticket } from '../../src/queue/queue.contract.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { QrCode } from '../../ui-kit/components/qr-code.js';
import { timeOf, waitOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import { secondsLeft } from '../idle.js';
import { paperTold, tellPaperOut } from '../help.js';
import { office, services, startAgain, ticket } from '../kiosk-store.js';
import { paper, print } from '../paper.js';
import { appointmentWords } from '../appointment-texts.js';
import { t } from '../texts.js';

/** The number, very large, and what happens next. */
export function TicketScreen() {
  const given = ticket.value;
  if (given === null) return null;
  return (
    <div class="ticket-screen">
      {/* Not the last button: who presses Enter once too often must not lose sight of the number. */}
      <h1 data-first tabIndex={-1}>
        {t('yourNumber')}
        <strong class="ticket-number">{given.number}</strong>
      </h1>
      <p class="ticket-service">
        <TextOf text={nameOf(given)} />
      </p>
      <p class="ticket-wait">
        {words('ahead', { n: given.ahead ?? 0 })}
        <br />
        {office.value?.attended === false ? t('lateTitle') : waitOf(given.estimate)}
      </p>
      <p class="ticket-next">
        <Appointment given={given} />
        {t('whatNext')}
      </p>
      {given.url === undefined ? null : (
        <figure class="ticket-code">
          <QrCode value={given.url} label={t('followOnPhone')} />
          <figcaption>{t('followOnPhone')}</figcaption>
        </figure>
      )}
      {paperTold.value ? <Alert kind="info">{t('noPaperKnown')}</Alert> : null}
      <div class="ticket-buttons">
        {/* There from the beginning: a button that comes later would push the others from under the finger. */}
        <button type="button" class="kit-button" disabled={paper.value === null} onClick={print}>
          {t('print')}
        </button>
        {paperTold.value ? null : (
          <button type="button" class="kit-button" onClick={() => void tellPaperOut()}>
            {t('noPaper')}
          </button>
        )}
        <button type="button" class="kit-button kit-button-primary" onClick={startAgain}>
          {t('done')}
        </button>
      </div>
      {secondsLeft.value === null ? null : <p class="ticket-countdown">{t('backIn', { n: secondsLeft.value })}</p>}
    </div>
  );
}

// In the language of the screen, which a scanned booking may have changed since it was asked.
function nameOf({ service, serviceName }: Ticket) {
  return services.value.find(({ code }) => code === service)?.name ?? serviceName;
}

/** Called near the booked time; who came too late for that waits like everybody else, and is told so. */
function Appointment({ given: { slotStart, issuedAt } }: { given: Ticket }) {
  if (slotStart === null) return null;
  const graceMs = (office.value?.booking.graceMinutes ?? 0) * 60_000;
  const late = Date.parse(issuedAt) > Date.parse(slotStart) + graceMs;
  return (
    <strong class="ticket-appointment">
      {appointmentWords(late ? 'appointmentLate' : 'appointmentAt', { time: timeOf(slotStart) })}
    </strong>
  );
}
