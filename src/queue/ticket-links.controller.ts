import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/decorators.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { Throttled } from '../http/throttle.js';
import * as contract from './queue.contract.js';
import { Tickets } from './tickets.js';
import type { Wanted } from './ticket-view.js';

/** For whoever holds the ticket's link. */
@ApiTags('Queue')
@Controller('tickets/:token')
@Throttled('public-read')
export class TicketLinksController {
  constructor(private readonly tickets: Tickets) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'A ticket by its link', operationId: 'getTicket' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  get(@Param('token') token: string, @WantedTexts() wanted: Wanted): Promise<contract.Ticket> {
    return this.tickets.byToken(token, wanted);
  }

  @Delete()
  @Public()
  @ApiOperation({ summary: 'Leave the queue', operationId: 'leaveQueue' })
  @ApiOkResponse({ standardSchema: contract.Ticket })
  leave(@Param('token') token: string, @WantedTexts() wanted: Wanted): Promise<contract.Ticket> {
    return this.tickets.leave(token, wanted);
  }
}
