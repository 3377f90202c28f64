import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PrivacySweep } from './privacy-sweep.js';

/** Forgets people when their time is over. */
@Module({ imports: [DirectoryModule, BookingsModule, NotificationsModule], providers: [PrivacySweep] })
export class PrivacyModule {}
