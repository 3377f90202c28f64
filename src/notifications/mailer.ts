import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type NodemailerError, type Transporter } from 'nodemailer';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { senderAddress } from './sender-address.js';

/** An e-mail, ready to send. */
export type Mail = {
  /** Stays the same when it is tried again: a mail server that got it twice can tell. */
  messageId: string;
  fromName: string;
  to: string;
  replyTo: string | null;
  subject: string;
  language: string;
  text: string;
  html: string;
  calendar: { method: 'PUBLISH' | 'CANCEL'; content: string } | null;
};

/**
 * `refused`: surely not accepted. `uncertain`: the server had the whole message and nobody heard its answer.
 * `away`: the server itself is out of reach or lets nobody in, whatever the message. `reason` names no address.
 */
export type SendResult =
  | { outcome: 'sent' }
  | { outcome: 'refused'; permanent: boolean; away: boolean; reason: string }
  | { outcome: 'uncertain'; reason: string };

/** To the mail server at once, and so messages at once. */
export const MOST_CONNECTIONS = 3;
/** Longest that one message may take, connecting included. */
export const SEND_DEADLINE_SECONDS = 60;
const PATIENCE = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 30_000,
  socketCloseTimeout: 500,
  idleTimeout: 10_000,
};

/** The one place that speaks SMTP. Without `SMTP_URL` it is off. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter | null;
  private readonly stopping = new AbortController();
  /** Ids of messages that the server has been given whole. */
  private readonly handedOver = new Set<string>();

  constructor(@Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'smtpUrl' | 'mailFrom'>) {
    this.transport = settings.smtpUrl === null ? null : this.connectTo(settings.smtpUrl);
  }

  get on(): boolean {
    return this.transport !== null;
  }

  async send(mail: Mail): Promise<SendResult> {
    if (this.transport === null) throw new Error('no SMTP_URL');
    const deadline = AbortSignal.timeout(SEND_DEADLINE_SECONDS * 1000);
    try {
      await this.transport.sendMail({
        ...envelopeOf(mail, senderAddress(this.settings.mailFrom)),
        signal: AbortSignal.any([deadline, this.stopping.signal]),
      });
      return { outcome: 'sent' };
    } catch (error) {
      return resultOf(error as NodemailerError, this.handedOver.has(mail.messageId));
    } finally {
      this.handedOver.delete(mail.messageId);
    }
  }

  /** Ends sends that still run, as refused or uncertain, and all connections. */
  close(): void {
    this.stopping.abort();
    this.transport?.close();
  }

  private connectTo(url: string): Transporter {
    const transport = createTransport({
      ...{ url, pool: true, maxConnections: MOST_CONNECTIONS, maxMessages: 100, ...PATIENCE },
      // Trying again is the outbox's business alone.
      maxRequeues: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    transport.use('stream', (mail, done) => {
      const id = mail.data.messageId ?? '';
      mail.message.processFunc((content) => Readable.from(this.watched(content, id), { objectMode: false }));
      done();
    });
    return transport;
  }

  // Read only once the server has asked for the content; after the last piece comes the dot that ends it.
  private async *watched(content: Readable, id: string): AsyncGenerator<Buffer> {
    for await (const piece of content) yield piece as Buffer;
    this.handedOver.add(id);
  }
}

function envelopeOf(mail: Mail, sender: string) {
  return {
    messageId: mail.messageId,
    from: { name: mail.fromName, address: sender },
    to: { name: '', address: mail.to },
    ...(mail.replyTo === null ? {} : { replyTo: { name: mail.fromName, address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // No out-of-office answers to a machine (RFC 3834; the second is Outlook's own way).
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.language,
    },
    attachments: mail.calendar === null ? [] : [attachmentOf(mail.calendar)],
  };
}

function attachmentOf({ method, content }: NonNullable<Mail['calendar']>) {
  return { filename: 'calendar.ics', content, contentType: `text/calendar; charset=utf-8; method=${method}` };
}

/** Codes of failures that have nothing to do with the message. */
const AWAY = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EAUTH', 'ENOAUTH']);

function resultOf(error: NodemailerError, handedOver: boolean): SendResult {
  const reason = reasonOf(error);
  // A reply to the message is an answer; silence after its last dot is none.
  if (handedOver && error.responseCode === undefined) return { outcome: 'uncertain', reason };
  const away = AWAY.has(error.code ?? '');
  return { outcome: 'refused', permanent: error.permanent === true && !away, away, reason };
}

function reasonOf({ code, command, response, message }: NodemailerError): string {
  const said = (response ?? message).replace(/\S*@\S*/g, '…').replace(/\s+/g, ' ');
  return [code, command, said]
    .filter((part) => part !== undefined)
    .join(' ')
    .slice(0, 300);
}
