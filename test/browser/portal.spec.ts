import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_COOKIE } from '../../src/access/credentials.js';
import { BROWSER_COOKIE } from '../../src/bookings/hold-origin.js';
import type { Page, Size } from '../harness/browser.js';
import { openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';
import { aBrowser, expectNoBarriers } from '../harness/visits.js';

const ITALIAN = 'it-IT';
const CHINESE = 'zh-CN';

describe('the desk’s page', () => {
  const pages = aBrowser();
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  }, 60_000);
  afterEach(() => office.setClock(TUESDAY_MORNING));
  afterAll(() => office.close());

  const visit = (path: string, size: Size = 'phone', locale = ITALIAN, url = office.url) =>
    pages.visit(`${url}${path}`, { size, locale });
  const shown = (page: Page, name: string) => expectNoBarriers(page, `portal-${name}`);

  it('says that the desk opens late while nobody sits at a counter', async () => {
    const page = await visit('/');
    await page.getByText('Lo sportello apre in ritardo').waitFor();
    await shown(page, 'late-it');
  });

  it.each([
    { locale: ITALIAN, size: 'phone' as const, says: 'Aperto adesso, fino alle 12:30' },
    { locale: CHINESE, size: 'phone' as const, says: '现在开放，至 12:30' },
    { locale: ITALIAN, size: 'desk' as const, says: 'Aperto adesso, fino alle 12:30' },
    { locale: CHINESE, size: 'desk' as const, says: '现在开放，至 12:30' },
    { locale: 'en-GB', size: 'desk' as const, says: 'Open now, until 12:30' },
  ])('tells whether the desk is open, who waits, and its services ($locale, $size)', async ({ locale, size, says }) => {
    await openCounter(await office.staff('operator4'), '4');
    const kiosk = await office.device('kiosk');
    const page = await visit('/', size, locale);
    await page.getByText(says, { exact: true }).waitFor();
    await page.getByText(/8:30–12:30, 13:00–16:00/).waitFor();
    const series = page.locator('.waiting-now li').first();
    await series.waitFor();
    expect(await page.locator('.services > li').count()).toBe(12);
    await page.locator('.services summary').first().click();
    await page.evaluate(() => window.scrollTo(0, 0));
    await shown(page, `${size}-${locale}`);
    await page.getByRole('heading', { level: 2 }).last().scrollIntoViewIfNeeded();
    await shown(page, `${size}-hours-${locale}`);
    const before = await series.innerText();
    await takeTicket(kiosk, { service: 'school' });
    await page.waitForFunction(
      (text) => document.querySelector<HTMLElement>('.waiting-now li')?.innerText !== text,
      before,
    );
  });

  it('is told in each language, keeps the choice, and marks what is in another one', async () => {
    const page = await visit('/');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '服务项目' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
    expect(await page.locator('address').getAttribute('lang')).toBe('it');
    await page.reload();
    await page.getByRole('heading', { name: '服务项目' }).waitFor();
  });

  it('opens a service by its address, and is used by keyboard alone', async () => {
    const page = await visit('/?service=citizenship');
    await page.locator('#service-citizenship[open]').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.closest('details')?.id);
    expect(await focused()).toBe('service-citizenship');
    await page.keyboard.press('Enter');
    expect(await page.locator('#service-citizenship[open]').count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.services details[open]').count()).toBe(1);
    expect(await focused()).not.toBe('service-citizenship');
  });

  it('leads into the booking of a service with what is known of it', async () => {
    const page = await visit('/?service=school&municipality=048017');
    const book = page.locator('#service-school [data-element=service-booking-access]');
    await book.waitFor();
    // All but the one that takes no appointments.
    expect(await page.locator('[data-element=service-booking-access]').count()).toBe(11);
    expect(await page.locator('.page-foot').innerText()).toContain('Comune di Firenze');
    await book.click();
    await page.getByText('Stai prenotando').waitFor();
    expect(await page.locator('.known').innerText()).toContain('Scuola');
    expect(await page.locator('.known').innerText()).toContain('Firenze');
    await page.locator('.page-foot', { hasText: 'Comune di Firenze' }).waitFor();
  });

  it('says that cookies are technical, and sets none', async () => {
    const page = await visit('/');
    await page.getByRole('link', { name: 'Cookie' }).click();
    await page.getByRole('heading', { name: 'Cookie usati da questo sito' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.locator('dt').allInnerTexts()).toEqual([SESSION_COOKIE, BROWSER_COOKIE]);
    await shown(page, 'cookies-it');
  });

  it('shows the links that the municipality has given, marked for the sites’ validator, and no others', async () => {
    const plain = await visit('/');
    await plain.locator('.page-foot', { hasText: 'Comune di Sesto Fiorentino' }).waitFor();
    expect(await plain.locator('.page-foot a').allInnerTexts()).toEqual(['Prenota un appuntamento', 'Cookie']);
    expect(await plain.locator('a[data-element=appointment-booking]').getAttribute('href')).toBe('/book');
    const links = { privacy: 'https://example.org/privacy', accessibilityStatement: 'https://example.org/a11y' };
    await office.sql("update municipality set footer = $1 where code = '048043'", [JSON.stringify(links)]);
    const node = await office.startNode();
    const page = await visit('/', 'phone', ITALIAN, node.url);
    const privacy = page.locator('[data-element=privacy-policy-link]');
    await privacy.waitFor();
    expect(await privacy.getAttribute('href')).toBe(links.privacy);
    expect(await page.locator('[data-element=accessibility-link]').count()).toBe(1);
    expect(await page.locator('[data-element=faq]').count()).toBe(0);
    await page.locator('.page-foot').scrollIntoViewIfNeeded();
    await shown(page, 'footer-it');
  });

  it.each([
    { locale: ITALIAN, gap: 'Riapre 13:00', night: 'Riapre mercoledì 2 dicembre, 8:30', holiday: 'Immacolata' },
    { locale: CHINESE, gap: '下次开放：13:00', night: '下次开放：12月2日 星期三 8:30', holiday: '12月8日 星期二' },
  ])('says when the desk opens again, and why a day is closed ($locale)', async ({ locale, gap, night, holiday }) => {
    office.setClock('2026-11-24T12:40:00+01:00');
    const page = await visit('/', 'phone', locale);
    await page.getByText(gap).waitFor();
    office.setClock('2026-12-01T18:00:00+01:00');
    await page.reload();
    await page.getByText(night).waitFor();
    await shown(page, `closed-${locale}`);
    const row = page.locator('.hours tr', { hasText: holiday });
    await row.scrollIntoViewIfNeeded();
    expect((await row.locator('td').innerText()).trim()).not.toBe('');
    await shown(page, `holiday-${locale}`);
  });

  it('says kindly that a page does not exist', async () => {
    const page = await visit('/nowhere');
    await page.getByRole('heading', { name: 'Questa pagina non esiste' }).waitFor();
    await shown(page, 'not-found-it');
  });
});
