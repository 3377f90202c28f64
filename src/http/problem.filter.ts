import { ArgumentsHost, Catch, ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemHeaders, toProblem } from './problem.js';

/** Writes every error as RFC 9457 problem+json; what nobody expected goes to the log with its trace id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendProblem(thrown, request, reply, this.log);
  }
}

/** The same writer for errors that happen before Nest (malformed JSON, unknown address, body too large). */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const { problem, unexpected } = toProblem(thrown, request.id);
  // The route and not the address, which may carry the token of a link or a name that somebody looked for.
  if (unexpected) log.error(`${request.method} ${request.routeOptions.url ?? '?'} [${request.id}] ${describe(thrown)}`);
  if (reply.sent) return;
  void reply.status(problem.status).headers(problemHeaders(problem)).send(JSON.stringify(problem));
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
