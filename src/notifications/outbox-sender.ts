import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BookingReads } from '../bookings/booking-reads.js';
import { Clock } from '../clock/clock.js';
import { Repeated } from '../clock/repeated.js';
import { Database } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import { BookingMessages } from './booking-messages.js';
import { MailTrouble } from './mail-trouble.js';
import { Mailer, MOST_CONNECTIONS, SEND_DEADLINE_SECONDS, type Mail, type SendResult } from './mailer.js';
import { pauseAfter, stillTrue } from './message-rules.js';
import { claimMessage, giveUpClaims, type OutboxRow, settleMessage } from './outbox.sql.js';

const LOOK_EVERY_MS = 3000;
/** After a fact was written; its transaction has usually committed by then, and otherwise the next look finds it. */
const HINT_MS = 100;
/** No live node keeps a message for this long. */
const LEASE_SECONDS = 5 * SEND_DEADLINE_SECONDS;
/** A stop waits this long for sends that run; together with everything else it must end within ten seconds. */
const STOP_PATIENCE_MS = 5000;

/**
 * Sends what is due: every node looks, each message is taken by one. A message that may have been accepted is never
 * sent again (decision 0021).
 */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('e-mail');
  private readonly looks = new Repeated(LOOK_EVERY_MS, () => this.sendOrLater());
  private hinted: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly bookings: BookingReads,
    private readonly mailer: Mailer,
    private readonly messages: BookingMessages,
    private readonly trouble: MailTrouble,
  ) {}

  onApplicationBootstrap(): void {
    if (this.mailer.on) this.looks.start();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.hinted);
    const patience = setTimeout(() => this.mailer.close(), STOP_PATIENCE_MS);
    await this.looks.stop();
    clearTimeout(patience);
    this.mailer.close();
  }

  /** Something is about to be committed that may be due at once. */
  hint(): void {
    if (this.looks.stopped) return;
    this.hinted ??= setTimeout(() => {
      this.hinted = undefined;
      void this.look();
    }, HINT_MS).unref();
  }

  /** Sends everything that is due now; calls at the same time share one look. */
  look(): Promise<void> {
    return this.looks.run();
  }

  private async sendOrLater(): Promise<void> {
    await this.sendDue().catch((error: unknown) => this.logger.debug(`the outbox was not read: ${String(error)}`));
  }

  private async sendDue(): Promise<void> {
    if (!this.mailer.on) return;
    const now = this.clock.real();
    const before = now.minus({ seconds: LEASE_SECONDS });
    for (const { office_id } of await this.database.run(giveUpClaims, [before.toJSDate(), now.toJSDate()])) {
      this.trouble.uncertain(office_id, 'the node that sent it has ended');
    }
    const workers = await Promise.allSettled(Array.from({ length: MOST_CONNECTIONS }, () => this.work()));
    const failed = workers.find((worker) => worker.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** One message after the other until none is due, or the mail server is away. */
  private async work(): Promise<void> {
    while (!this.looks.stopped) {
      const times = [this.clock.now().toJSDate(), this.clock.real().toJSDate()];
      const [message] = await this.database.run(claimMessage, times);
      if (message === undefined || !(await this.deliver(message))) return;
    }
  }

  /** @returns whether the next one is worth trying now */
  private async deliver(message: OutboxRow): Promise<boolean> {
    const mail = await this.write(message).catch((error: unknown) => error as Error);
    if (mail === null) {
      await this.settle(message, 'dropped', null);
      return true;
    }
    if (mail instanceof Error) {
      await this.refused(message, false, `it could not be written: ${mail.message}`);
      return true;
    }
    const result = await this.mailer.send(mail);
    await this.record(message, result);
    return !(result.outcome === 'refused' && result.away);
  }

  /** The e-mail as the booking is now; null when it would say nothing true any more. */
  private async write(message: OutboxRow): Promise<Mail | null> {
    const office = this.directory.officeById(message.office_id);
    if (office === undefined) return null;
    const row = await this.bookings.row(office, message.booking_id);
    const { email } = row;
    if (email === null || !stillTrue(message, row, this.clock.now())) return null;
    return this.messages.write(office, { ...row, email }, message);
  }

  private async record(message: OutboxRow, result: SendResult): Promise<void> {
    if (result.outcome === 'sent') {
      await this.settle(message, 'sent', null);
      this.trouble.over(message.office_id);
    } else if (result.outcome === 'uncertain') {
      await this.settle(message, 'uncertain', result.reason);
      this.trouble.uncertain(message.office_id, result.reason);
    } else {
      await this.refused(message, result.permanent, result.reason);
    }
  }

  private async refused(message: OutboxRow, permanent: boolean, reason: string): Promise<void> {
    const pauseSeconds = pauseAfter(message.attempts, permanent);
    if (pauseSeconds === null) await this.settle(message, 'failed', reason);
    else await this.settle(message, 'waiting', reason, pauseSeconds);
    this.trouble.refused(message.office_id, reason, pauseSeconds === null);
  }

  private async settle(message: OutboxRow, state: string, reason: string | null, pauseSeconds?: number): Promise<void> {
    const now = this.clock.real();
    const next = pauseSeconds === undefined ? null : now.plus({ seconds: pauseSeconds }).toJSDate();
    const ended = next === null ? now.toJSDate() : null;
    await this.database.run(settleMessage, [message.office_id, message.id, state, next, ended, reason]);
  }
}
