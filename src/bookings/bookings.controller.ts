import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentPrincipal, Public, Staff } from '../access/decorators.js';
import { callerOf, mayActAs, type Principal } from '../access/principal.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { CommandOnOneOf, IdParam, type CommandOnOne, type StaffCommand } from '../directory/staff-command.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { listOf, type List } from '../http/conventions.contract.js';
import { DomainError } from '../http/domain-error.js';
import { Throttled } from '../http/throttle.js';
import { BookingReads } from './booking-reads.js';
import { BookingViews } from './booking-view.js';
import * as contract from './bookings.contract.js';
import { ChangeBooking, type Change } from './change-booking.js';
import { ConfirmBooking } from './confirm-booking.js';

const Id = { schema: z.uuid() };

/** Bookings of an office: confirmed by citizens, kept by staff. */
@ApiTags('Bookings')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office/bookings')
export class BookingsController {
  constructor(
    private readonly confirmBooking: ConfirmBooking,
    private readonly changeBooking: ChangeBooking,
    private readonly reads: BookingReads,
    private readonly views: BookingViews,
  ) {}

  @Post()
  @Public()
  @Throttled('public-write')
  @ApiOperation({ summary: 'Confirm a hold; staff book without one', operationId: 'createBooking' })
  @ApiCreatedResponse({ standardSchema: z.union([contract.Booking, contract.StaffBooking]) })
  async create(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CurrentPrincipal() by: Principal | null,
    @Body({ schema: contract.AnyBookingRequest }) body: contract.AnyBookingRequest,
    @RequestKeyOf() key: RequestKey | null,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.Booking | contract.StaffBooking> {
    if ('holdId' in body) {
      return this.views.booking(office, await this.confirmBooking.confirm(office, body, key), wanted);
    }
    if (by === null) throw new DomainError('not-signed-in', 'Hold a slot first, or sign in.');
    if (!mayActAs(by, 'operator', office.slug)) throw new DomainError('not-allowed', 'You may not do this here.');
    const row = await this.confirmBooking.book(office, body, callerOf(by), key);
    return this.views.staffBooking(office, row, wanted);
  }

  @Get()
  @Staff('operator')
  @ApiOperation({ summary: 'Bookings of a day, or by name, code or contact', operationId: 'findBookings' })
  @ApiOkResponse({ standardSchema: listOf(contract.StaffBooking) })
  async find(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Query({ schema: contract.BookingsQuery }) query: contract.BookingsQuery,
    @WantedTexts() wanted: Wanted,
  ): Promise<List<contract.StaffBooking>> {
    const rows = await this.reads.find(office, query);
    return { items: rows.map((row) => this.views.staffBooking(office, row, wanted)), nextCursor: null };
  }

  @Get(':id/events')
  @Staff('operator')
  @ApiOperation({ summary: "A booking's history", operationId: 'listBookingEvents' })
  @ApiOkResponse({ standardSchema: listOf(contract.BookingEvent) })
  async events(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('id', Id) id: string,
  ): Promise<List<contract.BookingEvent>> {
    return { items: await this.reads.events(office, id), nextCursor: null };
  }

  @Post(':id/reschedule')
  @HttpCode(200)
  @Staff('operator')
  @IdParam()
  @ApiOperation({ summary: 'Move a booking', operationId: 'rescheduleBooking' })
  @ApiOkResponse({ standardSchema: contract.StaffBooking })
  async reschedule(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CommandOnOneOf() command: CommandOnOne,
    @Body({ schema: contract.StaffRescheduleRequest }) body: contract.StaffRescheduleRequest,
  ): Promise<contract.StaffBooking> {
    const row = await this.reads.row(office, command.id);
    const moved = await this.changeBooking.move(office, row, body.start, body.force === true, changeBy(command));
    return this.views.staffBooking(office, moved, command.wanted);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Staff('operator')
  @IdParam()
  @ApiOperation({ summary: 'Cancel a booking', operationId: 'cancelBooking' })
  @ApiOkResponse({ standardSchema: contract.StaffBooking })
  async cancel(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CommandOnOneOf() command: CommandOnOne,
    @Body({ schema: contract.BookingCancelRequest }) body: contract.BookingCancelRequest,
  ): Promise<contract.StaffBooking> {
    const row = await this.changeBooking.cancel(office, command.id, body.reason ?? null, changeBy(command));
    return this.views.staffBooking(office, row, command.wanted);
  }

  @Post(':id/no-show')
  @HttpCode(200)
  @Staff('operator')
  @IdParam()
  @ApiOperation({ summary: 'Nobody came', operationId: 'markBookingNoShow' })
  @ApiOkResponse({ standardSchema: contract.StaffBooking })
  async markNoShow(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @CommandOnOneOf() command: CommandOnOne,
    @Body({ schema: contract.EmptyBody }) _body: unknown,
  ): Promise<contract.StaffBooking> {
    const row = await this.changeBooking.markNoShow(office, command.id, changeBy(command));
    return this.views.staffBooking(office, row, command.wanted);
  }
}

function changeBy({ by, key }: StaffCommand): Change {
  return { actor: callerOf(by), byStaff: true, key };
}
