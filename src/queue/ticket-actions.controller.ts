import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Staff } from '../access/decorators.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import * as contract from './queue.contract.js';
import { StaffDesk } from './staff-desk.js';
import { CommandOnOneOf, IdParam, type CommandOnOne } from '../directory/staff-command.js';

/** Every action is a POST that answers with the ticket as it is afterwards; a wrong status is `409 wrong-status`. */
@ApiTags('Queue')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@IdParam()
@Staff('operator')
@Controller('offices/:office/tickets/:id')
export class TicketActionsController {
  constructor(private readonly desk: StaffDesk) {}

  @Post('recall')
  @HttpCode(200)
  @ApiOperation({ summary: 'Repeat the call', operationId: 'recallTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  recall(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.NoBody }) _body: unknown,
  ): Promise<contract.Ticket> {
    return this.desk.recall(office, command);
  }

  @Post('start')
  @HttpCode(200)
  @ApiOperation({ summary: 'Start serving', operationId: 'startTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  start(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.NoBody }) _body: unknown,
  ): Promise<contract.Ticket> {
    return this.desk.start(office, command);
  }

  @Post('complete')
  @HttpCode(200)
  @ApiOperation({ summary: 'Finish serving', operationId: 'completeTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  complete(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.CompleteRequest }) body: contract.CompleteRequest,
  ): Promise<contract.Ticket> {
    return this.desk.complete(office, command, body);
  }

  @Post('no-show')
  @HttpCode(200)
  @ApiOperation({ summary: 'Called and did not come', operationId: 'markTicketNoShow' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  markNoShow(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.NoBody }) _body: unknown,
  ): Promise<contract.Ticket> {
    return this.desk.markNoShow(office, command);
  }

  @Post('park')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set aside', operationId: 'parkTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  park(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.NoBody }) _body: unknown,
  ): Promise<contract.Ticket> {
    return this.desk.park(office, command);
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Back to waiting with the same rank', operationId: 'resumeTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  resume(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.NoBody }) _body: unknown,
  ): Promise<contract.Ticket> {
    return this.desk.resume(office, command);
  }

  @Post('transfer')
  @HttpCode(200)
  @ApiOperation({ summary: 'To another service or counter', operationId: 'transferTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  transfer(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.TransferRequest }) body: contract.TransferRequest,
  ): Promise<contract.Ticket> {
    return this.desk.transfer(office, command, body);
  }

  @Post('cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a ticket that nobody will serve', operationId: 'cancelTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  cancel(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.CancelRequest }) body: contract.CancelRequest,
  ): Promise<contract.Ticket> {
    return this.desk.cancel(office, command, body);
  }

  @Post('correct')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a wrong choice right', operationId: 'correctTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  correct(
    @CommandOnOneOf() command: CommandOnOne,
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.CorrectRequest }) body: contract.CorrectRequest,
  ): Promise<contract.Ticket> {
    return this.desk.correct(office, command, body);
  }
}
