import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public } from '../access/decorators.js';
import { Throttled } from '../http/throttle.js';
import { PairingRequest, PairingStarted, PairingState } from './devices.contract.js';
import { Pairings } from './pairings.js';

@ApiTags('Devices')
@Controller('devices/pairings')
export class PairingsController {
  constructor(private readonly pairings: Pairings) {}

  @Post()
  @Public()
  @Throttled('pairing')
  @ApiOperation({ summary: 'A new screen asks for a code to show', operationId: 'startPairing' })
  @ApiCreatedResponse({ standardSchema: PairingStarted })
  start(
    @Body({ schema: PairingRequest }) body: z.infer<typeof PairingRequest>,
    @Req() request: FastifyRequest,
  ): Promise<PairingStarted> {
    return this.pairings.start(body.kind, { peer: request.socket.remoteAddress, headers: request.headers });
  }

  @Get(':secret')
  @Public()
  @Throttled('pairing-poll')
  @ApiParam({ name: 'secret', type: String })
  @ApiOperation({ summary: 'Whether the code was confirmed; tells the token once', operationId: 'getPairing' })
  @ApiOkResponse({ standardSchema: PairingState })
  state(@Param('secret') secret: string): Promise<PairingState> {
    return this.pairings.state(secret);
  }
}
