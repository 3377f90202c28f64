import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffBooking, StaffBookingRequest } from '../../src/bookings/bookings.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { axeViolations, picture, type Page, type Size } from '../harness/browser.js';
import { callNext, expectStatus, openCounter } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';
import { aBrowser } from '../harness/visits.js';

/** Sees to it that one code is not more than one ticket, whatever the visitor, the scanner or the network does. */
describe('who booked, at the kiosk', () => {
  const pages = aBrowser();
  let office: TestOffice;
  let staff: ApiClient;
  beforeAll(async () => {
    office = await anOffice();
    staff = await office.staff('operator4');
    await openCounter(staff, '4');
  }, 60_000);
  afterEach(() => office.setClock(TUESDAY_MORNING));
  afterAll(() => office.close());

  /** A booking; on time to check in now unless told otherwise. */
  async function aBooking(wish: Partial<StaffBookingRequest> = {}): Promise<StaffBooking> {
    const start = '2026-11-24T09:45:00+01:00';
    const body = { service: 'residence-permit-kit', municipality: '048043', start, force: true, ...wish };
    return expectStatus(await staff.post<StaffBooking>(`${OFFICE_PATH}/bookings`, body), 201);
  }

  async function kiosk(
    size: Size = 'kioskPortrait',
    prepare: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<Page> {
    const page = await pages.visit('about:blank', { size, touch: true });
    await prepare(page);
    await page.goto(`${office.url}/kiosk/`);
    await page.locator('.rest h1').waitFor();
    return page;
  }

  async function toThePad(page: Page, language = 'Italiano'): Promise<void> {
    await page.locator('.touch-to-start').click();
    await page.locator('.large-choice', { hasText: language }).click();
    await page.locator('.have-appointment').click();
    await page.locator('.pad').waitFor();
  }

  async function touchCode(page: Page, code: string): Promise<void> {
    for (const character of code) await page.getByRole('button', { name: character, exact: true }).click();
    await page.locator('.pad-ok').click();
  }

  /** Where it does not matter by which way the code comes. */
  async function enterCode(page: Page, code: string): Promise<void> {
    await page.keyboard.type(code);
    await page.locator('.pad-ok').click();
  }

  /** As a scanner does: all keys in a row without waiting, then Enter. */
  async function scan(page: Page, text: string): Promise<void> {
    await Promise.all([...text, 'Enter'].map((key) => page.keyboard.press(key)));
  }

  const number = (page: Page) => page.locator('.ticket-screen .ticket-number').innerText();
  const refusal = async (page: Page) => {
    await page.locator('[data-step="check-in-refused"] h1').waitFor();
    return page.locator('main').innerText();
  };
  const ticketsOf = (booking: { id: string }) =>
    office.sql('select number, source, language, rank_reason from ticket where booking_id = $1', [booking.id]);

  it('checks in with the code typed on the pad, every screen free of barriers', async () => {
    const booking = await aBooking();
    const page = await kiosk();
    await toThePad(page);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'A', exact: true }).click();
    await page.getByRole('button', { name: 'C', exact: true }).click();
    expect((await page.locator('.typed').innerText()).replace(/\s/g, '')).toBe('AC');
    await page.getByRole('button', { name: 'Cancella' }).click();
    expect((await page.locator('.typed').innerText()).replace(/\s/g, '')).toBe('A');
    await page.getByRole('button', { name: 'Svuota' }).click();
    await page.locator('.pad-ok').click({ force: true });
    expect(await page.locator('[data-step="code"]').count()).toBe(1);
    await touchCode(page, booking.code);
    const given = await number(page);
    await page.getByText('Il tuo appuntamento è alle 9:45: sarai chiamato vicino a quell’ora.').waitFor();
    expect(await page.locator('.ticket-code svg').isVisible()).toBe(true);
    await page.locator('.paper').waitFor({ state: 'attached' });
    const onPaper = await page.locator('.paper').textContent();
    expect(onPaper).toContain(given);
    expect(onPaper).toContain('Appuntamento: 9:45');
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'kiosk-check-in-ticket-it');
    expect(await ticketsOf(booking)).toEqual([
      { number: given, source: 'booking', language: 'it', rank_reason: 'booking' },
    ]);
  });

  it('reads a scanner on the rest screen, and answers in the language of the booking', async () => {
    const booking = await aBooking({ contact: { language: 'zh-Hans' } });
    const page = await kiosk('kioskLandscape');
    await scan(page, booking.code);
    const given = await number(page);
    await page.getByText('您的预约时间是9:45').waitFor();
    expect(await page.locator('.ticket-service').innerText()).toContain('居留更新申请表');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await picture(page, 'kiosk-check-in-ticket-zh-landscape');
    // A scanner that reads the same code twice changes nothing.
    await scan(page, booking.code.toLowerCase());
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await number(page)).toBe(given);
    expect(await ticketsOf(booking)).toHaveLength(1);
  });

  it('reads a scanner on other screens without pressing what has the focus', async () => {
    const [first, second] = [await aBooking(), await aBooking()];
    const page = await kiosk();
    await page.locator('.touch-to-start').click();
    await page.locator('.large-choice', { hasText: 'English' }).click();
    await page.locator('[data-step="purpose"]').waitFor();
    await scan(page, `${office.url}/kiosk/?code=${first.code}`);
    await page.getByText('Your appointment is at 9:45').waitFor();
    // The next in line need not wait until this screen closes.
    await scan(page, second.code);
    await page.getByText('Il tuo appuntamento è alle 9:45').waitFor();
    const [ticket] = await ticketsOf(second);
    expect(await number(page)).toBe(ticket?.['number']);
  });

  it('reads a scanner over the question whether somebody is still there', async () => {
    const booking = await aBooking();
    const page = await kiosk('kioskPortrait', (fresh) => fresh.clock.install());
    await toThePad(page);
    await page.clock.runFor(36_000);
    await page.getByRole('heading', { name: 'Ci sei ancora?' }).waitFor();
    await scan(page, booking.code);
    await page.getByText('Il tuo appuntamento è alle 9:45').waitFor();
  });

  it('asks kindly for the code when a link was scanned, in three languages as long as none was chosen', async () => {
    const page = await kiosk('kioskLandscape');
    await scan(page, `${office.url}/b/V2f0c3VwZXJzZWNyZXQtdG9rZW4`);
    const said = await refusal(page);
    for (const line of ['Inquadra il codice, non il link', '请扫描预约码，而不是链接', 'Scan the code, not the link']) {
      expect(said).toContain(line);
    }
    await picture(page, 'kiosk-check-in-link');
    await page.locator('.kit-button-primary').click();
    await page.locator('.pad').waitFor();
  });

  it('works by arrow keys and Enter alone', async () => {
    const booking = await aBooking();
    const page = await kiosk('kioskLandscape');
    await page.keyboard.press('Enter');
    await page.locator('[data-step="language"]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-step="purpose"]').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.locator('.pad').waitFor();
    await page.keyboard.type(booking.code.slice(0, -2));
    for (const character of booking.code.slice(-2)) {
      await walkTo(page, character);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Enter');
    await page.getByText('Il tuo appuntamento è alle 9:45').waitFor();
    expect(await ticketsOf(booking)).toHaveLength(1);
  });

  it('takes a real keyboard too', async () => {
    const booking = await aBooking();
    const page = await kiosk();
    await toThePad(page);
    for (const key of ['X', 'Backspace', ...booking.code.toLowerCase()]) await page.keyboard.press(key, { delay: 70 });
    await page.keyboard.press('Enter');
    await page.getByText('Il tuo appuntamento è alle 9:45').waitFor();
  });

  it('gives one ticket to two touches, also when the first answer is lost', async () => {
    const booking = await aBooking();
    const page = await kiosk();
    await toThePad(page);
    let lost = 0;
    await page.route('**/check-ins', async (route) => {
      const response = await route.fetch();
      if (lost++ === 0) await route.abort('connectionreset');
      else await route.fulfill({ response });
    });
    await page.keyboard.type(booking.code);
    await page.locator('.pad-ok').evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    const given = await page.locator('.ticket-screen .ticket-number').innerText({ timeout: 20_000 });
    expect(lost).toBe(2);
    expect((await ticketsOf(booking)).map((ticket) => ticket['number'])).toEqual([given]);
  });

  it('says so when the server is away, and sends the same wish again', async () => {
    const booking = await aBooking();
    const page = await kiosk('kioskPortrait', (fresh) => fresh.clock.install());
    await toThePad(page);
    const keys: (string | undefined)[] = [];
    let away = true;
    await page.route('**/check-ins', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      // The first one arrives; only its answer is lost.
      if (keys.length === 1) await route.fetch();
      return away ? route.abort() : route.continue();
    });
    await enterCode(page, booking.code);
    for (let wait = 0; wait < 5; wait++) {
      await page.waitForFunction(() => document.querySelector('[data-step]') !== null);
      await page.clock.runFor(3_000);
    }
    expect(await refusal(page)).toContain('Il sistema non risponde');
    away = false;
    await page.getByRole('button', { name: 'Riprova' }).click();
    await page.getByText('Il tuo appuntamento è alle 9:45').waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(await ticketsOf(booking)).toHaveLength(1);
  }, 60_000);

  it('who comes too early reads from when, and who comes on another day reads which', async () => {
    const later = await aBooking({ start: '2026-11-24T11:15:00+01:00' });
    const thursday = await aBooking({ start: '2026-11-26T10:00:00+01:00' });
    const page = await kiosk();
    await toThePad(page);
    await enterCode(page, later.code);
    const early = await refusal(page);
    expect(early).toContain('Il tuo appuntamento è alle 11:15. Torna qui dalle 10:45');
    expect(early).toContain('Prendi un numero');
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'kiosk-check-in-early');
    await page.locator('.back').click();
    await page.locator('.language-bar button', { hasText: '中文' }).click();
    await enterCode(page, thursday.code);
    const otherDay = await refusal(page);
    expect(otherDay).toContain('您的预约不是今天');
    expect(otherDay).toContain('11月26日 星期四 10:00');
    await picture(page, 'kiosk-check-in-wrong-day-zh');
    await page.locator('.kit-button-primary').click();
    await page.locator('[data-step="services"]').waitFor();
  });

  it('whose day is past, or whose appointment was cancelled, may book again or take a number', async () => {
    const [booking, cancelled] = [await aBooking(), await aBooking()];
    expectStatus(await staff.post(`${OFFICE_PATH}/bookings/${cancelled.id}/cancel`, {}), 200);
    office.setClock('2026-11-25T09:00:00+01:00');
    const page = await kiosk();
    await toThePad(page);
    await enterCode(page, booking.code);
    const said = await refusal(page);
    expect(said).toContain('Era martedì 24 novembre, 9:45. Puoi prendere un numero o prenotare di nuovo dal telefono.');
    expect(await page.locator('.portal-code svg').isVisible()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await page.locator('.back').click();
    await enterCode(page, cancelled.code);
    expect(await refusal(page)).toContain('Questo appuntamento è stato annullato');
    expect(await page.locator('.portal-code svg').isVisible()).toBe(true);
  });

  it('who is checked in already sees the number again; this kiosk prints only its last ticket', async () => {
    const [first, second] = [await aBooking(), await aBooking()];
    const page = await kiosk('kioskPortrait', (fresh) =>
      fresh.addInitScript('window.printed = 0; window.print = () => void window.printed++;'),
    );
    await scan(page, first.code);
    const given = await number(page);
    await page.locator('.paper').waitFor({ state: 'attached' });
    await page.locator('.ticket-buttons .kit-button-primary').click();
    await scan(page, first.code);
    expect(await refusal(page)).toContain(given);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'kiosk-check-in-already');
    await page.getByRole('button', { name: 'Stampa' }).click();
    await page.waitForFunction(() => (window as unknown as { printed: number }).printed === 1);
    await scan(page, second.code);
    await page.getByText('Il tuo appuntamento è alle 9:45').waitFor();
    await page.locator('.paper-number', { hasText: await number(page) }).waitFor({ state: 'attached' });
    await scan(page, first.code);
    expect(await refusal(page)).toContain('Per un’altra stampa chiedi allo sportello.');
    expect(await ticketsOf(first)).toHaveLength(1);
  });

  it('who is late after the grace joins the walk-ins, and is told', async () => {
    const booking = await aBooking();
    office.setClock('2026-11-24T10:01:00+01:00');
    const page = await kiosk();
    await scan(page, booking.code);
    await page.getByText('Hai superato l’orario delle 9:45').waitFor();
    await picture(page, 'kiosk-check-in-late');
    expect(await ticketsOf(booking)).toMatchObject([{ rank_reason: 'arrival' }]);
  });

  it('an appointment by phone says who calls; an unknown code may be put right, or a person called', async () => {
    const booking = await aBooking({ service: 'certificates-information', mode: 'phone' });
    const page = await kiosk();
    await toThePad(page, 'English');
    await enterCode(page, booking.code);
    expect(await refusal(page)).toContain('Your appointment is by phone, on Tuesday 24 November, 9:45.');
    await page.locator('.back').click();
    await enterCode(page, 'AAAAAAA');
    expect(await refusal(page)).toContain('We cannot find this code');
    await page.locator('main').getByRole('button', { name: 'Call an operator' }).click();
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Type the code' }).click();
    expect((await page.locator('.typed').innerText()).replace(/\s/g, '')).toBe('AAAAAAA');
    await page.keyboard.press('F1');
    await page.locator('dialog[open]').waitFor();
  });

  it('forgets the code of whoever goes away', async () => {
    const page = await kiosk('kioskPortrait', (fresh) => fresh.clock.install());
    await toThePad(page);
    await page.keyboard.type('K7M4');
    await page.clock.runFor(36_000);
    await page.getByRole('heading', { name: 'Ci sei ancora?' }).waitFor();
    await page.clock.runFor(12_000);
    await page.locator('[data-step="rest"]').waitFor();
    await toThePad(page);
    expect((await page.locator('.typed').innerText()).trim()).toBe('');
  });

  it('still takes appointments when no more numbers are given, and says when mediators are there', async () => {
    const page = await kiosk('kioskPortrait');
    await page.getByText('Oggi mediazione in cinese fino alle 12:30; prossima giovedì 26 novembre').waitFor();
    await page.getByText('今天12:30前有中文语言服务；下次：11月26日 星期四').waitFor();
    office.setClock('2026-11-24T12:40:00+01:00');
    const booking = await aBooking({ start: '2026-11-24T13:00:00+01:00' });
    const atNoon = await kiosk('kioskLandscape');
    await atNoon.locator('.rest-closed').waitFor();
    expect(await axeViolations(atNoon)).toEqual([]);
    await picture(atNoon, 'kiosk-check-in-only');
    await atNoon.getByRole('button', { name: 'Ho un appuntamento' }).click();
    await atNoon.locator('.large-choice', { hasText: 'Italiano' }).click();
    await enterCode(atNoon, booking.code);
    await atNoon.getByText('Il tuo appuntamento è alle 13:00').waitFor();
  });

  it('links a service that needs an appointment to its booking', async () => {
    const called = await callNext(staff, '4');
    expect(called).not.toBeNull();
    const page = await kiosk();
    await page.locator('.touch-to-start').click();
    await page.locator('.large-choice', { hasText: 'Italiano' }).click();
    await page.locator('.take-number').click();
    await page.locator('.tile-not-now', { hasText: 'Solo su appuntamento' }).first().click();
    await page.getByRole('img', { name: 'Prenota dal telefono' }).waitFor();
  });
});

/** Arrow by arrow to a key of the pad: first the row, then along it. */
async function walkTo(page: Page, character: string): Promise<void> {
  for (let press = 0; press < 20; press++) {
    const arrow = await page.evaluate((wanted) => {
      const boxOf = (element: Element | null | undefined) => element!.getBoundingClientRect();
      const keys = [...document.querySelectorAll('.pad-key')];
      const to = boxOf(keys.find((key) => key.textContent === wanted));
      const from = boxOf(document.activeElement);
      if (document.activeElement?.textContent === wanted) return null;
      if (Math.abs(to.top - from.top) > 4) return to.top < from.top ? 'ArrowUp' : 'ArrowDown';
      return to.left < from.left ? 'ArrowLeft' : 'ArrowRight';
    }, character);
    if (arrow === null) return;
    await page.keyboard.press(arrow);
  }
  throw new Error(`no way to ${character}`);
}
