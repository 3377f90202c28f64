import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { BookingMessages } from './booking-messages.js';
import { MailTrouble } from './mail-trouble.js';
import { Mailer } from './mailer.js';
import { Outbox } from './outbox.js';
import { OutboxSender } from './outbox-sender.js';
import { SlotWatchSender } from './slot-watch-sender.js';
import { SlotWatches } from './slot-watches.js';
import { SlotWatchesController } from './slot-watches.controller.js';

/** E-mails about bookings, and about slots that become free. */
@Module({
  imports: [BookingsModule, DirectoryModule],
  controllers: [SlotWatchesController],
  providers: [BookingMessages, MailTrouble, Mailer, Outbox, OutboxSender, SlotWatchSender, SlotWatches],
  exports: [Outbox, SlotWatches],
})
export class NotificationsModule {}
