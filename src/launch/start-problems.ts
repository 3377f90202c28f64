import type { Settings } from '../config/environment.js';

type Shape = Record<string, unknown>;

/** A failed start as one line for the person who started the program: what is wrong, and where to put it right. */
export function startProblemLine(error: unknown, settings: Settings | null): string {
  const causes = causesOf(error);
  const worded = causes.find((cause) => typeof cause.startProblem === 'string')?.startProblem;
  if (typeof worded === 'string') return oneLine(worded);
  for (const cause of causes) {
    const line = settings === null ? null : (listening(cause, settings) ?? database(cause, settings) ?? files(cause));
    if (line !== null) return line;
  }
  return unexpected(causes);
}

function listening(cause: Shape, { host, port }: Settings): string | null {
  if (cause.syscall === 'getaddrinfo' && cause.hostname === host) return `HOST: ${host} is not known on this machine`;
  if (cause.syscall !== 'listen') return null;
  switch (cause.code) {
    case 'EADDRINUSE':
      return `PORT: ${port} on ${host} is in use by another program; stop that one or set PORT`;
    case 'EACCES':
      return `PORT: this user may not listen on ${port} (ports below 1024 need more rights); set PORT`;
    case 'EADDRNOTAVAIL':
      return `HOST: ${host} is not an address of this machine`;
    default:
      return `HOST, PORT: cannot listen on ${host} port ${port} (${String(cause.code)})`;
  }
}

const DATABASE_REASONS: Record<string, (at: URL) => string> = {
  ECONNREFUSED: (at) => `nothing answers at ${at.host}; is PostgreSQL running there?`,
  ECONNRESET: (at) => `${at.host} ends the connection; is it PostgreSQL?`,
  ENOTFOUND: (at) => `host ${at.hostname} is not known`,
  EAI_AGAIN: (at) => `host ${at.hostname} cannot be looked up at the moment`,
  ETIMEDOUT: (at) => `${at.host} does not answer`,
  EHOSTUNREACH: (at) => `${at.host} cannot be reached`,
  ENETUNREACH: (at) => `${at.host} cannot be reached`,
  '28P01': (at) => `wrong password for user ${at.username || 'given'}`,
  '28000': (at) => `${at.hostname} does not let user ${at.username || 'given'} in from this machine`,
  '3D000': (at) => `there is no database ${at.pathname.slice(1)} at ${at.host}; create it first`,
  '42501': (at) => `user ${at.username} may not create tables in database ${at.pathname.slice(1)}`,
  '53300': (at) => `${at.host} has no connection left`,
  '57P03': (at) => `${at.host} is starting or stopping; try again in a moment`,
};

const DATABASE_MESSAGES: [RegExp, string][] = [
  [/timeout expired|timeout exceeded|Connection terminated due to connection timeout/i, 'ETIMEDOUT'],
  [/Connection terminated unexpectedly/i, 'ECONNRESET'],
];

function database(cause: Shape, { databaseUrl }: Settings): string | null {
  if (databaseUrl === null) return null;
  const at = new URL(databaseUrl);
  const message = String(cause.message ?? '');
  const code = DATABASE_MESSAGES.find(([pattern]) => pattern.test(message))?.[1] ?? String(cause.code);
  const reason = DATABASE_REASONS[code]?.(at);
  if (reason !== undefined) return `DATABASE_URL: ${reason}`;
  if (/\bSSL\b|certificate/i.test(message))
    return `DATABASE_URL: no encrypted connection to ${at.host}: ${oneLine(message)}`;
  return null;
}

function files(cause: Shape): string | null {
  if (typeof cause.path !== 'string' || typeof cause.code !== 'string') return null;
  if (cause.code === 'ENOSPC') return `DATA_DIR: the disk is full (${cause.path})`;
  return `cannot use the file ${cause.path} (${cause.code})`;
}

// Something nobody thought of: the line still has to say where to look.
function unexpected([first]: Shape[]): string {
  const place = /\(?((?:file:|\/|[A-Z]:\\)[^\s()]+:\d+:\d+)\)?/.exec(String(first?.stack ?? ''))?.[1];
  return `unexpected: ${oneLine(String(first?.message ?? first))}${place === undefined ? '' : ` (at ${place})`}`;
}

/** The error, and what it wraps: drivers and mappers put the telling one inside. */
function causesOf(error: unknown): Shape[] {
  if (typeof error !== 'object' || error === null) return [{ message: String(error) }];
  const shape = error as Shape;
  const inner = [shape.driverError, shape.cause, ...(Array.isArray(shape.errors) ? (shape.errors as unknown[]) : [])];
  return [shape, ...inner.filter((one) => typeof one === 'object' && one !== null && one !== error).flatMap(causesOf)];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
