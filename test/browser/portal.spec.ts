import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../harness/api-client.js';
import {
  axeViolations,
  launchBrowser,
  openPage,
  picture,
  type Browser,
  type BrowserContext,
  type Size,
} from '../harness/browser.js';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';

/** How WeChat's browser names itself on a phone. */
const WECHAT =
  'Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40';

describe('the citizen’s pages', () => {
  let office: TestOffice;
  let browser: Browser;
  let kiosk: ApiClient;
  let operator: ApiClient;
  const open: BrowserContext[] = [];
  beforeAll(async () => {
    [office, browser] = await Promise.all([anOffice(), launchBrowser()]);
    kiosk = await office.device('kiosk');
    operator = await office.staff('operator1');
    await openCounter(operator, '3');
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  async function visit(path: string, size: Size, locale: string, userAgent?: string) {
    const opened = await openPage(browser, `${office.url}${path}`, {
      size,
      locale,
      ...(userAgent === undefined ? {} : { userAgent }),
    });
    open.push(opened.context);
    return opened;
  }

  it.each([
    { locale: 'it-IT', size: 'phone' as const, says: 'Aperto adesso' },
    { locale: 'zh-CN', size: 'phone' as const, says: '现在开放' },
    { locale: 'en-GB', size: 'desk' as const, says: 'Open now' },
  ])('tell whether the desk is open, who waits, and its services ($locale, $size)', async ({ locale, size, says }) => {
    const { page, foreign } = await visit('/', size, locale);
    await page.getByText(says, { exact: true }).waitFor();
    await page.locator('.waiting-now li').first().waitFor();
    expect(await page.locator('.services li').count()).toBe(12);
    await page.locator('.services summary').first().click();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `portal-${size}-${locale}`);
    const before = await page.locator('.waiting-now li').first().innerText();
    await takeTicket(kiosk, { service: 'school' });
    await page.waitForFunction((text) => document.querySelector('.waiting-now li')?.textContent !== text, before);
    expect(foreign).toEqual([]);
  });

  it('open a service by its address, and say that cookies are technical', async () => {
    const { page } = await visit('/?service=citizenship', 'phone', 'it-IT');
    await page.locator('#service-citizenship[open]').waitFor();
    await page.goto(`${office.url}/cookies`);
    await page.getByRole('heading', { name: 'Cookie usati da questo sito' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  });

  it.each([
    { name: 'a phone', userAgent: undefined },
    { name: 'WeChat', userAgent: WECHAT },
  ])('follow a number in Chinese in $name, from waiting to the counter', async ({ userAgent }) => {
    for (const ticket of await waiting()) await act(operator, ticket, 'cancel');
    const given = await takeTicket(kiosk, { language: 'zh-Hans' });
    const { page } = await visit(`/t/${given.token}`, 'phone', 'zh-CN', userAgent);
    await page.getByRole('heading', { name: '正在等候' }).waitFor();
    await page.getByText('前面还有 0 位').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'ticket-waiting-zh');
    await callNext(operator, '3');
    await page.getByRole('heading', { name: '轮到您了，请到3号窗口' }).waitFor();
    expect(await page.title()).toContain(given.number);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'ticket-called-zh');
    await act(operator, given, 'start');
    await page.getByRole('heading', { name: '您正在3号窗口办理' }).waitFor();
    await act(operator, given, 'complete');
    await page.getByRole('heading', { name: '办理完毕' }).waitFor();
  });

  it('let the visitor leave the queue, after asking', async () => {
    const given = await takeTicket(kiosk);
    const { page } = await visit(`/t/${given.token}`, 'phone', 'it-IT');
    await page.getByRole('button', { name: 'Rinuncio al mio posto' }).click();
    await page.getByRole('button', { name: 'No, resto in fila' }).click();
    await page.getByRole('button', { name: 'Rinuncio al mio posto' }).click();
    await picture(page, 'ticket-leave-it');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sì, lascio la fila' }).click();
    await page.getByRole('heading', { name: 'Hai lasciato la fila' }).waitFor();
    expect((await office.anonymous().get(`/tickets/${given.token}`)).body).toMatchObject({ endReason: 'left' });
  });

  it('say kindly that a number or a page is unknown', async () => {
    const { page } = await visit('/t/1.AAAAAAAAAAAAAAAAAAAAAAAA', 'phone', 'it-IT');
    await page.getByRole('heading', { name: 'Questo numero non esiste' }).waitFor();
    await page.goto(`${office.url}/nowhere`);
    await page.getByRole('heading', { name: 'Questa pagina non esiste' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  async function waiting(): Promise<{ id: string }[]> {
    const { body } = await operator.get<{ waiting: { id: string }[] }>('/offices/inside-osmannoro/queue');
    return body.waiting;
  }
});
