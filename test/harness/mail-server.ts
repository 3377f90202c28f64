import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** An e-mail as the mail server got it, read by a parser of its own. */
export type ReceivedMail = { to: string[]; email: Email; source: string };

/**
 * What the server does with a message: takes it, refuses its address for good or for now, or has it whole and then goes
 * without an answer, or lets it wait for one.
 */
export type MailBehaviour = 'accept' | 'refuse-for-good' | 'refuse-for-now' | 'vanish' | 'keep-waiting';

/** A real SMTP server in this process. */
export type MailServer = {
  url: string;
  port: number;
  /** What it accepted, in order. */
  received: ReceivedMail[];
  /** Messages that it has got whole, accepted or not. */
  readonly handed: number;
  behave(behaviour: MailBehaviour): void;
  /** Messages to an address, once there are as many as asked for. */
  mailTo(address: string, count?: number): Promise<ReceivedMail[]>;
  close(): Promise<void>;
};

export async function aMailServer(port = 0): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let behaviour: MailBehaviour = 'accept';
  let handed = 0;
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false, closeTimeout: 100 },
    onRcptTo: (_address, _session, done) => done(refusal(behaviour)),
    onData: async (stream, session, done) => {
      const pieces: Buffer[] = [];
      for await (const piece of stream) pieces.push(piece as Buffer);
      handed++;
      if (behaviour === 'vanish') return vanish(server);
      if (behaviour === 'keep-waiting') return;
      const source = Buffer.concat(pieces).toString('utf8');
      const to = session.envelope.rcptTo.map(({ address }) => address);
      received.push({ to, source, email: await PostalMime.parse(source) });
      done();
    },
  });
  // Connections that end in the middle are what some tests are about.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const own = (server.server.address() as AddressInfo).port;
  const mailTo = (address: string) => received.filter(({ to }) => to.includes(address));
  return {
    url: `smtp://127.0.0.1:${own}`,
    port: own,
    received,
    get handed() {
      return handed;
    },
    behave: (next) => (behaviour = next),
    mailTo: async (address, count = 1) => {
      await until(() => mailTo(address).length >= count, `${count} e-mails to ${address}`);
      return mailTo(address);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Waits until something is so; fails with `what` after ten seconds. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function refusal(behaviour: MailBehaviour): Error | null {
  if (behaviour === 'refuse-for-good') return Object.assign(new Error('no such user'), { responseCode: 550 });
  if (behaviour === 'refuse-for-now') return Object.assign(new Error('try again later'), { responseCode: 451 });
  return null;
}

function vanish(server: SMTPServer): void {
  for (const connection of server.connections) connection._socket.destroy();
}
