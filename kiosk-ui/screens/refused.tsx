import { officeNow } from '../../ui-kit/api.js';
import { soonOf } from '../../ui-kit/format.js';
import { choice, chooseAgain, goBack, refusal, startAgain, takeTicket } from '../kiosk-store.js';
import { PortalCode } from '../parts/portal-code.js';
import { t } from '../texts.js';

const NOT_HERE = 'service-not-for-municipality';
/** Each refusal has its kind sentence and its way on. */
const WORDED = {
  'office-closed': { title: 'noTicketsNow', way: 'closedUnknown', again: false },
  'queue-full': { title: 'queueFull', way: 'queueFullWay', again: false },
  unattended: { title: 'unattended', way: 'unattendedWay', again: true },
  [NOT_HERE]: { title: 'notForMunicipality', way: 'notForMunicipalityWay', again: false },
  'service-not-walk-in': { title: 'appointmentOnly', way: 'appointmentWay', again: false },
  away: { title: 'away', way: 'awayLine', again: true },
} as const;
const FAILED = { title: 'failed', way: 'failedWay', again: true } as const;

function wordsFor(code: string): (typeof WORDED)[keyof typeof WORDED] | typeof FAILED {
  return Object.hasOwn(WORDED, code) ? WORDED[code as keyof typeof WORDED] : FAILED;
}

export function Refused() {
  const { code = '', nextOpening = null } = refusal.value ?? {};
  const worded = wordsFor(code);
  const next = nextOpening === null ? null : soonOf(nextOpening, officeNow().slice(0, 10));
  const { service } = choice.value;
  return (
    <div class="centred refused" role="alert">
      <h1>{t(worded.title)}</h1>
      <p class="lead-line">{next === null ? t(worded.way) : t('closedLine', { time: next })}</p>
      <PortalCode
        {...(service === null ? {} : { service: service.code, book: service.bookable && code !== NOT_HERE })}
      />
      <div class="ticket-buttons">
        {worded.again ? (
          <button type="button" class="kit-button kit-button-primary" onClick={() => void takeTicket()}>
            {t('tryAgain')}
          </button>
        ) : null}
        {code === NOT_HERE ? (
          <button type="button" class="kit-button" onClick={goBack}>
            {t('otherPlace')}
          </button>
        ) : null}
        <button type="button" class="kit-button" onClick={chooseAgain}>
          {t('otherService')}
        </button>
        <button type="button" class="kit-button" onClick={startAgain}>
          {t('startOver')}
        </button>
      </div>
    </div>
  );
}
