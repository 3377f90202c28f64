import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, KioskOrStaff, Staff } from '../access/decorators.js';
import type { Principal } from '../access/principal.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { CheckIn } from './check-in.js';
import { counterOf } from '../directory/office-lookup.js';
import * as contract from './queue.contract.js';
import { CommandOnOneOf, IdParam, type CommandOnOne } from '../directory/staff-command.js';
import type { Wanted } from './ticket-view.js';

/** From a booking to its ticket. */
@ApiTags('Queue')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office')
export class CheckInsController {
  constructor(private readonly checkIn: CheckIn) {}

  @Post('check-ins')
  @KioskOrStaff()
  @ApiOperation({ summary: 'Check in with the code of a booking', operationId: 'checkIn' })
  @ApiCreatedResponse({ standardSchema: contract.Ticket })
  byCode(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentPrincipal() by: Principal,
    @Body({ schema: contract.CheckInRequest }) { code }: contract.CheckInRequest,
    @RequestKeyOf() key: RequestKey | null,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.Ticket> {
    return this.checkIn.byCode(office, code, by, key, wanted);
  }

  @Post('bookings/:id/check-in')
  @Staff('operator')
  @IdParam()
  @ApiOperation({ summary: 'Check a booking in by hand', operationId: 'checkInBooking' })
  @ApiCreatedResponse({ standardSchema: contract.Ticket })
  byHand(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CommandOnOneOf() { id, by, key, wanted }: CommandOnOne,
    @Body({ schema: contract.NoBody }) _body: unknown,
  ): Promise<contract.Ticket> {
    return this.checkIn.byHand(office, id, by, key, wanted);
  }

  @Post('bookings/:id/start')
  @Staff('operator')
  @IdParam()
  @ApiOperation({ summary: 'A booking by phone or video begins at a counter', operationId: 'startBooking' })
  @ApiCreatedResponse({ standardSchema: contract.Ticket })
  start(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CommandOnOneOf() { id, by, key, wanted }: CommandOnOne,
    @Body({ schema: contract.StartBookingRequest }) { counter }: contract.StartBookingRequest,
  ): Promise<contract.Ticket> {
    return this.checkIn.startRemote(office, id, counterOf(office, counter), by, key, wanted);
  }
}
