import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { Audience } from './audience.js';
import { Delivery } from './delivery.js';
import { LiveAccess } from './live-access.js';
import { LiveGateway } from './live.gateway.js';
import { SlowClients } from './slow-clients.js';
import { Subscriptions } from './subscriptions.js';
import { WakeUps } from './wake-ups.js';

/** What happens, told to every screen that watches, as it happens. */
@Module({
  imports: [DirectoryModule, QueueModule],
  providers: [LiveGateway, LiveAccess, Subscriptions, Delivery, WakeUps, Audience, SlowClients],
})
export class LiveModule {}
