import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nodeIcal, { type VEvent } from 'node-ical';
import { Directory } from '../../src/directory/directory.js';
import { Mailer } from '../../src/notifications/mailer.js';
import { OutboxSender } from '../../src/notifications/outbox-sender.js';
import { SlotWatchSender } from '../../src/notifications/slot-watch-sender.js';
import { anOffice, OFFICE_PATH, type OfficeOptions, type TestOffice } from '../harness/office.js';
import { aMailServer, type MailServer, type ReceivedMail, until } from '../harness/mail-server.js';
import { expectStatus } from '../harness/desk.js';
import { freePort } from '../harness/process.js';

const SERVICE = 'certificates-information';
let mail: MailServer;
let office: TestOffice;
let contacts = 0;
/** Closed after each test. */
const others: TestOffice[] = [];

beforeAll(async () => {
  mail = await aMailServer();
  office = await anOffice({ settings: { smtpUrl: mail.url, mailFrom: 'Sportello <desk@example.it>' }, nodes: 2 });
});
afterEach(async () => {
  for (const own of others.splice(0)) await own.close();
});
afterAll(async () => {
  await office.close();
  await mail.close();
});

type Slots = { days: { slots: { start: string }[] }[] };
type Booked = { id: string; token: string; code: string; start: string; status: string; links: { manage: string } };
type Person = { email: string; language?: string; needsLanguage?: string; service?: string };

async function anotherOffice(settings: OfficeOptions['settings'] = {}): Promise<TestOffice> {
  const own = await anOffice({ settings });
  others.push(own);
  return own;
}

const anAddress = () => `visitor${++contacts}@example.org`;

/** Books the last free slot within two weeks, so that its reminder is still to come. */
async function book(at: TestOffice, person: Person): Promise<Booked> {
  const by = at.anonymous();
  const { email, language = 'it', service = SERVICE } = person;
  const start = (await freeStarts(at, service)).at(-1);
  const wish = { service, municipality: '048043', start };
  const hold = expectStatus(await by.post<{ id: string }>(`${OFFICE_PATH}/holds`, wish), 201);
  const contact = { name: 'Prova', surname: email.split('@')[0], email, language };
  const body = { holdId: hold.id, contact, privacyAccepted: true };
  return expectStatus(await by.post<Booked>(`${OFFICE_PATH}/bookings`, body), 201);
}

