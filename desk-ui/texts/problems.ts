import { ApiProblem, ServerAway } from '../../ui-kit/api.js';
import { bookingProblemText } from './booking-problems.js';
import { statusName } from './statuses.js';
import { problemTexts as t } from './problems.texts.js';

/** What a refusal or a lost connection means for the person at the desk, and what to do about it. */
export function problemText(error: unknown): string {
  if (error instanceof ServerAway) return t('serverAway');
  if (!(error instanceof ApiProblem)) return t('unknown', { code: 'client' });
  const aboutBooking = bookingProblemText(error);
  if (aboutBooking !== null) return aboutBooking;
  const { code, problem, retryAfter } = error;
  switch (code) {
    case 'wrong-status':
      return t('wrongStatus', { status: statusName(String(problem['ticketStatus'] ?? '')) });
    case 'counter-taken':
      return t('counterTaken', { name: String(problem['operator'] ?? '?') });
    case 'ticket-open':
      return t('ticketOpen', { number: String(problem['ticketNumber'] ?? '') });
    case 'too-many-requests':
      return t('tooMany', { n: Math.max(1, Math.ceil((retryAfter ?? 60) / 60)) });
    case 'pairing-expired':
      return t('pairingExpired');
    case 'invalid-request':
      return t('invalid', { fields: error.errors.map(({ path }) => path).join(', ') });
    default:
      return simpleText(error);
  }
}

function simpleText({ code, status }: ApiProblem): string {
  const key = SIMPLE[code];
  if (key !== undefined) return t(key);
  return status === 503 ? t('busy') : t('unknown', { code });
}

const SIMPLE = {
  'not-your-counter': 'notYourCounter',
  'counter-closed': 'counterClosed',
  'counter-paused': 'counterPaused',
  'not-allowed': 'notAllowed',
  'not-found': 'notFound',
  'not-signed-in': 'notSignedIn',
  'wrong-credentials': 'wrongCredentials',
  'office-closed': 'officeClosed',
  'service-not-walk-in': 'notWalkIn',
  'service-not-for-municipality': 'notForMunicipality',
  'queue-full': 'queueFull',
  'idempotency-key-reused': 'keyReused',
  'cross-site': 'crossSite',
  busy: 'busy',
  'not-ready': 'busy',
} as const as Record<
  string,
  | 'notYourCounter'
  | 'counterClosed'
  | 'counterPaused'
  | 'notAllowed'
  | 'notFound'
  | 'notSignedIn'
  | 'wrongCredentials'
  | 'officeClosed'
  | 'notWalkIn'
  | 'notForMunicipality'
  | 'queueFull'
  | 'keyReused'
  | 'crossSite'
  | 'busy'
  | undefined
>;
