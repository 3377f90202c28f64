import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/decorators.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import type { Wanted } from '../directory/localize.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { Throttled } from '../http/throttle.js';
import { BookingCalendar } from './booking-calendar.js';
import { BookingReads } from './booking-reads.js';
import { BookingViews } from './booking-view.js';
import * as contract from './bookings.contract.js';
import { ChangeBooking } from './change-booking.js';
import { ConfirmBooking } from './confirm-booking.js';

const byCitizen = (key: RequestKey | null) => ({ actor: 'citizen', byStaff: false, key });

/** For whoever holds a booking's link: see, move, cancel, confirm, and the calendar file. */
@ApiTags('Bookings')
@Controller('bookings/:token')
@Throttled('public-read')
export class BookingLinksController {
  constructor(
    private readonly reads: BookingReads,
    private readonly views: BookingViews,
    private readonly confirmBooking: ConfirmBooking,
    private readonly changeBooking: ChangeBooking,
    private readonly calendars: BookingCalendar,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'A booking by its link', operationId: 'getBooking' })
  @ApiOkResponse({ standardSchema: contract.Booking })
  async get(@Param('token') token: string, @WantedTexts() wanted: Wanted): Promise<contract.Booking> {
    const { office, row } = await this.reads.byToken(token);
    return this.views.booking(office, row, wanted);
  }

  @Post('reschedule')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Move the booking', operationId: 'rescheduleOwnBooking' })
  @ApiOkResponse({ standardSchema: contract.Booking })
  async reschedule(
    @Param('token') token: string,
    @Body({ schema: contract.RescheduleRequest }) body: contract.RescheduleRequest,
    @RequestKeyOf('token') key: RequestKey | null,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.Booking> {
    const { office, row } = await this.reads.byToken(token);
    const moved = await this.changeBooking.move(office, row, body.start, false, byCitizen(key));
    return this.views.booking(office, moved, wanted);
  }

  @Post('cancel')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Cancel the booking; repeated, the same', operationId: 'cancelOwnBooking' })
  @ApiOkResponse({ standardSchema: contract.Booking })
  async cancel(
    @Param('token') token: string,
    @Body({ schema: contract.BookingCancelRequest }) body: contract.BookingCancelRequest,
    @RequestKeyOf('token') key: RequestKey | null,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.Booking> {
    const { office, row } = await this.reads.byToken(token);
    const cancelled = await this.changeBooking.cancel(office, row.id, body.reason ?? null, byCitizen(key));
    return this.views.booking(office, cancelled, wanted);
  }

  @Delete()
  @Public()
  @ApiOperation({ summary: 'Cancel the booking; repeated, the same', operationId: 'deleteOwnBooking' })
  @ApiOkResponse({ standardSchema: contract.Booking })
  async remove(@Param('token') token: string, @WantedTexts() wanted: Wanted): Promise<contract.Booking> {
    const { office, row } = await this.reads.byToken(token);
    const cancelled = await this.changeBooking.cancel(office, row.id, null, byCitizen(null));
    return this.views.booking(office, cancelled, wanted);
  }

  @Post('confirm')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Confirm by the link in the e-mail; repeated, the same', operationId: 'confirmOwnBooking' })
  @ApiOkResponse({ standardSchema: contract.Booking })
  async confirm(
    @Param('token') token: string,
    @Body({ schema: contract.ConfirmRequest }) { proof }: contract.ConfirmRequest,
    @RequestKeyOf('token') key: RequestKey | null,
    @WantedTexts() wanted: Wanted,
  ): Promise<contract.Booking> {
    const { office, row } = await this.reads.byToken(token);
    return this.views.booking(office, await this.confirmBooking.prove(office, row.id, proof, key), wanted);
  }

  @Get('calendar.ics')
  @Public()
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="appointment.ics"')
  @ApiOperation({ summary: 'Calendar file of the booking (RFC 5545)', operationId: 'getBookingCalendar' })
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  async calendar(@Param('token') token: string): Promise<string> {
    const { office, row } = await this.reads.byToken(token);
    return this.calendars.of(office, row).content;
  }
}
