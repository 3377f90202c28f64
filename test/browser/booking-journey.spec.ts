import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import { WECHAT, type Page, type PageOptions } from '../harness/browser.js';
import { expectStatus } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import { aBrowser, expectToFit } from '../harness/visits.js';

describe('an appointment from the phone to the kiosk, in Chinese', () => {
  const pages = aBrowser();
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  }, 60_000);
  afterAll(() => office.close());

  async function visit(path: string, options: Partial<PageOptions>): Promise<Page> {
    const page = await pages.visit(`${office.url}${path}`, { touch: true, ...options });
    // Nothing of this may need a download, a push message or another window.
    page.on('download', () => pages.fault('a download'));
    page.on('popup', () => pages.fault('another window'));
    return page;
  }

  const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
  const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).tap();

  async function book(page: Page, surname: string, look: (what: string) => Promise<void>): Promise<Booking> {
    await step(page, '地点');
    await page.getByRole('radio', { name: /塞斯托/ }).tap();
    await page.getByLabel(/^服务项目/).selectOption('school');
    await page.getByText('我需要会说中文的工作人员').tap();
    await look('place');
    await tap(page, '下一步');
    await step(page, '日期和时间');
    await tap(page, /^最早可预约时间：11月24日 星期二 1\d:\d\d$/);
    await look('time');
    await tap(page, '下一步');
    await step(page, '预约详情');
    await look('details');
    await tap(page, '下一步');
    await step(page, '申请人');
    await page.getByLabel(/^Nome 名/).fill('Prova');
    await page.getByLabel(/^Cognome 姓（拼音，与护照一致）/).fill(surname);
    await page.getByLabel('国际区号').selectOption('+86');
    await page.getByLabel('电话', { exact: true }).fill('138 0000 0000');
    await page.getByText('我已阅读隐私声明').tap();
    await look('applicant');
    await tap(page, '下一步');
    await step(page, '核对信息');
    await look('summary');
    await tap(page, '确认');
    await page.waitForURL(/\/b\/[^?]+/);
    return bookingOf(page);
  }

  async function bookingOf(page: Page): Promise<Booking> {
    const token = new URL(page.url()).pathname.split('/')[2] ?? '';
    return expectStatus(await office.anonymous().get<Booking>(`/bookings/${token}`), 200);
  }

  async function move(page: Page): Promise<Booking> {
    await page.getByRole('heading', { level: 1, name: '预约已确认' }).waitFor();
    await tap(page, '改期');
    await page.getByRole('radio').nth(2).tap();
    await page.getByRole('button', { name: /^下一步：/ }).tap();
    await tap(page, '确定改期');
    await page.getByText('预约已改期').waitFor();
    return bookingOf(page);
  }

  async function checkIn({ code }: Booking): Promise<string> {
    const page = await visit('/kiosk/', { size: 'kioskPortrait' });
    await page.locator('.touch-to-start').tap();
    await page.locator('.large-choice', { hasText: '中文' }).tap();
    await page.locator('.have-appointment').tap();
    for (const character of code) await tap(page, character);
    await page.locator('.pad-ok').tap();
    await page.locator('.ticket-screen .ticket-number').waitFor();
    return page.locator('main').innerText();
  }

  it.each([
    { name: 'a phone', surname: 'Telefono', userAgent: undefined },
    { name: 'WeChat', surname: 'Wechat', userAgent: WECHAT },
  ])(
    'is booked by touch on $name, moved, and checked in',
    async ({ name, surname, userAgent }) => {
      office.setClock('2026-11-24T09:30:00+01:00');
      const page = await visit('/book', {
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        ...(userAgent === undefined ? {} : { userAgent }),
      });
      const look = async (what: string) => (name === 'a phone' ? expectToFit(page, `booking-${what}-zh`) : undefined);
      const booking = await book(page, surname, look);
      expect(booking).toMatchObject({ needsLanguage: 'zh-Hans', service: 'school', status: 'confirmed' });
      expect(booking.contact).toMatchObject({ phone: '+8613800000000', email: null, language: 'zh-Hans' });
      const moved = await move(page);
      expect(moved.start).not.toBe(booking.start);
      office.setClock(moved.checkInFrom ?? '');
      const screen = await checkIn(moved);
      expect(screen).toContain(moved.start.slice(11, 16).replace(/^0/, ''));
      expect(await bookingOf(page)).toMatchObject({ status: 'checked-in' });
    },
    90_000,
  );
});
