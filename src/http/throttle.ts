import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { LIMITS, type Limit, type ThrottleName } from './throttle-limits.js';

/** Metadata key under which a route's throttle is kept. */
export const THROTTLE_NAME = 'sportello:throttle';

/** Counts requests to a route; its answers carry `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`. */
export const Throttled = (name: ThrottleName) => SetMetadata(THROTTLE_NAME, name);

/** Where a caller stands with the limit that it will meet first. */
export type Allowance = { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

type Counter = { limit: Limit; limiter: RateLimiterMemory };

/** Counts per node, in memory, on the machine's clock (docs/decisions says why). */
@Injectable()
export class Throttle {
  /** False with `RATE_LIMITS=off`: nothing is counted and no headers are sent. */
  readonly on: boolean;
  private readonly counters = new Map<ThrottleName, readonly Counter[]>();

  constructor(@Inject(SETTINGS) settings: Pick<ResolvedSettings, 'rateLimits'>) {
    this.on = settings.rateLimits;
    for (const name of Object.keys(LIMITS) as ThrottleName[]) this.counters.set(name, LIMITS[name].map(toCounter));
  }

  /** Counts one request, narrowest limit first; what one limit refuses does not use up the others. */
  async count(name: ThrottleName, request: FastifyRequest): Promise<Allowance> {
    let tightest: Allowance | null = null;
    for (const { limit, limiter } of this.counters.get(name) ?? []) {
      const key = limit.keyOf(request);
      if (key === null) continue;
      const allowance = await consume(limit, limiter, key);
      if (!allowance.allowed) return allowance;
      if (tightest === null || allowance.remaining < tightest.remaining) tightest = allowance;
    }
    return tightest ?? { allowed: true, limit: 0, remaining: 0, resetSeconds: 0 };
  }

  /** Clears the narrowest count of a request that proved to be honest: only wrong passwords add up. */
  async forgive(name: ThrottleName, request: FastifyRequest): Promise<void> {
    const [narrowest] = this.counters.get(name) ?? [];
    const key = narrowest?.limit.keyOf(request) ?? null;
    if (narrowest !== undefined && key !== null) await narrowest.limiter.delete(key);
  }
}

function toCounter(limit: Limit): Counter {
  return { limit, limiter: new RateLimiterMemory({ points: limit.points, duration: limit.seconds }) };
}

async function consume(limit: Limit, limiter: RateLimiterMemory, key: string): Promise<Allowance> {
  try {
    return toAllowance(true, limit, await limiter.consume(key));
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return toAllowance(false, limit, refused);
    throw refused;
  }
}

function toAllowance(allowed: boolean, limit: Limit, state: RateLimiterRes): Allowance {
  return {
    allowed,
    limit: limit.points,
    remaining: Math.max(0, state.remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  };
}
