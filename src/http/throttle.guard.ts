import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.js';
import { Throttle, THROTTLE_NAME, type Allowance } from './throttle.js';
import type { ThrottleName } from './throttle-limits.js';

/** Counts the requests of throttled routes and refuses with `429 too-many-requests`. */
@Injectable()
export class ThrottleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly throttle: Throttle,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.throttle.on || context.getType() !== 'http') return true;
    const name = this.reflector.getAllAndOverride<ThrottleName | undefined>(THROTTLE_NAME, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (name === undefined) return true;
    const http = context.switchToHttp();
    const allowance = await this.throttle.count(name, http.getRequest<FastifyRequest>());
    tell(http.getResponse<FastifyReply>(), allowance);
    if (allowance.allowed) return true;
    throw new DomainError('too-many-requests', 'Too many requests. Try again later.', {
      retryAfterSeconds: allowance.resetSeconds,
    });
  }
}

function tell(reply: FastifyReply, allowance: Allowance): void {
  void reply.header('RateLimit-Limit', allowance.limit);
  void reply.header('RateLimit-Remaining', allowance.remaining);
  void reply.header('RateLimit-Reset', allowance.resetSeconds);
}
