import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchBrowser, openPage, type Browser, type Size } from '../harness/browser.js';
import { anOffice, type TestOffice } from '../harness/office.js';

const PAGES: { path: string; size: Size }[] = [
  { path: '/', size: 'phone' },
  { path: '/kiosk/', size: 'kioskPortrait' },
  { path: '/display/', size: 'display' },
  { path: '/desk/', size: 'desk' },
];

describe('every page', () => {
  let office: TestOffice;
  let browser: Browser;
  beforeAll(async () => {
    [office, browser] = await Promise.all([anOffice(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it.each(PAGES)('$path opens without an error and without a request to another host', async ({ path, size }) => {
    const { page, context, foreign, errors } = await openPage(browser, `${office.url}${path}`, {
      size,
      locale: 'zh-CN',
    });
    await page.locator('h1').first().waitFor();
    expect(await page.title()).not.toBe('');
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
    await context.close();
  });
});
