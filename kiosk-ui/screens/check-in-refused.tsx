import { officeNow } from '../../ui-kit/api.js';
import type { Language } from '../../ui-kit/catalogue.js';
import { QrCode } from '../../ui-kit/components/qr-code.js';
import { words } from '../../ui-kit/words.js';
import { refusedCheckIn } from '../appointment.js';
import { checkInAgain } from '../check-in.js';
import { offerOperator } from '../help.js';
import { languageChosen, office, startAgain, step, wantNumber } from '../kiosk-store.js';
import { paper, print } from '../paper.js';
import { PortalCode } from '../parts/portal-code.js';
import { Said } from '../parts/said.js';
import { worded, type WayOn } from '../refused-check-in.js';
import { appointmentWords } from '../appointment-texts.js';
import { t } from '../texts.js';

/** Why the appointment could not be checked in: kind, with its time, and with a way on. */
export function CheckInRefused() {
  const refused = refusedCheckIn.value;
  if (refused === null) return null;
  const at = { now: officeNow(), ticketsOpen: office.value?.ticketsOpen === true };
  const { ways } = worded(refused, at);
  const say = (part: 'title' | 'line') => (language: Language) => worded(refused, at, language)[part];
  return (
    <div class="centred refused" role="alert">
      <h1>
        <Said text={say('title')} />
      </h1>
      {refused.ticket === null ? null : <strong class="ticket-number">{refused.ticket.number}</strong>}
      <p class="lead-line">
        <Said text={say('line')} />
      </p>
      {refused.ticket !== null && !isLastPrinted() ? (
        <p class="lead-line">
          <Said text={(language) => appointmentWords('reprintAtDesk', {}, language)} />
        </p>
      ) : null}
      <Follow url={refused.ticket?.url} />
      {ways.includes('book') ? <PortalCode book /> : null}
      <div class="ticket-buttons">
        {isLastPrinted() ? <Press label={(language) => t('print', {}, language)} onPress={print} /> : null}
        {ways.map((way) => (
          <Way key={way} way={way} />
        ))}
        <Press plain label={(language) => t('done', {}, language)} onPress={startAgain} />
      </div>
    </div>
  );
}

function Follow({ url }: { url: string | undefined }) {
  if (url === undefined) return null;
  return (
    <figure class="ticket-code">
      <QrCode value={url} label={t('followOnPhone')} />
      <figcaption>
        <Said text={(language) => t('followOnPhone', {}, language)} />
      </figcaption>
    </figure>
  );
}

/** A kiosk prints its own last ticket only; the desk prints any. */
function isLastPrinted(): boolean {
  const { ticket } = refusedCheckIn.value ?? {};
  return ticket != null && paper.value?.ticket.id === ticket.id;
}

function Way({ way }: { way: WayOn }) {
  switch (way) {
    case 'again':
      return <Press label={(language) => t('tryAgain', {}, language)} onPress={checkInAgain} />;
    case 'type':
      return <Press label={(language) => appointmentWords('writeCode', {}, language)} onPress={typeCode} />;
    case 'number':
      return <Press label={(language) => words('takeTicket', {}, language)} onPress={wantNumber} />;
    case 'operator':
      return <Press plain label={(language) => t('callOperator', {}, language)} onPress={offerOperator} />;
    case 'book':
      return null;
  }
}

// Whoever presses this reads the language that it is in.
function typeCode(): void {
  languageChosen.value = true;
  step.value = 'code';
}

type PressProps = { label: (language: Language) => string; onPress: () => void; plain?: boolean };

function Press({ label, onPress, plain = false }: PressProps) {
  return (
    <button type="button" class={`kit-button ${plain ? '' : 'kit-button-primary'}`} onClick={onPress}>
      <Said text={label} />
    </button>
  );
}
