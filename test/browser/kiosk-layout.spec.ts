import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeViolations, launchBrowser, openPage, picture, type Browser, type Page } from '../harness/browser.js';
import { openCounter } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';

const SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1280, height: 800 },
};
const NOTICE = {
  it: 'Giovedì 3 dicembre lo sportello chiude alle 11 per un’assemblea del personale.',
  'zh-Hans': '12月3日星期四，因员工会议，窗口11点关闭。',
  en: 'On Thursday 3 December the desk closes at 11 because of a staff meeting.',
};
type Shape = keyof typeof SIZES;
const SHAPES: readonly Shape[] = ['portrait', 'landscape', 'small'];

/** What leaves the screen, its own button or the middle part: visible to nobody, as a kiosk does not scroll. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = '.kiosk :is(h1, h2, p, button, figure, small, strong, .tile-text, .kit-alert, .dialog-buttons)';
    const main = document.querySelector('main')!.getBoundingClientRect();
    const within = (box: DOMRect, frame: { top: number; left: number; right: number; bottom: number }) =>
      box.top >= frame.top - 1 &&
      box.left >= frame.left - 1 &&
      box.right <= frame.right + 1 &&
      box.bottom <= frame.bottom + 1;
    const screen = { top: 0, left: 0, right: innerWidth, bottom: innerHeight };
    return [...document.querySelectorAll<HTMLElement>(shown)]
      .filter((element) => element.closest('.paper') === null && element.getClientRects().length > 0)
      .filter((element) => {
        const button = element.closest('button');
        const overflows = button !== null && button.scrollHeight > button.clientHeight + 1;
        const frame = element.closest('main') === null ? screen : main;
        return overflows || !within(element.getBoundingClientRect(), frame);
      })
      .map((element) => `${element.tagName}.${element.className}: ${element.innerText.slice(0, 40)}`);
  });
}

/** Buttons whose side is under 64 px. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.kiosk button')]
      .filter((button) => button.getClientRects().length > 0 && button.closest('.paper') === null)
      .filter((button) => Math.min(button.offsetWidth, button.offsetHeight) < 64)
      .map((button) => `${button.innerText} ${button.offsetWidth}×${button.offsetHeight}`),
  );
}

describe('every screen of the kiosk', () => {
  let office: TestOffice;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    [office, browser] = await Promise.all([anOffice(), launchBrowser()]);
    await openCounter(await office.staff('operator4'), '4');
    await office.sql('insert into notice (office_id, text) select id, $1 from office', [NOTICE]);
    // A node that starts now reads the directory with its notice.
    url = (await office.startNode()).url;
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  /** Looks at a screen in all sizes; faults are named by screen and size. */
  async function look(page: Page, name: string): Promise<string[]> {
    const faults: string[] = [];
    for (const shape of SHAPES) {
      await page.setViewportSize(SIZES[shape]);
      await picture(page, `kiosk-layout-${name}-${shape}`);
      for (const fault of [...(await cutOff(page)), ...(await smallTargets(page))]) {
        faults.push(`${name} ${shape}: ${fault}`);
      }
    }
    // What axe looks at does not change with the size.
    faults.push(...(await axeViolations(page)).map((fault) => `${name}: ${fault}`));
    return faults;
  }

  /** The pad, and the two refusals with most on them; back to the two choices. */
  async function lookAtCheckIn(page: Page, on: (name: string) => Promise<unknown>): Promise<void> {
    const refusals = [
      { code: 'too-late', start: '2026-11-23T16:45:00.000+01:00' },
      {
        code: 'already-checked-in',
        ticket: { id: 'other', number: 'A012', status: 'called', url: `${url}/t/1.b3Wr2fJms6BYSG5kecS_hCD7` },
      },
    ];
    await page.route('**/check-ins', (route) => {
      const problem = { title: 'no', status: 409, detail: 'no', traceId: 'test', ...refusals.shift() };
      return route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.locator('.have-appointment').click();
    for (const name of ['check-in-too-late', 'check-in-already']) {
      await page.locator('.pad').waitFor();
      await page.keyboard.type('K7M4QXP');
      if (name === 'check-in-too-late') await on('code');
      await page.keyboard.press('Enter');
      await page.locator('[data-step="check-in-refused"] h1').waitFor();
      await on(name);
      await page.locator('.back').click();
    }
    await page.locator('.back').click();
  }

  it.each([
    { language: 'Italiano', tag: 'it', reach: false },
    { language: '中文', tag: 'zh', reach: false },
    { language: 'English', tag: 'en', reach: false },
    { language: 'Italiano', tag: 'it', reach: true },
    { language: '中文', tag: 'zh', reach: true },
  ])(
    'fits in $language (controls lowered: $reach)',
    async ({ language, tag, reach }) => {
      const { page, context } = await openPage(browser, `${url}/kiosk/`, { size: 'kioskPortrait', touch: true });
      const named = (name: string) => `${name}-${tag}${reach ? '-reach' : ''}`;
      const faults: string[] = [];
      const on = async (name: string) => faults.push(...(await look(page, named(name))));
      await page.locator('.touch-to-start').waitFor();
      if (!reach) {
        await page.locator('.rest-notice').waitFor();
        await on('rest');
      }
      await page.locator('.touch-to-start').click();
      if (reach) await page.locator('.helps button').first().click();
      await on('language');
      await page.locator('.large-choice', { hasText: language }).click();
      await on('purpose');
      await lookAtCheckIn(page, on);
      await page.locator('.take-number').click();
      await on('services');
      if (reach) await page.locator('.pages button').last().click();
      await page.locator('.tile-not-now').first().click();
      await page.locator('dialog[open]').waitFor();
      await on('explained');
      await page.keyboard.press('Escape');
      await page.locator('.helps button').last().click();
      await page.locator('dialog[open]').waitFor();
      await on('operator');
      await page.keyboard.press('Escape');
      if (reach) await page.locator('.pages button').first().click();
      await page.locator('.tile').nth(1).click();
      await on('municipality');
      await page.locator('.large-choice').nth(2).click();
      await page.locator('[data-step="refused"] h1').waitFor();
      await on('refused');
      await page.locator('.refused .kit-button').first().click();
      await page.locator('.large-choice').first().click();
      await page.locator('.take').waitFor();
      await on('wishes');
      await page.locator('.take').click();
      await page.locator('.ticket-number').waitFor();
      await page.locator('.ticket-buttons button').nth(1).click();
      await on('ticket');
      await context.close();
      expect(faults).toEqual([]);
    },
    120_000,
  );
});
