import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../harness/api-client.js';
import {
  axeViolations,
  launchBrowser,
  openPage,
  picture,
  type Browser,
  type BrowserContext,
  type Page,
  type Size,
} from '../harness/browser.js';
import { act, callNext, openCounter, takeTicket, theQueue } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';

/** How WeChat's browser names itself on a phone. */
const WECHAT =
  'Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40';
const UNKNOWN = '1.AAAAAAAAAAAAAAAAAAAAAAAA';

/** Writes down what the phone was asked to do for its owner. */
const PHONE = `
  window.buzzes = 0;
  window.locks = [];
  navigator.vibrate = () => { window.buzzes++; return true; };
  Object.defineProperty(navigator, 'wakeLock', { value: {
    request: async () => {
      window.locks.push('on');
      return { release: async () => { window.locks.push('off'); } };
    },
  } });
`;
type Phone = Window & { buzzes: number; locks: string[] };

describe('the page of a number', () => {
  let office: TestOffice;
  let browser: Browser;
  let kiosk: ApiClient;
  let operator: ApiClient;
  const open: BrowserContext[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    [office, browser] = await Promise.all([anOffice(), launchBrowser()]);
    kiosk = await office.device('kiosk');
    operator = await office.staff('operator1');
    await openCounter(operator, '3');
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    const { waiting, active, parked } = await theQueue(operator);
    for (const ticket of active.filter(({ status }) => status === 'serving')) await act(operator, ticket, 'complete');
    for (const ticket of [...waiting, ...parked, ...active.filter(({ status }) => status === 'called')])
      await act(operator, ticket, 'cancel');
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  type Visit = { size?: Size; locale?: string; userAgent?: string; before?: (page: Page) => Promise<void> };

  async function visit(token: string | undefined, { size = 'phone', locale = 'it-IT', ...more }: Visit = {}) {
    const { page, context, foreign, errors } = await openPage(browser, 'about:blank', {
      size,
      locale,
      ...(more.userAgent === undefined ? {} : { userAgent: more.userAgent }),
    });
    page.on('close', () => faults.push(...foreign, ...errors));
    open.push(context);
    await page.addInitScript(PHONE);
    await more.before?.(page);
    await page.goto(`${office.url}/t/${token}`);
    return page;
  }

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  async function shown(page: Page, name: string): Promise<void> {
    await picture(page, `ticket-${name}`);
    expect({ name, violations: await axeViolations(page) }).toEqual({ name, violations: [] });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  }

  it.each([
    { name: 'a phone', userAgent: undefined, size: 'phone' as const },
    { name: 'WeChat', userAgent: WECHAT, size: 'phone' as const },
    { name: 'a laptop', userAgent: undefined, size: 'desk' as const },
  ])('follows it in Chinese on $name, from waiting to the end', async ({ userAgent, size }) => {
    const given = await takeTicket(kiosk, { language: 'zh-Hans' });
    const page = await visit(given.token, { size, locale: 'zh-CN', ...(userAgent === undefined ? {} : { userAgent }) });
    await heading(page, '正在等候');
    await page.getByText('前面还有 0 位').waitFor();
    await page.getByRole('button', { name: '轮到我时提醒我' }).click();
    await page.getByText('轮到您时会发出提示音').waitFor();
    await shown(page, `waiting-${size}-zh`);
    await callNext(operator, '3');
    await heading(page, '轮到您了，请到3号窗口');
    expect(await page.title()).toContain(given.number);
    expect(await page.title()).toContain('轮到您了');
    const phone = await page.evaluate(() => {
      const { buzzes, locks } = window as unknown as Phone;
      return { buzzes, locks };
    });
    expect(phone).toEqual({ buzzes: 1, locks: ['on'] });
    await shown(page, `called-${size}-zh`);
    await act(operator, given, 'recall');
    await page.waitForFunction(() => (window as unknown as Phone).buzzes === 2);
    await act(operator, given, 'start');
    await heading(page, '您正在3号窗口办理');
    await act(operator, given, 'complete');
    await heading(page, '办理完毕');
    expect(await page.evaluate(() => (window as unknown as Phone).locks)).toEqual(['on', 'off']);
    await shown(page, `served-${size}-zh`);
  });

  it('words every other state in Italian', async () => {
    const given = await takeTicket(kiosk);
    await takeTicket(kiosk);
    const page = await visit(given.token);
    await heading(page, 'Sei in attesa');
    await shown(page, 'waiting-it');
    await callNext(operator, '3');
    await heading(page, 'Tocca a te: sportello 3');
    await shown(page, 'called-it');
    await act(operator, given, 'park');
    await heading(page, 'La tua pratica è in sospeso');
    await act(operator, given, 'resume');
    await heading(page, 'Sei in attesa');
    await callNext(operator, '3');
    await act(operator, given, 'no-show');
    await heading(page, 'Ti abbiamo chiamato e non c’eri');
    await shown(page, 'no-show-it');
    // Once, a no-show may come back: the page has not stopped to listen.
    await act(operator, given, 'resume');
    await heading(page, 'Sei in attesa');
    await act(operator, given, 'cancel');
    await heading(page, 'Il numero è stato annullato');
    await shown(page, 'cancelled-it');
  });

  it('lets the visitor leave the queue, after asking, by keyboard alone', async () => {
    const given = await takeTicket(kiosk);
    const page = await visit(given.token);
    const leave = page.getByRole('button', { name: 'Rinuncio al mio posto' });
    await leave.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vuoi davvero lasciare la fila?' }).waitFor();
    await shown(page, 'leave-it');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await leave.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sì, lascio la fila' }).focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Hai lasciato la fila');
    await shown(page, 'left-it');
    expect((await office.anonymous().get(`/tickets/${given.token}`)).body).toMatchObject({ endReason: 'left' });
  });

  it('says so when leaving did not work, and keeps the place', async () => {
    const given = await takeTicket(kiosk);
    const page = await visit(given.token);
    await page.route(`**/api/v1/tickets/**`, (route) =>
      route.request().method() === 'DELETE' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: 'Rinuncio al mio posto' }).click();
    await page.getByRole('button', { name: 'Sì, lascio la fila' }).click();
    await page.getByText('Non è stato possibile lasciare la fila').waitFor();
    await shown(page, 'leave-failed-it');
    expect((await office.anonymous().get(`/tickets/${given.token}`)).body).toMatchObject({ status: 'waiting' });
  });

  it('speaks the language chosen at the kiosk, until its visitor chooses another one', async () => {
    const given = await takeTicket(kiosk, { language: 'zh-Hans' });
    const page = await visit(given.token, { locale: 'it-IT' });
    await heading(page, '正在等候');
    await page.getByRole('button', { name: 'English' }).click();
    await heading(page, 'You are waiting');
    await page.reload();
    await heading(page, 'You are waiting');
  });

  it('follows by asking where no live connection gets through', async () => {
    const given = await takeTicket(kiosk);
    const before = async (page: Page) => {
      await page.routeWebSocket(/socket\.io/, (socket) => void socket.close());
      await page.route('**/socket.io/**', (route) => route.abort());
    };
    const page = await visit(given.token, { before });
    await heading(page, 'Sei in attesa');
    await callNext(operator, '3');
    await page.getByRole('heading', { name: 'Tocca a te: sportello 3' }).waitFor({ timeout: 20_000 });
    expect(await page.getByText('Collegamento interrotto').count()).toBe(0);
  }, 40_000);

  it('says since when it has heard nothing, and catches up by itself', async () => {
    const given = await takeTicket(kiosk);
    const page = await visit(given.token);
    await heading(page, 'Sei in attesa');
    await page.context().setOffline(true);
    await page.getByText(/Collegamento interrotto, dati delle \d+:\d\d/).waitFor({ timeout: 25_000 });
    await shown(page, 'stale-it');
    await callNext(operator, '3');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Tocca a te: sportello 3' }).waitFor({ timeout: 20_000 });
  }, 60_000);

  it('says kindly that a number is unknown', async () => {
    const page = await visit(UNKNOWN);
    await heading(page, 'Questo numero non esiste');
    await shown(page, 'unknown-it');
  });
});
