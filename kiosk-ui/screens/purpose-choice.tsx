import { Icon } from '../../ui-kit/components/icon.js';
import { words } from '../../ui-kit/words.js';
import { step } from '../kiosk-store.js';
import { appointmentWords } from '../appointment-texts.js';
import { t } from '../texts.js';

/** With or without an appointment: the two ways through the kiosk. */
export function PurposeChoice() {
  return (
    <>
      <h1>{appointmentWords('choosePurpose')}</h1>
      <div class="large-choices purposes">
        <button type="button" class="large-choice have-appointment" onClick={() => (step.value = 'code')}>
          <Icon name="calendar" size="2.4em" />
          {words('haveAppointment')}
          <small>{appointmentWords('appointmentLine')}</small>
        </button>
        {/* The more frequent one, for who only presses Enter. */}
        <button type="button" class="large-choice take-number" data-first onClick={() => (step.value = 'services')}>
          <Icon name="ticket" size="2.4em" />
          {words('takeTicket')}
          <small>{t('oneTicket')}</small>
        </button>
      </div>
    </>
  );
}
