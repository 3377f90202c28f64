import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/decorators.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { OfficeBySlug } from '../directory/office-by-slug.pipe.js';
import { Throttled } from '../http/throttle.js';
import * as contract from './notifications.contract.js';
import { SlotWatches } from './slot-watches.js';

@ApiTags('Bookings')
@ApiParam({ name: 'office', schema: { type: 'string' } })
@Controller('offices/:office/slot-watches')
export class SlotWatchesController {
  constructor(private readonly watches: SlotWatches) {}

  @Post()
  @Public()
  @Throttled('public-write')
  @ApiOperation({ summary: 'Be told by e-mail when a slot becomes free', operationId: 'watchSlots' })
  @ApiCreatedResponse({ standardSchema: contract.SlotWatch })
  watch(
    @Param('office', OfficeBySlug) office: OfficeRecord,
    @Body({ schema: contract.SlotWatchRequest }) body: contract.SlotWatchRequest,
    @RequestKeyOf() key: RequestKey | null,
  ): Promise<contract.SlotWatch> {
    return this.watches.watch(office, body, key);
  }
}
