import { HttpException } from '@nestjs/common';
import { DomainError, InvalidRequest, type Fault } from './domain-error.js';
import { PROBLEMS, type ProblemCode } from './problem-table.js';
import type { Problem } from './conventions.contract.js';

const RETRY_AFTER_SECONDS = 1;

/** Codes of refusals that come from Fastify or Nest before our own code runs, by HTTP status. */
const CODE_BY_STATUS: Record<number, ProblemCode> = {
  400: 'invalid-request',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  // A part of the address that is longer than any of ours names nothing.
  414: 'not-found',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'not-ready',
};

const DETAIL_BY_CODE: Partial<Record<ProblemCode, string>> = {
  'invalid-request': 'The request could not be read.',
  'not-found': 'There is nothing at this address.',
  'payload-too-large': 'The body is larger than this server reads.',
  'unsupported-media-type': 'Bodies are read as application/json.',
  'internal-error': 'Something went wrong here. The trace id helps to find it in the log.',
};

/** Turns whatever was thrown into the document that the caller may see, and says whether it needs logging. */
export function toProblem(thrown: unknown, traceId: string): { problem: Problem; unexpected: boolean } {
  const error = asDomainError(thrown);
  const { status, title } = PROBLEMS[error.code];
  const problem: Problem = {
    type: `/api/problems/${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    traceId,
    ...error.params,
  };
  return { problem, unexpected: status === 500 };
}

/** Headers that go with a problem: `Retry-After` in seconds where trying again helps. */
export function problemHeaders(problem: Problem): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json; charset=utf-8' };
  if (problem.status === 503) headers['retry-after'] = String(RETRY_AFTER_SECONDS);
  if (problem.status === 429) headers['retry-after'] = String(problem['retryAfterSeconds'] ?? RETRY_AFTER_SECONDS);
  if (problem.status === 401 && problem.code === 'not-signed-in') headers['www-authenticate'] = 'Bearer';
  return headers;
}

type Issue = { message: string; path?: readonly unknown[] | undefined };

/** Issues of a Standard Schema check as the API words them. */
export function faultsOf(issues: readonly Issue[]): Fault[] {
  return issues.flatMap(innermost).map((issue) => ({
    path: (issue.path ?? []).map(segmentName).join('.'),
    message: issue.message,
  }));
}

// Of a body that may have several forms, the one that fits best says what is wrong with it.
function innermost(issue: Issue & { errors?: readonly (readonly Issue[])[] }): Issue[] {
  const [nearest] = [...(issue.errors ?? [])].sort((a, b) => weight(a) - weight(b));
  if (nearest === undefined || nearest.length === 0) return [issue];
  return nearest.flatMap((inner) => innermost({ ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] }));
}

function weight(issues: readonly (Issue & { keys?: readonly string[] })[]): number {
  return issues.reduce((sum, { keys }) => sum + (keys?.length ?? 1), 0);
}

/** What a schema refused, as `400 invalid-request`. */
export function invalidRequest(issues: Parameters<typeof faultsOf>[0]): InvalidRequest {
  return new InvalidRequest(faultsOf(issues));
}

function segmentName(segment: unknown): string {
  return typeof segment === 'object' && segment !== null && 'key' in segment ? String(segment.key) : String(segment);
}

function asDomainError(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const status = statusOf(thrown);
  const code = status === null ? 'internal-error' : codeOf(status);
  return new DomainError(code, DETAIL_BY_CODE[code] ?? PROBLEMS[code].title);
}

// Whatever else the caller did wrong is no fault of the server's.
function codeOf(status: number): ProblemCode {
  return CODE_BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'invalid-request' : 'internal-error');
}

function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown) return Number(thrown.statusCode);
  if (thrown instanceof URIError) return 400;
  return null;
}
