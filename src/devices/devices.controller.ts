import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Staff } from '../access/decorators.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import { listOf, type List } from '../http/conventions.contract.js';
import { Throttled } from '../http/throttle.js';
import { Device, DeviceConfirmation } from './devices.contract.js';
import { Devices } from './devices.service.js';
import { Pairings } from './pairings.js';

@ApiTags('Devices')
@ApiParam({ name: 'office', type: String })
@Controller('offices/:office/devices')
export class DevicesController {
  constructor(
    private readonly devices: Devices,
    private readonly pairings: Pairings,
  ) {}

  @Post()
  @Staff('coordinator')
  @Throttled('pairing-confirm')
  @ApiOperation({ summary: 'Confirms the code that a new screen shows', operationId: 'confirmDevice' })
  @ApiCreatedResponse({ standardSchema: Device })
  confirm(
    @Param('office') office: string,
    @Body({ schema: DeviceConfirmation }) body: DeviceConfirmation,
    @RequestKeyOf() key: RequestKey | null,
  ): Promise<Device> {
    return this.pairings.confirm(office, body, key);
  }

  @Get()
  @Staff('coordinator')
  @ApiOperation({ summary: 'Paired kiosks and displays and how they are', operationId: 'listDevices' })
  @ApiOkResponse({ standardSchema: listOf(Device) })
  async list(@Param('office') office: string): Promise<List<Device>> {
    return { items: await this.devices.list(office), nextCursor: null };
  }

  @Delete(':id')
  @HttpCode(204)
  @Staff('coordinator')
  @ApiParam({ name: 'id', type: String })
  @ApiOperation({ summary: "Ends a device's access at once, also on open sockets", operationId: 'revokeDevice' })
  @ApiNoContentResponse()
  revoke(@Param('office') office: string, @Param('id') id: string): Promise<void> {
    return this.devices.revoke(office, id);
  }
}
