import { Body, Controller, Delete, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentStaff, Staff } from '../access/decorators.js';
import type { StaffPrincipal } from '../access/principal.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { CallNext } from './call-next.js';
import { CounterSessions } from './counter-sessions.js';
import { counterInLanguage } from './in-language.js';
import { counterOf } from '../directory/office-lookup.js';
import * as contract from './queue.contract.js';
import { StaffDesk } from './staff-desk.js';
import { StaffCommandOf, type StaffCommand } from '../directory/staff-command.js';
import type { Wanted } from './ticket-view.js';

@ApiTags('Queue')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@ApiParam({ name: 'counter', schema: { type: 'string' } })
@Staff('operator')
@Controller('offices/:office/counters/:counter')
export class CountersController {
  constructor(
    private readonly sessions: CounterSessions,
    private readonly next: CallNext,
    private readonly desk: StaffDesk,
  ) {}

  @Put('session')
  @ApiOperation({ summary: 'Open a counter, or change what it takes', operationId: 'putCounterSession' })
  @ApiOkResponse({ standardSchema: contract.QueueCounter })
  async open(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('counter') counter: string,
    @CurrentStaff() by: StaffPrincipal,
    @Body({ schema: contract.CounterSessionRequest }) body: contract.CounterSessionRequest,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.QueueCounter> {
    return counterInLanguage(await this.sessions.put(office, counterOf(office, counter), by, body), office, wanted);
  }

  @Delete('session')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave a counter', operationId: 'deleteCounterSession' })
  @ApiNoContentResponse()
  close(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('counter') counter: string,
    @CurrentStaff() by: StaffPrincipal,
  ): Promise<void> {
    return this.sessions.close(office, counterOf(office, counter), by);
  }

  @Post('call-next')
  @ApiOperation({ summary: 'Call the next visitor', operationId: 'callNext' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  @ApiNoContentResponse({ description: 'nothing that this counter serves is waiting' })
  async callNext(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('counter') counter: string,
    @StaffCommandOf() command: StaffCommand,
    @Body({ schema: contract.NoBody }) _body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<contract.Ticket | undefined> {
    const ticket = await this.next.call(office, counterOf(office, counter), command);
    void reply.status(ticket === null ? 204 : 200);
    return ticket ?? undefined;
  }

  @Post('call')
  @HttpCode(200)
  @ApiOperation({ summary: 'Call one visitor out of order', operationId: 'callTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  call(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('counter') counter: string,
    @StaffCommandOf() command: StaffCommand,
    @Body({ schema: contract.CallRequest }) body: { ticketId: string },
  ): Promise<contract.Ticket> {
    return this.desk.call(office, counterOf(office, counter), body.ticketId, command);
  }
}
