import type { Problem } from '../src/http/conventions.contract.js';
import { language, type Language } from './catalogue.js';

export { officeNow, setOfficeTime } from './office-clock.js';

/** The server answered with a problem document. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: readonly { path: string; message: string }[];

  constructor(
    readonly problem: Problem,
    /** Seconds after which another try makes sense, or null. */
    readonly retryAfter: number | null,
  ) {
    super(problem.detail);
    this.code = problem.code;
    this.status = problem.status;
    this.errors = problem.errors ?? [];
  }
}

/** No answer came: the network or the server is away, or it took too long. Whether the command ran is not known. */
export class ServerAway extends Error {}

export type CallOptions = {
  body?: unknown;
  /** For POST: repeating with the same key repeats the first answer instead of the work. */
  idempotencyKey?: string;
  /** A kiosk's or display's token. */
  token?: string | null;
  /** Asks for texts in another language than the page's. */
  language?: Language;
  /** Asks for all languages of texts instead of the page's one. */
  allLanguages?: boolean;
  signal?: AbortSignal;
};

const TIMEOUT_MS = 12_000;
const BASE = '/api/v1';

/** Speaks to the API. Every call throws {@link ApiProblem} or {@link ServerAway}. */
export const api = {
  get: <T>(path: string, options?: CallOptions) => call<T>('GET', path, options),
  post: <T>(path: string, body: unknown, options?: CallOptions) =>
    call<T>('POST', path, { idempotencyKey: newKey(), ...options, body }),
  put: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('PUT', path, { ...options, body }),
  delete: <T>(path: string, options?: CallOptions) => call<T>('DELETE', path, options),
};

const RETRIES = 4;

/**
 * A POST that is repeated with the same key when its answer is lost or the office is busy, so that a double tap or a
 * broken connection gives one ticket. `onAway` hears of each try that got no answer.
 */
export async function postOnce<T>(
  path: string,
  body: unknown,
  options: CallOptions & { onAway?: () => void } = {},
): Promise<T> {
  const key = options.idempotencyKey ?? newKey();
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.post<T>(path, body, { ...options, idempotencyKey: key });
    } catch (error) {
      if (!worthRepeating(error) || attempt > RETRIES) throw error;
      options.onAway?.();
      await pause(error instanceof ApiProblem ? (error.retryAfter ?? 1) * 1000 : attempt * 700);
    }
  }
}

/** Lets one press through at a time: a second one while the first runs does nothing and answers undefined. */
export function oneAtATime<A extends unknown[], T>(
  work: (...args: A) => Promise<T>,
): (...args: A) => Promise<T | undefined> {
  let running = false;
  return async (...args) => {
    if (running) return undefined;
    running = true;
    try {
      return await work(...args);
    } finally {
      running = false;
    }
  };
}

/** A random key. `randomUUID` is missing on plain http away from this machine, so its bytes are drawn by hand there. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const limit = timeLimit(options.signal);
  try {
    const response = await fetch(`${BASE}${withLanguages(path, options.allLanguages)}`, {
      method,
      headers: headersOf(options),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: limit.signal,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    if (!response.ok) throw problemOf(response, text);
    return (text === '' ? null : JSON.parse(text)) as T;
  } catch (error) {
    if (error instanceof ApiProblem || options.signal?.aborted) throw error;
    throw new ServerAway();
  } finally {
    limit.clear();
  }
}

// By hand: `AbortSignal.any` and `timeout` are newer than the browsers inside some phones' apps.
function timeLimit(given: AbortSignal | undefined): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (given?.aborted) abort();
  given?.addEventListener('abort', abort);
  const timer = setTimeout(abort, TIMEOUT_MS);
  const clear = () => {
    clearTimeout(timer);
    given?.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, clear };
}

function headersOf(options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': options.language ?? language.value,
  };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
  if (options.token != null) headers['authorization'] = `Bearer ${options.token}`;
  return headers;
}

function withLanguages(path: string, all: boolean | undefined): string {
  return all === true ? `${path}${path.includes('?') ? '&' : '?'}allLanguages=true` : path;
}

// A proxy may answer in the server's place, without a problem document: then the server is away.
function problemOf(response: Response, text: string): ApiProblem | ServerAway {
  if (!response.headers.get('content-type')?.includes('application/problem+json')) return new ServerAway();
  const retryAfter = response.headers.get('retry-after');
  return new ApiProblem(JSON.parse(text) as Problem, retryAfter === null ? null : Number(retryAfter));
}

function worthRepeating(error: unknown): boolean {
  return error instanceof ServerAway || (error instanceof ApiProblem && error.status === 503);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
