import { Injectable, Logger } from '@nestjs/common';
import { Counter, register } from 'prom-client';
import { Directory } from '../directory/directory.js';

const NAME = 'sportello_emails_total';

/** Counts e-mails, and says once per office when they do not get out, not once per message. */
@Injectable()
export class MailTrouble {
  private readonly logger = new Logger('e-mail');
  private readonly offices = new Set<number>();
  private readonly counter = counterOf();

  constructor(private readonly directory: Directory) {}

  /** One was sent: trouble that there was is over. */
  over(officeId: number): void {
    this.counter.inc({ outcome: 'sent' });
    if (this.offices.delete(officeId)) this.logger.log(`${this.nameOf(officeId)}: e-mails are sent again`);
  }

  /** One was refused, and will be tried again unless it is given up. */
  refused(officeId: number, reason: string, givenUp: boolean): void {
    this.counter.inc({ outcome: givenUp ? 'failed' : 'refused' });
    this.tell(officeId, `e-mails are refused: ${reason}`);
  }

  /** One may have been sent, and is not tried again. */
  uncertain(officeId: number, reason: string): void {
    this.counter.inc({ outcome: 'uncertain' });
    this.tell(officeId, `it is uncertain whether an e-mail was sent: ${reason}`);
  }

  private tell(officeId: number, what: string): void {
    if (this.offices.has(officeId)) return;
    this.offices.add(officeId);
    this.logger.warn(`${this.nameOf(officeId)}: ${what}`);
  }

  private nameOf(officeId: number): string {
    return this.directory.officeById(officeId)?.slug ?? 'an office';
  }
}

// Several nodes of one process (tests) share the registry.
function counterOf(): Counter<'outcome'> {
  const known = register.getSingleMetric(NAME) as Counter<'outcome'> | undefined;
  return known ?? new Counter({ name: NAME, help: 'e-mails by how sending them ended', labelNames: ['outcome'] });
}
