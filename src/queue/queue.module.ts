import { Module, type OnModuleInit } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { Directory } from '../directory/directory.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { CallNext } from './call-next.js';
import { CheckIn } from './check-in.js';
import { CheckInsController } from './check-ins.controller.js';
import { CounterSessions } from './counter-sessions.js';
import { CountersController } from './counters.controller.js';
import { DayClose } from './day-close.js';
import { DeskAlerts } from './desk-alerts.js';
import { OfficeLanes } from './office-lanes.js';
import { QueueCommand } from './queue-command.js';
import { QueueController } from './queue.controller.js';
import { QueueLog } from './queue-log.js';
import { QueueReads } from './queue-reads.js';
import { StaffDesk } from './staff-desk.js';
import { TakeTicket } from './take-ticket.js';
import { TicketActions } from './ticket-actions.js';
import { TicketActionsController } from './ticket-actions.controller.js';
import { TicketLinks } from './ticket-links.js';
import { TicketLinksController } from './ticket-links.controller.js';
import { Tickets } from './tickets.js';
import { TicketsController } from './tickets.controller.js';

@Module({
  imports: [DirectoryModule, BookingsModule],
  controllers: [
    CheckInsController,
    TicketsController,
    TicketActionsController,
    TicketLinksController,
    CountersController,
    QueueController,
  ],
  providers: [
    OfficeLanes,
    QueueCommand,
    QueueLog,
    QueueReads,
    TakeTicket,
    CallNext,
    CheckIn,
    TicketActions,
    StaffDesk,
    Tickets,
    TicketLinks,
    CounterSessions,
    DeskAlerts,
    DayClose,
  ],
  exports: [QueueLog, QueueReads, Tickets],
})
export class QueueModule implements OnModuleInit {
  constructor(
    private readonly directory: Directory,
    private readonly reads: QueueReads,
  ) {}

  /** The directory tells visitors whether somebody is there; only the queue knows. */
  onModuleInit(): void {
    this.directory.setAttendance((officeId) => this.reads.attendance(officeId));
  }
}