async function freeStarts(at: TestOffice, service = SERVICE): Promise<string[]> {
  const query = `service=${service}&municipality=048043&from=2026-11-24&to=2026-12-08`;
  const { days } = expectStatus(await at.anonymous().get<Slots>(`${OFFICE_PATH}/availability?${query}`), 200);
  return days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

const outboxOf = (at: TestOffice, { id }: { id: string }) =>
  at.sql('select kind, sequence, state, attempts, last_error from outbox_message where booking_id = $1 order by id', [
    id,
  ]);
const look = (at: TestOffice, node = 0) => at.nodes[node]?.nest.get(OutboxSender).look();

/** State of a booking's message, once it is as expected. */
async function untilState(at: TestOffice, booking: { id: string }, kind: string, state: string): Promise<void> {
  const isSo = async () => (await outboxOf(at, booking)).some((row) => row['kind'] === kind && row['state'] === state);
  await until(isSo, `${kind} ${state}`);
}

async function untilTried(at: TestOffice, booking: { id: string }, attempts = 1): Promise<void> {
  const isSo = async () =>
    (await outboxOf(at, booking)).some((row) => Number(row['attempts']) >= attempts && row['state'] === 'waiting');
  await until(isSo, `try ${attempts}`);
}

/** Lets the time pass that a message waits before it is tried again. */
async function passBackOff(at: TestOffice): Promise<void> {
  await at.sql('update outbox_message set next_try_at = null');
  await look(at);
}

function calendarOf({ email }: ReceivedMail): VEvent {
  const [attachment, ...others] = email.attachments;
  expect(others).toEqual([]);
  expect(attachment?.mimeType).toBe('text/calendar');
  const file = new TextDecoder().decode(attachment?.content as ArrayBuffer);
  return Object.values(nodeIcal.sync.parseICS(file)).find((part) => part?.type === 'VEVENT') as VEvent;
}

describe('an e-mail about a booking', () => {
  it('comes at once, in Italian, with the calendar file', async () => {
    const booking = await book(office, { email: anAddress() });
    const [received, ...more] = await mail.mailTo(`visitor${contacts}@example.org`);
    expect(more).toEqual([]);
    const { email } = received as ReceivedMail;
    expect(email.from).toEqual({ name: 'InSide Osmannoro', address: 'desk@example.it' });
    expect(email.subject).toMatch(/^Appuntamento confermato: Certificati e documenti: informazioni, 3\/12 /);
    expect(email.text).toContain('giovedì 3 dicembre 2026, dalle ');
    for (const part of [email.text, email.html]) {
      for (const text of [booking.code, booking.links.manage, 'via Gramsci 282', 'Comune di Sesto Fiorentino']) {
        expect(part).toContain(text);
      }
    }
    expect(email.html).toContain('<html lang="it">');
    expect(email.html).not.toMatch(/<(img|script|link|style)|src=/);
    expect(header(email, 'auto-submitted')).toBe('auto-generated');
    const event = calendarOf(received as ReceivedMail);
    expect(event.start.getTime()).toBe(new Date(booking.start).getTime());
    expect([event.uid, Number(event.sequence), event.method]).toEqual([booking.id, 0, 'PUBLISH']);
    expect(event.description).toContain(booking.code);
  });

  it('speaks Chinese to whoever reads Chinese, and says when it is moved and cancelled', async () => {
    const address = anAddress();
    const booking = await book(office, { email: address, language: 'zh-Hans' });
    await mail.mailTo(address);
    const [free] = (await freeStarts(office)).slice(-3);
    const by = office.anonymous();
    expectStatus(await by.post(`/bookings/${booking.token}/reschedule`, { start: free }), 200);
    await mail.mailTo(address, 2);
    expectStatus(await by.post(`/bookings/${booking.token}/cancel`, {}), 200);
    const [confirmed, moved, cancelled] = await mail.mailTo(address, 3);
    expect(confirmed?.email.subject).toMatch(/^预约已确认：.*，12月3日 /);
    expect(confirmed?.email.text).toMatch(/时间：2026年12月3日 星期四 \d{1,2}:\d\d–/);
    expect(moved?.email.subject).toContain('预约已改期');
    expect(cancelled?.email.subject).toContain('预约已取消');
    const [first, second, last] = [confirmed, moved, cancelled].map((one) => calendarOf(one as ReceivedMail));
    expect(second?.start.getTime()).toBe(new Date(free ?? '').getTime());
    expect([first, second, last].map((event) => [event?.uid, Number(event?.sequence), event?.method])).toEqual([
      [booking.id, 0, 'PUBLISH'],
      [booking.id, 1, 'PUBLISH'],
      [booking.id, 2, 'CANCEL'],
    ]);
    const ids = [confirmed, moved, cancelled].map((one) => one?.email.messageId);
    expect(new Set(ids).size).toBe(3);
  });
});

it('lets no name become a header', async () => {
  const evil = 'Ufficio, "A" <x@example.org>\r\nBcc: somebody@example.org';
  const address = anAddress();
  const result = await office.nodes[0]?.nest.get(Mailer).send({
    ...{ messageId: '<evil@example.it>', fromName: evil, to: address, replyTo: null, language: 'it' },
    ...{ subject: evil, text: evil, html: evil, calendar: null },
  });
  expect(result).toEqual({ outcome: 'sent' });
  const [received] = await mail.mailTo(address);
  const { email, to } = received as ReceivedMail;
  expect([to, email.bcc, email.from?.address]).toEqual([[address], undefined, 'desk@example.it']);
  expect(header(email, 'bcc')).toBeUndefined();
});

describe('the outbox', () => {
  it('tries again when the mail server was away, and the e-mail arrives once', async () => {
    const port = await freePort();
    const own = await anotherOffice({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'desk@example.it' });
    const address = anAddress();
    const booking = await book(own, { email: address });
    await until(async () => (await outboxOf(own, booking))[0]?.['attempts'] !== 0, 'the first try');
    const back = await aMailServer(port);
    await until(async () => {
      await passBackOff(own);
      return back.received.length > 0;
    }, 'the e-mail');
    await untilState(own, booking, 'confirmed', 'sent');
    await passBackOff(own);
    expect(back.received.map(({ to }) => to)).toEqual([[address]]);
    await back.close();
  });

  it('sends nothing twice with two nodes that look at the same moment', async () => {
    mail.behave('refuse-for-now');
    const addresses = Array.from({ length: 6 }, anAddress);
    const bookings = await inTurn(addresses, (email) => book(office, { email }));
    for (const booking of bookings) await untilTried(office, booking);
    mail.behave('accept');
    await office.sql('update outbox_message set next_try_at = null');
    await Promise.all([look(office, 0), look(office, 1), look(office, 0), look(office, 1)]);
    for (const booking of bookings) await untilState(office, booking, 'confirmed', 'sent');
    for (const address of addresses) expect(await mail.mailTo(address)).toHaveLength(1);
  });

  it('does not send again what the server may have taken', async () => {
    mail.behave('vanish');
    const before = mail.handed;
    const address = anAddress();
    const booking = await book(office, { email: address });
    await untilState(office, booking, 'confirmed', 'uncertain');
    mail.behave('accept');
    await passBackOff(office);
    expect(mail.handed).toBe(before + 1);
    expect(mail.received.filter(({ to }) => to.includes(address))).toEqual([]);
  });

  it('does not send again what a node was sending when it was killed', async () => {
    mail.behave('refuse-for-now');
    const address = anAddress();
    const booking = await book(office, { email: address });
    await untilTried(office, booking);
    // What a node leaves that dies between taking a message and hearing the server's answer.
    await office.sql(
      `update outbox_message set state = 'sending', claimed_at = now() - interval '6 minutes', next_try_at = null
       where booking_id = $1 and kind = 'confirmed'`,
      [booking.id],
    );
    mail.behave('accept');
    await look(office);
    await untilState(office, booking, 'confirmed', 'uncertain');
    expect(mail.received.filter(({ to }) => to.includes(address))).toEqual([]);
  });

  it('drops the confirmation of a booking that was cancelled before', async () => {
    mail.behave('refuse-for-now');
    const address = anAddress();
    const booking = await book(office, { email: address });
    await untilTried(office, booking);
    expectStatus(await office.anonymous().post(`/bookings/${booking.token}/cancel`, {}), 200);
    mail.behave('accept');
    await passBackOff(office);
    const [only, ...more] = await mail.mailTo(address);
    await untilState(office, booking, 'confirmed', 'dropped');
    expect(only?.email.subject).toContain('Appuntamento disdetto');
    expect(more).toEqual([]);
  });

  it('leaves a confirmation that a move has overtaken to the e-mail about the move', async () => {
    mail.behave('refuse-for-now');
    const address = anAddress();
    const booking = await book(office, { email: address });
    await untilTried(office, booking);
    const [free = ''] = (await freeStarts(office)).slice(-4);
    expectStatus(await office.anonymous().post(`/bookings/${booking.token}/reschedule`, { start: free }), 200);
    mail.behave('accept');
    await passBackOff(office);
    const [only, ...more] = await mail.mailTo(address);
    await untilState(office, booking, 'confirmed', 'dropped');
    expect(only?.email.subject).toContain('Appuntamento spostato');
    expect(calendarOf(only as ReceivedMail).start.getTime()).toBe(new Date(free).getTime());
    expect(more).toEqual([]);
  });

  it('gives an address up that the server refuses for good, and keeps no address', async () => {
    mail.behave('refuse-for-good');
    const address = anAddress();
    const booking = await book(office, { email: address });
    for (let attempt = 1; attempt < 4; attempt++) {
      await untilTried(office, booking, attempt);
      await passBackOff(office);
    }
    await untilState(office, booking, 'confirmed', 'failed');
    const [row] = await outboxOf(office, booking);
    expect(row?.['last_error']).toContain('550');
    expect(JSON.stringify(await office.sql('select * from outbox_message'))).not.toContain('@');
    mail.behave('accept');
  });
});

describe('a reminder', () => {
  it('comes a day before, at the time that counts then, unless there is nothing to remind of', async () => {
    const own = await anotherOffice({ smtpUrl: mail.url, mailFrom: 'desk@example.it' });
    const addresses = { kept: anAddress(), moved: anAddress(), cancelled: anAddress() };
    const kept = await book(own, { email: addresses.kept, language: 'en' });
    const moved = await book(own, { email: addresses.moved });
    const cancelled = await book(own, { email: addresses.cancelled });
    for (const address of Object.values(addresses)) await mail.mailTo(address);
    const starts = await freeStarts(own);
    const dayBefore = starts.filter((start) => start.slice(0, 10) < kept.start.slice(0, 10)).at(-1) ?? '';
    expectStatus(await own.anonymous().post(`/bookings/${moved.token}/reschedule`, { start: dayBefore }), 200);
    expectStatus(await own.anonymous().post(`/bookings/${cancelled.token}/cancel`, {}), 200);
    for (const address of Object.values(addresses)) await mail.mailTo(address, address === addresses.kept ? 1 : 2);
    own.setClock(minutesBefore(dayBefore, 24 * 60 - 1));
    await look(own);
    await mail.mailTo(addresses.moved, 3);
    own.setClock(minutesBefore(kept.start, 24 * 60 + 1));
    await look(own);
    expect(await mail.mailTo(addresses.kept)).toHaveLength(1);
    own.setClock(minutesBefore(kept.start, 24 * 60 - 1));
    await look(own);
    const [, reminder, ...more] = await mail.mailTo(addresses.kept, 2);
    expect(more).toEqual([]);
    expect(reminder?.email.subject).toMatch(/^Reminder of your appointment: .*, 3 Dec /);
    expect(reminder?.email.text).toContain(kept.links.manage);
    expect(calendarOf(reminder as ReceivedMail).start.getTime()).toBe(new Date(kept.start).getTime());
    const ofMoved = await mail.mailTo(addresses.moved, 3);
    expect(ofMoved.map(({ email }) => email.subject?.split(':')[0])).toEqual([
      'Appuntamento confermato',
      'Appuntamento spostato',
      'Promemoria del tuo appuntamento',
    ]);
    expect(calendarOf(ofMoved[2] as ReceivedMail).start.getTime()).toBe(new Date(dayBefore).getTime());
    expect(await mail.mailTo(addresses.cancelled, 2)).toHaveLength(2);
    const states = await own.sql(`select state, count(*)::int from outbox_message where kind = 'reminder' group by 1`);
    expect(Object.fromEntries(states.map(({ state, count }) => [state, count]))).toEqual({ sent: 2, dropped: 2 });
  });
});

describe('an office that asks for the e-mail to be confirmed', () => {
  it('says nothing of "confirmed" before, and the link in the e-mail confirms', async () => {
    const address = anAddress();
    await settle(office, { confirmEmail: true });
    const booking = await book(office, { email: address });
    expect(booking.status).toBe('awaiting-confirmation');
    const [request] = await mail.mailTo(address);
    const { email } = request as ReceivedMail;
    expect(email.subject).toContain('Apri il link per prenotare');
    expect(email.attachments).toEqual([]);
    for (const part of [email.subject, email.text, email.html]) expect(part).not.toMatch(/confermat|confirmed/i);
    expect(email.text).not.toContain(booking.code);
    const [, token = '', proof = ''] = /\/b\/([^?\s]+)\?confirm=(\S+)/.exec(email.text ?? '') ?? [];
    const confirmed = await office.anonymous().post<Booked>(`/bookings/${token}/confirm`, { proof });
    expect(expectStatus(confirmed, 200).status).toBe('confirmed');
    const [, second] = await mail.mailTo(address, 2);
    expect(second?.email.subject).toContain('Appuntamento confermato');
    await settle(office, { confirmEmail: false });
  });
});

describe('a wish for a free slot', () => {
  const wish = { service: SERVICE, municipality: '048043', language: 'zh-Hans' };
  const ask = (body: object, options = {}) =>
    office
      .anonymous()
      .post<{ id: string; expiresAt: string; code: string }>(`${OFFICE_PATH}/slot-watches`, body, options);
  const lookForSlots = async () => {
    await office.sql('update slot_watch set looked_at = null');
    await Promise.all(office.nodes.map((node) => node.nest.get(SlotWatchSender).look()));
  };

  it('brings one e-mail when there is one, and the address is forgotten', async () => {
    const email = anAddress();
    await settle(office, { horizonDays: 1, noticeMinutes: 43_200 });
    const kept = expectStatus(await ask({ ...wish, email }), 201);
    expect(kept.expiresAt).toMatch(/^2026-12-08T\d\d:\d\d:\d\d\.\d{3}\+01:00$/);
    await lookForSlots();
    expect(mail.received.filter(({ to }) => to.includes(email))).toEqual([]);
    await settle(office, { horizonDays: 42, noticeMinutes: 60 });
    await lookForSlots();
    await lookForSlots();
    const [received, ...more] = await mail.mailTo(email);
    expect(more).toEqual([]);
    expect(received?.email.subject).toBe('有空位了：证明与证件咨询');
    expect(received?.email.text).toContain('/book?service=certificates-information&municipality=048043');
    expect(await office.sql('select * from slot_watch')).toEqual([]);
  });

  it('is kept once, three at most per address, and not for what cannot be booked', async () => {
    const email = anAddress();
    const key = 'one and the same wish';
    const first = expectStatus(await ask({ ...wish, email }, { key }), 201);
    expect(expectStatus(await ask({ ...wish, email }, { key }), 201)).toEqual(first);
    expect(expectStatus(await ask({ ...wish, email: email.toUpperCase() }), 201).id).toBe(first.id);
    for (const more of [{ municipality: '048017' }, { municipality: '048006' }]) {
      expectStatus(await ask({ ...wish, ...more, email }), 201);
    }
    const fourth = await ask({ ...wish, email, needsLanguage: 'zh-Hans' });
    expect([fourth.status, fourth.body.code]).toEqual([409, 'too-many-watches']);
    expect((await ask({ ...wish, email, service: 'nothing' })).status).toBe(404);
    expect((await ask({ ...wish, email, language: 'fr' })).status).toBe(400);
    expect((await ask({ ...wish, email: 'a@b.it\nBcc: c@d.it' })).status).toBe(400);
    await office.sql('delete from slot_watch');
  });
});

describe('without a mail server', () => {
  it('promises no e-mail and writes none down', async () => {
    const own = await anotherOffice();
    const detail = await own.anonymous().get<{ booking: { emails: boolean } }>(OFFICE_PATH);
    expect(detail.body.booking.emails).toBe(false);
    await book(own, { email: anAddress() });
    expect(await own.sql('select * from outbox_message')).toEqual([]);
    const wish = { service: SERVICE, municipality: '048043', email: 'visitor@example.org', language: 'it' };
    const answer = await own.anonymous().post<{ code: string }>(`${OFFICE_PATH}/slot-watches`, wish);
    expect([answer.status, answer.body.code]).toEqual([409, 'not-bookable']);
  });
});

function header({ headers }: ReceivedMail['email'], name: string): string | undefined {
  return headers.find(({ key }) => key === name)?.value;
}

function minutesBefore(instant: string, minutes: number): string {
  return new Date(new Date(instant).getTime() - minutes * 60_000).toISOString();
}

async function inTurn<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Changes how the office takes bookings. */
async function settle(at: TestOffice, settings: object): Promise<void> {
  await at.sql('update office set booking = booking || $1::jsonb', [JSON.stringify(settings)]);
  await Promise.all(at.nodes.map((node) => node.nest.get(Directory).refreshIfChanged()));
}
