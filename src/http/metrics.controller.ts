import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { Public } from '../access/decorators.js';
import { DomainError } from './domain-error.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Prometheus text for this machine only: a proxy's forwarded request is somebody else's. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor() {
    if (register.getSingleMetric('process_cpu_user_seconds_total') === undefined) collectDefaultMetrics();
  }

  @Get()
  @Public()
  async metrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'];
    if (forwarded !== undefined || !LOOPBACK.has(request.socket.remoteAddress ?? '')) {
      throw new DomainError('not-allowed', 'Metrics are for this machine.');
    }
    void reply.type(register.contentType).send(await register.metrics());
  }
}
