import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnyDevice, CurrentPrincipal } from '../access/decorators.js';
import type { DevicePrincipal } from '../access/principal.js';
import { RequestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';
import { DeviceHeartbeat, DeviceSelf } from './devices.contract.js';
import { Devices } from './devices.service.js';

@ApiTags('Devices')
@Controller('devices/self')
export class SelfController {
  constructor(private readonly devices: Devices) {}

  @Get()
  @AnyDevice()
  @ApiOperation({ summary: 'The device that the token belongs to', operationId: 'getDeviceSelf' })
  @ApiOkResponse({ standardSchema: DeviceSelf })
  self(@CurrentPrincipal() device: DevicePrincipal): DeviceSelf {
    return { id: device.deviceId, kind: device.deviceKind, name: device.name, office: device.office };
  }

  @Post('heartbeat')
  @HttpCode(204)
  @AnyDevice()
  @ApiOperation({ summary: 'What a device says of its paper, sound and voices', operationId: 'sendHeartbeat' })
  @ApiNoContentResponse()
  heartbeat(
    @CurrentPrincipal() device: DevicePrincipal,
    @Body({ schema: DeviceHeartbeat }) body: DeviceHeartbeat,
    @RequestKeyOf() _key: RequestKey | null,
  ): Promise<void> {
    return this.devices.recordHeartbeat(device, body);
  }
}
