import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { BookingLog, type BookingFact } from '../bookings/booking-log.js';
import type { BookingRow } from '../bookings/booking-row.js';
import { Clock } from '../clock/clock.js';
import type { Tx } from '../database/database.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { Mailer } from './mailer.js';
import { messagesFor } from './message-rules.js';
import { OutboxSender } from './outbox-sender.js';
import { forgetMessages, writeMessage } from './outbox.sql.js';

/**
 * Writes which e-mails a booking calls for, in the transaction of the fact itself: both happen or neither. The rows
 * hold neither address nor text.
 */
@Injectable()
export class Outbox implements OnModuleInit {
  constructor(
    private readonly log: BookingLog,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    private readonly sender: OutboxSender,
  ) {}

  onModuleInit(): void {
    if (this.mailer.on) this.log.addWriter((tx, office, row, fact) => this.write(tx, office, row, fact));
  }

  /** What was to be sent about these bookings is not any more, and no mail server's words about them stay. */
  async forget(tx: Tx, office: OfficeRecord, bookingIds: readonly string[]): Promise<void> {
    await tx.run(forgetMessages, [office.id, bookingIds, this.clock.real().toJSDate()]);
  }

  private async write(tx: Tx, office: OfficeRecord, row: BookingRow, fact: BookingFact): Promise<void> {
    if (row.email === null) return;
    const wanted = messagesFor(row, fact, office.booking.reminderHoursBefore);
    for (const { kind, dueAt } of wanted) {
      const now = this.clock.real().toJSDate();
      await tx.run(writeMessage, [office.id, uuidv7(), row.id, kind, row.sequence, dueAt.toJSDate(), now]);
    }
    if (wanted.length > 0) this.sender.hint();
  }
}
