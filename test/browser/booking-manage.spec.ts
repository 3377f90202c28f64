import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Availability, Booking, Hold } from '../../src/bookings/bookings.contract.js';
import { picture, WECHAT, type Page, type PageOptions } from '../harness/browser.js';
import { Directory } from '../../src/directory/directory.js';
import { act, callNext, expectStatus, openCounter } from '../harness/desk.js';
import { aMailServer, type MailServer } from '../harness/mail-server.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';
import { aBrowser, expectNoBarriers, expectToFit } from '../harness/visits.js';

/** A service with one place at a time. */
const WISH = { service: 'residence-permit-kit', municipality: '048043' };
const UNKNOWN = '1.AAAAAAAAAAAAAAAAAAAAAAAA';
/** The days from which free times are taken: none of today, which tests of the clock need. */
const FROM = '2026-11-26';

describe('the page of an appointment', () => {
  const pages = aBrowser();
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  }, 60_000);
  afterEach(() => office.setClock(TUESDAY_MORNING));
  afterAll(() => office.close());

  type Wish = Partial<typeof WISH> & { start?: string; mode?: string; people?: number };
  let booked = 0;

  /** Books by HTTP as the five steps do, each time for somebody else. */
  async function book(wish: Wish = {}, at = office, contact: object = {}): Promise<Booking> {
    const by = at.anonymous();
    const start = wish.start ?? (await freeStarts(wish.service ?? WISH.service, at))[0];
    const hold = expectStatus(await by.post<Hold>(`${OFFICE_PATH}/holds`, { ...WISH, ...wish, start }), 201);
    booked++;
    const who = { name: 'Prova', surname: `Esempio ${booked}`, email: `prova${booked}@example.org`, language: 'it' };
    const body = { holdId: hold.id, contact: { ...who, ...contact }, privacyAccepted: true };
    return expectStatus(await by.post<Booking>(`${OFFICE_PATH}/bookings`, body), 201);
  }

  async function freeStarts(service: string, at = office): Promise<string[]> {
    const query = new URLSearchParams({ ...WISH, service, from: FROM, to: '2026-12-11' });
    const answer = await at.anonymous().get<Availability>(`${OFFICE_PATH}/availability?${query}`);
    return expectStatus(answer, 200).days.flatMap(({ slots }) => slots.map(({ start }) => start));
  }

  const now = async ({ token }: Booking, at = office) =>
    expectStatus(await at.anonymous().get<Booking>(`/bookings/${token}`), 200);

  async function movesOf({ id }: Booking): Promise<number> {
    const events = await office.sql('select type from booking_event where booking_id = $1', [id]);
    return events.filter(({ type }) => type === 'booking.moved').length;
  }

  type Visit = Partial<PageOptions> & { url?: string; query?: string };

  const visit = (token: string, { url = office.url, query = '', ...options }: Visit = {}) =>
    pages.visit(`${url}/b/${token}${query}`, options);

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const lookAgain = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName);

  async function shown(page: Page, name: string): Promise<void> {
    await expectNoBarriers(page, `manage-${name}`);
    expect({ name, small: await smallTargets(page) }).toEqual({ name, small: [] });
  }

  it('confirms in Italian right after booking, with all that one needs, and no message promised', async () => {
    const booking = await book();
    const page = await visit(booking.token, { query: '?new=1' });
    await heading(page, 'Appuntamento confermato');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.getByText(booking.code, { exact: true }).waitFor();
    await page.getByRole('img', { name: `Codice QR: ${booking.code}` }).waitFor();
    await page.getByText('Non ti arriverà nessun messaggio').waitFor();
    await page.getByText('Comune di Sesto Fiorentino').waitFor();
    await page.getByRole('heading', { name: 'Cosa serve' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await shown(page, 'confirmed-it');
    await page.getByRole('heading', { name: 'Conserva l’appuntamento' }).scrollIntoViewIfNeeded();
    await picture(page, 'manage-keep-it');
  });

  it('gives the calendar file, a picture and the link', async () => {
    const booking = await book();
    const page = await visit(booking.token);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Aggiungi al calendario' }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('BEGIN:VCALENDAR');
    const [drawn] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Salva come immagine' }).click(),
    ]);
    expect(drawn.suggestedFilename()).toBe(`sportello-${booking.start.slice(0, 10)}-${booking.code}.png`);
    expect(
      readFileSync(await drawn.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    await page.getByRole('img', { name: `codice ${booking.code}` }).scrollIntoViewIfNeeded();
    await shown(page, 'picture-it');
    await page.getByRole('button', { name: 'Copia il link' }).click();
    await page.locator('[aria-live]', { hasText: 'Link copiato.' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(booking.links.manage);
  });

  it('selects the link where the browser copies nothing', async () => {
    const page = await visit((await book()).token);
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      Object.defineProperty(document, 'execCommand', { value: () => false });
    });
    await page.getByRole('button', { name: 'Copia il link' }).click();
    await page.getByText('Il link è selezionato').last().waitFor();
    expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toContain('/b/');
  });

  it('speaks Chinese on a phone to whoever booked in Chinese', async () => {
    const booking = await book({}, office, { language: 'zh-Hans' });
    const page = await visit(booking.token, { query: '?new=1', locale: 'de-DE' });
    await heading(page, '预约已确认');
    await page
      .getByText(/^11月\d+日 星期/)
      .first()
      .waitFor();
    await page.getByText('您不会收到任何消息').waitFor();
    await expectToFit(page, 'manage-confirmed-zh');
    await page.getByRole('button', { name: '改期' }).click();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: /^下一步：/ }).click();
    await picture(page, 'manage-move-sure-zh');
    await page.getByRole('button', { name: '确定改期' }).click();
    await page.getByText('预约已改期').waitFor();
    await picture(page, 'manage-moved-zh');
    await page.getByRole('button', { name: '取消预约' }).click();
    await page.getByRole('button', { name: '确定取消' }).click();
    await heading(page, '预约已取消');
    await picture(page, 'manage-cancelled-zh');
  });

  it('is moved by keyboard alone, old and new time side by side, and a double press moves once', async () => {
    const booking = await book();
    const page = await visit(booking.token);
    await page.getByRole('button', { name: 'Sposta', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Finché non confermi, resta quello di adesso/).waitFor();
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    const start = await page.getByRole('radio', { checked: true }).getAttribute('value');
    await shown(page, 'moving-it');
    await page.getByRole('button', { name: /^Avanti: / }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vuoi spostare l’appuntamento?' }).waitFor();
    await shown(page, 'move-sure-it');
    const yes = page.getByRole('button', { name: 'Sì, sposta' });
    await yes.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await page.getByText(/^Appuntamento spostato/).waitFor();
    expect(await focused(page)).toBe('H1');
    expect(await now(booking)).toMatchObject({ start, status: 'confirmed' });
    expect(await movesOf(booking)).toBe(1);
    await shown(page, 'moved-it');
  });

  it('keeps the old appointment when the new time was taken meanwhile, and offers the nearest', async () => {
    const booking = await book();
    const page = await visit(booking.token);
    await page.getByRole('button', { name: 'Sposta', exact: true }).click();
    await page.getByRole('radio').nth(3).check();
    const wanted = (await page.getByRole('radio', { checked: true }).getAttribute('value')) ?? '';
    expectStatus(await office.anonymous().post(`${OFFICE_PATH}/holds`, { ...WISH, start: wanted }), 201);
    await page.getByRole('button', { name: /^Avanti: / }).click();
    await page.getByRole('button', { name: 'Sì, sposta' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText(/resta com’è/).waitFor();
    expect(await alert.innerText()).toContain('Qualcun altro ha appena preso');
    expect(await now(booking)).toMatchObject({ start: booking.start, status: 'confirmed' });
    await shown(page, 'move-taken-it');
    await page.getByRole('group', { name: 'Gli orari liberi più vicini' }).getByRole('radio').first().check();
    await page.getByRole('button', { name: /^Avanti: / }).click();
    await page.getByRole('button', { name: 'Sì, sposta' }).click();
    await page.getByText(/^Appuntamento spostato/).waitFor();
    expect((await now(booking)).start).not.toBe(booking.start);
  });

  it('says that it is too late to move, and keeps the appointment', async () => {
    const booking = await book({ start: '2026-11-24T15:00:00.000+01:00' });
    const page = await visit(booking.token);
    await page.getByRole('button', { name: 'Sposta', exact: true }).click();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: /^Avanti: / }).click();
    office.setClock('2026-11-24T14:30:00+01:00');
    await page.getByRole('button', { name: 'Sì, sposta' }).click();
    await page.getByText('È troppo tardi per spostare').waitFor();
    await page.getByText('Il tuo appuntamento di martedì 24 novembre, 15:00 resta com’è').waitFor();
    await page.getByText('Avvisa l’ufficio allo sportello: via Gramsci 282').waitFor();
    expect(await now(booking)).toMatchObject({ start: booking.start, status: 'confirmed' });
    await shown(page, 'move-late-it');
    await page.reload();
    await page.getByText('È troppo tardi per spostare').waitFor();
    expect(await page.getByRole('button', { name: 'Sposta', exact: true }).count()).toBe(0);
  });

  it('moves once though the answer was lost, and says meanwhile that the server is away', async () => {
    const booking = await book();
    const page = await visit(booking.token);
    await page.getByRole('button', { name: 'Sposta', exact: true }).click();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: /^Avanti: / }).click();
    let asked = 0;
    let noted = () => {};
    const saidSo = new Promise<void>((resolve) => (noted = resolve));
    await page.route(/\/reschedule\?/, async (route) => {
      if (asked++ > 0) return saidSo.then(() => route.continue());
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: 'Sì, sposta' }).click();
    await page.getByRole('dialog').getByText('Il sistema non risponde').waitFor();
    noted();
    await page.getByText(/^Appuntamento spostato/).waitFor();
    expect(asked).toBe(2);
    expect(await movesOf(booking)).toBe(1);
  });

  it('is cancelled with a reason, and leads to a new booking', async () => {
    const booking = await book();
    const page = await visit(booking.token);
    const cancel = page.getByRole('button', { name: 'Disdici', exact: true });
    await cancel.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await now(booking)).toMatchObject({ status: 'confirmed' });
    await page.keyboard.press('Enter');
    await page.getByLabel('Motivo (facoltativo)').fill('Sono in viaggio');
    await shown(page, 'cancel-sure-it');
    await page.getByRole('button', { name: 'Sì, disdici' }).click();
    await heading(page, 'Appuntamento disdetto');
    expect(await focused(page)).toBe('H1');
    const [row] = await office.sql('select status, cancel_reason from booking where id = $1', [booking.id]);
    expect(row).toEqual({ status: 'cancelled', cancel_reason: 'Sono in viaggio' });
    const again = await page.getByRole('link', { name: 'Prenota di nuovo' }).getAttribute('href');
    expect(again).toBe('/book?service=residence-permit-kit&municipality=048043');
    expect(await page.getByText(booking.code).count()).toBe(0);
    await shown(page, 'cancelled-it');
  });

  it('shows what staff and the kiosk did, as soon as it is looked at again', async () => {
    const [booking, missed] = [
      await book({ service: 'school', start: '2026-11-24T11:00:00.000+01:00' }),
      await book({ service: 'school', start: '2026-11-24T11:00:00.000+01:00' }),
    ];
    const page = await visit(booking.token, { locale: 'en-GB' });
    await heading(page, 'Appointment confirmed');
    office.setClock('2026-11-24T11:00:30+01:00');
    const operator = await office.staff('operator1');
    const kiosk = await office.device('kiosk');
    const given = await kiosk.post<{ number: string }>(`${OFFICE_PATH}/check-ins`, { code: booking.code });
    await lookAgain(page);
    await heading(page, 'You are checked in');
    await page.getByText(`Your number is ${expectStatus(given, 201).number}`).waitFor();
    await shown(page, 'checked-in-en');
    await openCounter(operator, '3');
    const ticket = (await callNext(operator, '3')) ?? { id: '' };
    await act(operator, ticket, 'start');
    await act(operator, ticket, 'complete');
    await lookAgain(page);
    await heading(page, 'Appointment completed');
    await shown(page, 'completed-en');
    expectStatus(await operator.post(`${OFFICE_PATH}/bookings/${missed.id}/no-show`), 200);
    const other = await visit(missed.token);
    await heading(other, 'Appuntamento mancato');
    await shown(other, 'no-show-it');
  });

  it('says who calls whom when the appointment is by phone', async () => {
    const phone = { service: 'citizenship', mode: 'phone' };
    const booking = await book(phone, office, { phone: '+393330000000' });
    const page = await visit(booking.token);
    await page.getByText('Per telefono: ti chiama l’ufficio').waitFor();
    await page.getByText('Al numero +393330000000').waitFor();
    expect(await page.locator('.manage-code').count()).toBe(0);
    await shown(page, 'phone-it');
  });

  it('needs neither downloads nor a calendar in WeChat', async () => {
    const booking = await book({}, office, { language: 'zh-Hans' });
    const page = await visit(booking.token, { userAgent: WECHAT, locale: 'zh-CN', touch: true });
    await heading(page, '预约已确认');
    await page.getByText('点击右上角 ··· 在浏览器中打开').waitFor();
    await page.getByRole('button', { name: '保存为图片' }).tap();
    await page.getByText('长按图片即可保存').waitFor();
    const drawn = page.getByRole('img', { name: booking.code }).last();
    expect(await drawn.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(720);
    expect(await page.locator('a[download]').count()).toBe(0);
    await drawn.scrollIntoViewIfNeeded();
    await expectToFit(page, 'manage-wechat-zh');
  });

  it('says so when the server is away, and returns by itself', async () => {
    const booking = await book();
    const page = await visit(booking.token);
    await heading(page, 'Appuntamento confermato');
    await page.context().setOffline(true);
    await lookAgain(page);
    await page.getByText('Collegamento interrotto').waitFor();
    await shown(page, 'away-it');
    await page.context().setOffline(false);
    await page.getByText('Collegamento interrotto').waitFor({ state: 'detached' });
  });

  it('is kind about a link that leads nowhere', async () => {
    const page = await visit(UNKNOWN);
    await heading(page, 'Questo appuntamento non si trova');
    await shown(page, 'unknown-it');
  });

  describe('of an office that wants each request confirmed by e-mail', () => {
    let mail: MailServer;
    let strict: TestOffice;
    beforeAll(async () => {
      mail = await aMailServer();
      strict = await anOffice({ settings: { smtpUrl: mail.url, mailFrom: 'Sportello <desk@example.it>' } });
      await strict.sql(`update office set booking = booking || '{"confirmEmail": true}'`);
      await strict.nodes[0]?.nest.get(Directory).load();
    }, 60_000);
    afterAll(async () => {
      await strict.close();
      await mail.close();
    });

    /** What the link in the e-mail adds to the page's address. */
    async function proofOf({ contact }: Booking): Promise<string> {
      const [letter] = await mail.mailTo(contact.email ?? '');
      return /\/b\/[^?\s]+(\?confirm=\S+)/.exec(letter?.email.text ?? '')?.[1] ?? '';
    }

    it.each([
      { language: 'it', asks: 'Conferma con il link nell’e-mail entro le 10:30', title: 'Richiesta ricevuta' },
      { language: 'zh-Hans', asks: '请在 10:30 之前点击邮件中的链接进行确认', title: '已收到您的申请' },
    ])('never says confirmed before it is ($language)', async ({ language, asks, title }) => {
      const booking = await book({}, strict, { language });
      expect(booking.status).toBe('awaiting-confirmation');
      const page = await visit(booking.token, { url: strict.url, query: '?new=1' });
      await heading(page, title);
      await page.getByText(asks).waitFor();
      await page.getByText(booking.contact.email ?? '').waitFor();
      const said = `${await page.title()} ${await page.locator('body').innerText()}`;
      expect(said).not.toMatch(/confermat|confirmed|已确认/i);
      expect(said).not.toContain(booking.code);
      expect(await page.getByRole('link', { name: /calendar|日历/ }).count()).toBe(0);
      if (language === 'it') await shown(page, 'requested-it');
      else await expectToFit(page, `manage-requested-${language}`);
    });

    it('confirms by the link in the e-mail, and says so again the second time', async () => {
      const booking = await book({}, strict);
      const page = await visit(booking.token, { url: strict.url, query: '?confirm=somethingElse' });
      await page.getByRole('alert').getByText('Questo link di conferma non è quello giusto').waitFor();
      expect((await now(booking, strict)).status).toBe('awaiting-confirmation');
      await shown(page, 'proof-wrong-it');
      const query = await proofOf(booking);
      for (const time of ['first', 'second']) {
        const mailed = await visit(booking.token, { url: strict.url, query });
        await heading(mailed, 'Appuntamento confermato');
        await mailed.getByText('Grazie: la tua conferma è arrivata.').waitFor();
        await mailed.getByText(`Mandiamo i messaggi di questo appuntamento a ${booking.contact.email}`).waitFor();
        expect(new URL(mailed.url()).search).toBe('');
        if (time === 'first') await shown(mailed, 'proven-it');
      }
      expect((await now(booking, strict)).status).toBe('confirmed');
    });

    it('lapses when nobody confirms in time', async () => {
      const booking = await book({}, strict);
      const page = await visit(booking.token, { url: strict.url });
      await heading(page, 'Richiesta ricevuta');
      strict.setClock('2026-11-24T10:31:00+01:00');
      await lookAgain(page);
      await heading(page, 'La richiesta è decaduta');
      await page.getByRole('link', { name: 'Prenota di nuovo' }).waitFor();
      await shown(page, 'lapsed-it');
    });
  });
});

/** Buttons, links and choices that a finger could miss: below 44 px, apart from links inside a sentence. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('main :is(button, a, summary, select, input:not([type=radio]))'),
    ];
    const visible = all.filter((one) => one.offsetParent !== null);
    return visible.filter((one) => one.getBoundingClientRect().height < 43.9).map((one) => one.outerHTML);
  });
}
