import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { Arrivals } from './arrivals.js';
import { Availability } from './availability.js';
import { BookingCalendar } from './booking-calendar.js';
import { BookingChanges } from './booking-changes.js';
import { BookingLinks } from './booking-links.js';
import { BookingLinksController } from './booking-links.controller.js';
import { BookingLog } from './booking-log.js';
import { BookingReads } from './booking-reads.js';
import { BookingSweep } from './booking-sweep.js';
import { BookingViews } from './booking-view.js';
import { BookingsController } from './bookings.controller.js';
import { Capacity } from './capacity.js';
import { ChangeBooking } from './change-booking.js';
import { ConfirmBooking } from './confirm-booking.js';
import { ContactErasure } from './contact-erasure.js';
import { ContactLimits } from './contact-limits.js';
import { Expiry } from './expiry.js';
import { Holds } from './holds.js';
import { Overbooked } from './overbooked.js';
import { SlotsController } from './slots.controller.js';

@Module({
  imports: [DirectoryModule],
  controllers: [SlotsController, BookingsController, BookingLinksController],
  providers: [
    Availability,
    Arrivals,
    BookingCalendar,
    BookingChanges,
    BookingLinks,
    BookingLog,
    BookingReads,
    BookingSweep,
    BookingViews,
    Capacity,
    ChangeBooking,
    ConfirmBooking,
    ContactErasure,
    ContactLimits,
    Expiry,
    Holds,
    Overbooked,
  ],
  exports: [Availability, Arrivals, BookingCalendar, BookingLinks, BookingLog, BookingReads, ContactErasure],
})
export class BookingsModule {}
