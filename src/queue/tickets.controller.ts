import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentPrincipal, KioskOrStaff, Staff } from '../access/decorators.js';
import type { Principal } from '../access/principal.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { listOf, type List } from '../http/conventions.contract.js';
import * as contract from './queue.contract.js';
import { TakeTicket } from './take-ticket.js';
import type { Wanted } from './ticket-view.js';
import { Tickets } from './tickets.js';

const Id = { schema: z.uuid() };

@ApiTags('Queue')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office/tickets')
export class TicketsController {
  constructor(
    private readonly takeTicket: TakeTicket,
    private readonly tickets: Tickets,
  ) {}

  @Post()
  @KioskOrStaff()
  @ApiOperation({ summary: 'Take a ticket', operationId: 'takeTicket' })
  @ApiCreatedResponse({ standardSchema: contract.Ticket })
  take(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentPrincipal() by: Principal,
    @Body({ schema: contract.TicketRequest }) body: contract.TicketRequest,
    @RequestKeyOf() key: RequestKey | null,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.Ticket> {
    return this.takeTicket.take(office, by, body, key, wanted);
  }

  @Get()
  @Staff('operator')
  @ApiOperation({ summary: 'Find tickets of a day by number, service or time', operationId: 'findTickets' })
  @ApiOkResponse({ standardSchema: listOf(contract.StaffTicket) })
  find(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Query({ schema: contract.TicketsQuery }) query: contract.TicketsQuery,
    @WantedTexts() wanted: Wanted,
  ): Promise<List<contract.StaffTicket>> {
    return this.tickets.find(office, query, wanted);
  }

  @Get(':id/events')
  @Staff('operator')
  @ApiOperation({ summary: "A ticket's history", operationId: 'listTicketEvents' })
  @ApiOkResponse({ standardSchema: listOf(contract.TicketEvent) })
  events(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('id', Id) id: string,
  ): Promise<List<contract.TicketEvent>> {
    return this.tickets.events(office, id);
  }

  @Post(':id/print')
  @HttpCode(200)
  @KioskOrStaff()
  @ApiOperation({ summary: 'Text and link of a ticket again, for paper', operationId: 'printTicket' })
  @ApiOkResponse({ standardSchema: contract.TicketPrint })
  print(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('id', Id) id: string,
    @CurrentPrincipal() by: Principal,
    @Body({ schema: contract.NoBody }) _body: unknown,
    // Printing changes nothing, so a repetition may run again; a key that is none is refused as everywhere.
    @RequestKeyOf() _key: RequestKey | null,
  ): Promise<contract.TicketPrint> {
    return this.tickets.print(office, id, by);
  }
}
