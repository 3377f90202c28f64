import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { picture, type Page } from '../harness/browser.js';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import { aBrowser, expectNoBarriers, signInAtDesk } from '../harness/visits.js';
import { freezeClock, keepDays, writeTickets } from '../integration/statistics-facts.js';
import { aMonday, MONDAY, TUESDAY, tuesdaysBefore } from './statistics-days.js';

const at = (time: string) => `${TUESDAY}T${time}:00+01:00`;

describe('the screens of the figures', () => {
  const pages = aBrowser();
  let office: TestOffice;
  let page: Page;
  let name: string;

  beforeAll(async () => {
    office = await anOffice();
    await writeTickets(office, [...tuesdaysBefore(), ...aMonday()]);
    await keepDays(office);
    await aMorning();
  }, 90_000);
  beforeEach(() => office.setClock(at('10:30')));
  afterAll(() => office.close());

  /** Two counters, one with a visitor; some who wait, one of them for too long; the coordinator sits at the third. */
  async function aMorning(): Promise<void> {
    const [first, second] = [await office.staff('operator1'), await office.staff('operator4')];
    const coordinator = await office.staff('coordinator');
    freezeClock(office, at('09:45'));
    await openCounter(first, '1');
    await openCounter(second, '4');
    await openCounter(coordinator, '3');
    for (const [minute, service] of ['school', 'citizenship', 'residence-permit-kit', 'school'].entries()) {
      freezeClock(office, at(`10:0${String(minute)}`));
      const language = minute % 2 === 0 ? 'zh-Hans' : 'it';
      await takeTicket(coordinator, { service, language, municipality: minute === 3 ? null : '048017' });
    }
    freezeClock(office, at('10:12'));
    const called = await callNext(first, '1');
    if (called !== null) await act(first, called, 'start');
  }

  async function visit(locale: string): Promise<Page> {
    const opened = await pages.visit(`${office.url}/desk/#now`, { size: 'desk', locale });
    await signInAtDesk(opened, 'coordinator');
    await opened.locator('.tiles').waitFor();
    return opened;
  }

  async function shown(screen: string): Promise<void> {
    await drawn();
    await expectNoBarriers(page, `statistics-${screen}-${name}`);
  }

  const drawn = () =>
    page.waitForFunction(() => document.querySelector('[data-drawn=false], [aria-busy=true]') === null);

  async function pictured(screen: string): Promise<void> {
    await drawn();
    await picture(page, `statistics-${screen}-${name}`);
  }

  /** All that can be scrolled to, in one picture. */
  async function wholly(screen: string): Promise<void> {
    const height = await page.locator('.statistics').evaluate(({ scrollHeight }) => scrollHeight + 140);
    await page.setViewportSize({ width: 1366, height });
    await pictured(screen);
    await page.setViewportSize({ width: 1366, height: 768 });
  }

  async function goTo(hash: string): Promise<void> {
    await page.evaluate((next) => (location.hash = next), hash);
    await page.locator('.measures').first().waitFor();
  }

  describe.each([
    { locale: 'it-IT', language: 'it' },
    { locale: 'zh-CN', language: 'zh' },
  ])('in $language', ({ locale, language }) => {
    beforeEach(async () => {
      name = language;
      page = await visit(locale);
    });

    it('shows now, with the desk’s bar on one line', async () => {
      await page.locator('.now-warning').first().waitFor();
      const bar = await page.locator('.desk-bar').boundingBox();
      expect(bar?.height).toBeLessThan(64);
      await shown('now');
      await wholly('now-whole');
      await page.locator('.options button').first().click();
      await page.locator('.options-panel select').waitFor();
      await shown('options');
      await page.keyboard.press('Escape');
      await page.locator('.options-panel').waitFor({ state: 'hidden' });
    });

    it('shows a day, its waits, a narrow window, and an empty day', async () => {
      await goTo(`#day?date=${MONDAY}`);
      await page.locator('.day-title').waitFor();
      await shown('day');
      await wholly('day-whole');
      await page.locator('.chart-choice button').nth(1).click();
      await wholly('day-waits');
      await page.setViewportSize({ width: 683, height: 384 });
      await pictured('day-683');
      await page.setViewportSize({ width: 1366, height: 768 });
      await goTo('#day?date=2026-11-22');
      await page.locator('.chart-empty').first().waitFor();
      await pictured('day-empty');
      await goTo('#day?date=2027-01-01');
      await page.locator('.field-error').waitFor();
      await shown('day-refused');
    });

    it('prints the day on A4, with office, day and time, and nothing of the screen around it', async () => {
      await goTo(`#day?date=${MONDAY}`);
      await page.locator('.day-title').waitFor();
      await drawn();
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 702, height: 2600 });
      await picture(page, `statistics-sheet-${name}`);
      expect(await page.locator('.sheet-head').innerText()).toContain('InSide Osmannoro');
      expect(await page.locator('.sheet-head').innerText()).toContain('10:3');
      for (const hidden of ['.desk-bar', '.statistics-head', '.exports', '.notice-place']) {
        expect(await page.locator(`${hidden}:visible`).count()).toBe(0);
      }
      expect(await page.locator('.chart svg').first().isVisible()).toBe(true);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1')).toMatch(/MediaBox ?\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    });

    it('shows a period and the report for funders', async () => {
      await goTo(`#period?from=2026-10-27&to=${MONDAY}&by=day`);
      await shown('period');
      await wholly('period-whole');
      await page.locator('.period-form select').last().selectOption('weekday');
      await page.locator('.measures tbody tr').nth(14).waitFor();
      await wholly('period-weekday');
      await page.locator('.period-form select').last().selectOption('funders');
      await page.locator('.funders').waitFor();
      await shown('funders');
    });
  });
});
