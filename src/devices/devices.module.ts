import { Module } from '@nestjs/common';
import { DevicesController } from './devices.controller.js';
import { Devices } from './devices.service.js';
import { Pairings } from './pairings.js';
import { PairingsController } from './pairings.controller.js';
import { SelfController } from './self.controller.js';

/** Kiosks and displays: pairing, tokens, heartbeat. */
@Module({
  controllers: [PairingsController, SelfController, DevicesController],
  providers: [Devices, Pairings],
})
export class DevicesModule {}
