import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentPrincipal, CurrentStaff, KioskOrStaff, Public, Staff } from '../access/decorators.js';
import type { Principal, StaffPrincipal } from '../access/principal.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { DeskAlerts } from './desk-alerts.js';
import { boardInLanguage, queueInLanguage } from './in-language.js';
import * as contract from './queue.contract.js';
import { QueueReads } from './queue-reads.js';
import type { Wanted } from './ticket-view.js';

@ApiTags('Queue')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office')
export class QueueController {
  constructor(
    private readonly reads: QueueReads,
    private readonly alerts: DeskAlerts,
  ) {}

  @Get('board')
  @Public()
  @ApiOperation({ summary: 'What the waiting room sees', operationId: 'getBoard' })
  @ApiOkResponse({ standardSchema: contract.BoardInLanguage })
  async board(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.BoardInLanguage> {
    return boardInLanguage(await this.reads.board(office), office, wanted);
  }

  @Get('queue')
  @Staff('operator')
  @ApiOperation({ summary: 'What the desk sees', operationId: 'getQueue' })
  @ApiOkResponse({ standardSchema: contract.Queue })
  async queue(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.Queue> {
    return queueInLanguage(await this.reads.queue(office, wanted), office, wanted);
  }

  @Post('alerts')
  @KioskOrStaff()
  @ApiOperation({ summary: 'Ring at the desk', operationId: 'raiseAlert' })
  @ApiCreatedResponse({ standardSchema: contract.DeskAlert })
  raise(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentPrincipal() by: Principal,
    @Body({ schema: contract.AlertRequest }) body: contract.AlertRequest,
    @RequestKeyOf() key: RequestKey | null,
  ): Promise<contract.DeskAlert> {
    return this.alerts.raise(office, by, body, key);
  }

  @Delete('alerts/:id')
  @HttpCode(204)
  @Staff('operator')
  @ApiOperation({ summary: 'Somebody went to see', operationId: 'clearAlert' })
  @ApiNoContentResponse()
  clear(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('id', { schema: z.uuid() }) id: string,
    @CurrentStaff() by: StaffPrincipal,
  ): Promise<void> {
    return this.alerts.clear(office, id, by);
  }
}
