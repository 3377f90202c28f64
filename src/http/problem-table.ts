/** Every stable error code with its HTTP status and title: the one place that joins the two. */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'Invalid request' },
  'not-signed-in': { status: 401, title: 'Not signed in' },
  'wrong-credentials': { status: 401, title: 'Wrong credentials' },
  'not-allowed': { status: 403, title: 'Not allowed' },
  'cross-site': { status: 403, title: 'Cross-site request refused' },
  'not-your-counter': { status: 403, title: 'Not your counter' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'office-closed': { status: 409, title: 'Office closed' },
  'service-not-walk-in': { status: 409, title: 'Service not for walk-ins' },
  'service-not-for-municipality': { status: 409, title: 'Service not for this municipality' },
  'queue-full': { status: 409, title: 'No more tickets today' },
  unattended: { status: 409, title: 'Nobody at the desk' },
  'wrong-status': { status: 409, title: 'Wrong status' },
  'ticket-open': { status: 409, title: 'A ticket is open' },
  'counter-taken': { status: 409, title: 'Counter taken' },
  'counter-closed': { status: 409, title: 'Counter closed' },
  'counter-paused': { status: 409, title: 'Counter paused' },
  'username-taken': { status: 409, title: 'User name taken' },
  'pairing-expired': { status: 409, title: 'Pairing expired' },
  'payload-too-large': { status: 413, title: 'Payload too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency key reused' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Internal error' },
  'not-ready': { status: 503, title: 'Not ready' },
  busy: { status: 503, title: 'Busy' },
} as const satisfies Record<string, { status: number; title: string }>;

/** A stable, kebab-case error code of the API. */
export type ProblemCode = keyof typeof PROBLEMS;
