import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Availability, Booking } from '../../src/bookings/bookings.contract.js';
import {
  axeViolations,
  launchBrowser,
  openPage,
  picture,
  type Browser,
  type BrowserContext,
  type Page,
  type PageOptions,
} from '../harness/browser.js';
import { expectStatus } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';

/** How WeChat's browser names itself on a phone. */
const WECHAT =
  'Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40';
const JS_BUDGET_BYTES = 80 * 1024;
/** A service with one place at a time. */
const ONE_PLACE = { service: 'residence-permit-kit', municipality: '048043' };

describe('booking an appointment', () => {
  let office: TestOffice;
  let browser: Browser;
  const open: BrowserContext[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    [office, browser] = await Promise.all([anOffice(), launchBrowser()]);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    office.setClock(TUESDAY_MORNING);
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  type Visit = Partial<PageOptions> & { url?: string };

  async function visit(path: string, { url = office.url, ...options }: Visit = {}): Promise<Page> {
    const { page, context, foreign, errors } = await openPage(browser, `${url}${path}`, { size: 'phone', ...options });
    page.on('close', () => faults.push(...foreign, ...errors));
    open.push(context);
    return page;
  }

  const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  async function shown(page: Page, name: string): Promise<void> {
    await picture(page, `booking-${name}`);
    expect({ name, violations: await axeViolations(page) }).toEqual({ name, violations: [] });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  }

  /** From an address that names service and municipality to the step *Richiedente*, with the first free time. */
  async function toApplicant(page: Page): Promise<void> {
    await step(page, 'Luogo');
    await press(page, 'Avanti');
    await step(page, 'Data e orario');
    await page.getByRole('button', { name: /^Prima data disponibile/ }).click();
    await press(page, 'Avanti');
    await step(page, 'Dettagli appuntamento');
    await press(page, 'Avanti');
    await step(page, 'Richiedente');
  }

  async function fillApplicant(page: Page, name = 'Prova'): Promise<void> {
    await page.getByLabel(/^Nome/).fill(name);
    await page.getByLabel(/^Cognome/).fill('Esempio');
    await page.getByLabel(/^E-mail/).fill(`${name.toLowerCase()}@example.org`);
    await page.getByLabel(/^Ho letto/).check();
  }

  async function toSummary(page: Page, name?: string): Promise<void> {
    await toApplicant(page);
    await fillApplicant(page, name);
    await press(page, 'Avanti');
    await step(page, 'Riepilogo');
  }

  /** The booking that the page went to. */
  async function booked(page: Page): Promise<Booking> {
    await page.waitForURL(/\/b\/[^?]+\?new=1/);
    const token = new URL(page.url()).pathname.split('/')[2] ?? '';
    return expectStatus(await office.anonymous().get<Booking>(`/bookings/${token}`), 200);
  }

  async function firstFree(): Promise<string> {
    const query = new URLSearchParams(ONE_PLACE);
    const path = `${OFFICE_PATH}/availability?${query}`;
    return expectStatus(await office.anonymous().get<Availability>(path), 200).firstFree ?? '';
  }

  const someoneTakes = async (start: string) =>
    expectStatus(await office.anonymous().post(`${OFFICE_PATH}/holds`, { ...ONE_PLACE, start }), 201);

  const link = `/book?${new URLSearchParams(ONE_PLACE)}`;

  it('books in Italian by keyboard alone, from the portal to the end', async () => {
    const page = await visit('/?service=citizenship', { size: 'desk' });
    const into = page.locator('#service-citizenship [data-element=service-booking-access]');
    await into.waitFor();
    await shown(page, 'portal-it');
    await into.focus();
    await page.keyboard.press('Enter');
    await step(page, 'Luogo');
    await page.getByRole('button', { name: 'Avanti' }).focus();
    await page.keyboard.press('Enter');
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.id);
    await page.getByRole('alert').waitFor();
    expect(await focused()).toBe('field-municipality');
    await shown(page, 'place-error-it');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: 'Per telefono' }).focus();
    await page.keyboard.press('ArrowUp');
    expect(await page.getByRole('radio', { name: 'Allo sportello' }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await step(page, 'Data e orario');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    expect(await page.locator('[aria-current=step]').innerText()).toContain('Data e orario');
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    const chosen = page.getByRole('radio', { checked: true });
    expect(await chosen.count()).toBe(1);
    const start = await chosen.getAttribute('value');
    expect(await page.getByRole('radio', { name: /^dalle \d+:\d\d alle \d+:\d\d$/ }).count()).toBeGreaterThan(3);
    await shown(page, 'time-desk-it');
    await page.keyboard.press('Enter');
    await step(page, 'Dettagli appuntamento');
    await page.getByRole('timer').waitFor();
    await page.getByLabel('Dettagli', { exact: true }).focus();
    await page.keyboard.type('Porto i documenti di mio figlio');
    await page.getByText('31 di 200 caratteri').waitFor();
    await shown(page, 'details-it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await step(page, 'Richiedente');
    await page.getByLabel(/^Nome/).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await focused()).toBe('field-name');
    await shown(page, 'applicant-error-it');
    for (const text of ['Prova', 'Esempio', 'prova@example.org']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.getByLabel(/^Ho letto/).focus();
    await page.keyboard.press('Space');
    await shown(page, 'applicant-it');
    await page.keyboard.press('Enter');
    await step(page, 'Riepilogo');
    await page.getByText('non manda messaggi').waitFor();
    await shown(page, 'summary-it');
    await page.getByRole('button', { name: 'Conferma' }).focus();
    await page.keyboard.press('Enter');
    const booking = await booked(page);
    expect(booking).toMatchObject({ service: 'citizenship', start, status: 'confirmed', mode: 'desk' });
    expect(booking).toMatchObject({
      notes: 'Porto i documenti di mio figlio',
      contact: { name: 'Prova', language: 'it' },
    });
    // Nothing of the person stays behind in the browser, and back never books again.
    expect(await page.evaluate(() => sessionStorage.getItem('sportello-booking'))).toBe(null);
  }, 60_000);

  it.each([
    { name: 'a phone', userAgent: undefined },
    { name: 'WeChat', userAgent: WECHAT },
  ])(
    'books in Chinese by touch on $name, with a Chinese phone and a speaking operator',
    async ({ name, userAgent }) => {
      const page = await visit('/book', {
        locale: 'zh-CN',
        touch: true,
        timeZone: 'Asia/Shanghai',
        ...(userAgent === undefined ? {} : { userAgent }),
      });
      const picks = name === 'a phone';
      const look = async (what: string) => (picks ? shown(page, `${what}-zh`) : undefined);
      await step(page, '地点');
      await page.getByRole('radio', { name: /塞斯托/ }).tap();
      await page.getByLabel(/^服务项目/).selectOption('school');
      await page.getByText('我需要会说中文的工作人员').tap();
      await look('place');
      await page.getByRole('button', { name: '下一步' }).tap();
      await step(page, '日期和时间');
      await page.getByRole('button', { name: /^最早可预约时间：11月24日 星期二 10:30/ }).tap();
      await look('time');
      await page.getByRole('button', { name: '下一步' }).tap();
      await step(page, '预约详情');
      await look('details');
      await page.getByRole('button', { name: '下一步' }).tap();
      await step(page, '申请人');
      await page.getByLabel(/^Nome 名/).fill('Ming');
      await page.getByLabel(/^Cognome 姓（拼音，与护照一致）/).fill(name === 'WeChat' ? 'Wechat' : 'Telefono');
      await page.getByLabel('国际区号').selectOption('+86');
      await page.getByLabel('电话', { exact: true }).fill('138 0000 0000');
      await page.getByText('我已阅读隐私声明').tap();
      await look('applicant');
      await page.getByRole('button', { name: '下一步' }).tap();
      await step(page, '核对信息');
      await look('summary');
      await page.getByRole('button', { name: '确认', exact: true }).tap();
      const booking = await booked(page);
      expect(booking).toMatchObject({ needsLanguage: 'zh-Hans', service: 'school', status: 'confirmed' });
      expect(booking.contact).toMatchObject({ phone: '+8613800000000', email: null, language: 'zh-Hans' });
    },
    60_000,
  );
});
