import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentPrincipal, Public, Staff } from '../access/decorators.js';
import type { Principal } from '../access/principal.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { WantedTexts } from '../directory/wanted-texts.js';
import { listOf, type List } from '../http/conventions.contract.js';
import { Throttled } from '../http/throttle.js';
import { Availability } from './availability.js';
import * as contract from './bookings.contract.js';
import { HoldOriginOf } from './hold-origin.js';
import { Holds, type HoldOrigin } from './holds.js';
import { Overbooked } from './overbooked.js';

const Id = { schema: z.uuid() };

/** Free slots, and slots that are kept while a form is filled in. */
@ApiTags('Bookings')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office')
export class SlotsController {
  constructor(
    private readonly availability: Availability,
    private readonly holds: Holds,
    private readonly overbooked: Overbooked,
  ) {}

  @Get('availability')
  @Public()
  @Throttled('public-read')
  @ApiOperation({ summary: 'Free slots of up to 62 days', operationId: 'getAvailability' })
  @ApiOkResponse({ standardSchema: contract.Availability })
  slots(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Query({ schema: contract.AvailabilityQuery }) query: contract.AvailabilityQuery,
    @CurrentPrincipal() by: Principal | null,
  ): Promise<contract.Availability> {
    return this.availability.of(office, query, by);
  }

  @Post('holds')
  @Public()
  @Throttled('public-write')
  @ApiOperation({ summary: 'Keep a slot for some minutes', operationId: 'holdSlot' })
  @ApiCreatedResponse({ standardSchema: contract.Hold })
  hold(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.HoldRequest }) body: contract.HoldRequest,
    @HoldOriginOf() origin: HoldOrigin,
    @RequestKeyOf() key: RequestKey | null,
  ): Promise<contract.Hold> {
    return this.holds.hold(office, body, origin, key);
  }

  @Post('holds/:id/renew')
  @HttpCode(200)
  @Public()
  @Throttled('public-write')
  @ApiOperation({ summary: 'Keep a held slot once more', operationId: 'renewHold' })
  @ApiOkResponse({ standardSchema: contract.Hold })
  renew(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Param('id', Id) id: string,
    @Body({ schema: contract.EmptyBody }) _body: unknown,
    @RequestKeyOf() key: RequestKey | null,
  ): Promise<contract.Hold> {
    return this.holds.renew(office, id, key);
  }

  @Delete('holds/:id')
  @HttpCode(204)
  @Public()
  @Throttled('public-write')
  @ApiOperation({ summary: 'Give a held slot back; repeated, the same', operationId: 'releaseHold' })
  @ApiNoContentResponse()
  release(@Param('office', OfficeBySlug) office: OfficeRecord, @Param('id', Id) id: string): Promise<void> {
    return this.holds.release(office, id);
  }

  @Get('overbooked')
  @Staff('operator')
  @ApiOperation({ summary: 'Times with more bookings than places', operationId: 'listOverbooked' })
  @ApiOkResponse({ standardSchema: listOf(contract.OverbookedSlot) })
  async listOverbooked(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @WantedTexts() wanted: Wanted,
  ): Promise<List<contract.OverbookedSlot>> {
    return { items: await this.overbooked.of(office, wanted), nextCursor: null };
  }
}
