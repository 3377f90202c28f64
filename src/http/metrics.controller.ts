import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { credentialsOf } from '../access/credentials.js';
import { Public, Staff } from '../access/decorators.js';
import { hashToken, matchesHash } from '../access/derived-tokens.js';
import { Secrets } from '../access/secrets.js';
import { DomainError } from './domain-error.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Prometheus text, for this machine or for whoever has the token: a proxy's forwarded request is somebody else's. */
@ApiExcludeController()
@Controller()
export class MetricsController {
  constructor(private readonly secrets: Secrets) {
    if (register.getSingleMetric('process_cpu_user_seconds_total') === undefined) collectDefaultMetrics();
  }

  @Get('metrics')
  @Public()
  async metrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!isFromHere(request) && !this.hasToken(request)) {
      throw new DomainError('not-allowed', 'Metrics are for this machine, or for the metrics token.');
    }
    void reply.type(register.contentType).send(await register.metrics());
  }

  /** The token that lets a monitoring server read `/metrics` from elsewhere; derived, so it is the same on all nodes. */
  @Get('admin/metrics-token')
  @Staff('administrator')
  token(): { token: string } {
    return { token: this.metricsToken() };
  }

  private hasToken(request: FastifyRequest): boolean {
    const { bearer } = credentialsOf(request.headers);
    return bearer !== null && matchesHash(bearer, hashToken(this.metricsToken()));
  }

  private metricsToken(): string {
    return this.secrets.derive('metrics', 0, 'metrics', 1);
  }
}

function isFromHere(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'];
  return forwarded === undefined && LOOPBACK.has(request.socket.remoteAddress ?? '');
}
