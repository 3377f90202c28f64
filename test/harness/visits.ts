import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import {
  axeViolations,
  launchBrowser,
  openPage,
  picture,
  type Browser,
  type BrowserContext,
  type Page,
  type PageOptions,
} from './browser.js';
import { PASSWORD } from './settings.js';

/** Pages of one test file. */
export type Visits = {
  /** Opens a page in a profile of its own, on a phone unless told otherwise; it is closed when the test ends. */
  visit(url: string, options?: Partial<PageOptions>): Promise<Page>;
  /** Counts as a fault of the test that runs: whatever its pages must not do. */
  fault(what: string): void;
};

/**
 * One browser for the tests of a file, started beside whatever else they need. A test fails when one of its pages threw
 * an error or asked another host for something.
 */
export function aBrowser(): Visits {
  let browser: Promise<Browser>;
  const open: BrowserContext[] = [];
  const faults: string[] = [];
  beforeAll(() => {
    browser = launchBrowser();
    // Reported by the first test that needs it.
    browser.catch(() => undefined);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => (await browser).close());
  return {
    visit: async (url, options) => {
      const { page, context, foreign, errors } = await openPage(await browser, url, { size: 'phone', ...options });
      page.on('close', () => faults.push(...foreign, ...errors));
      open.push(context);
      return page;
    },
    fault: (what) => faults.push(what),
  };
}

/** Keeps a picture of a screen, to be looked at; nothing of it may be wider than the window. */
export async function expectToFit(page: Page, name: string): Promise<void> {
  await picture(page, name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect({ name, wide }).toEqual({ name, wide: false });
}

/** As {@link expectToFit}, and axe finds nothing. Once for each screen is enough: its languages share their markup. */
export async function expectNoBarriers(page: Page, name: string): Promise<void> {
  await expectToFit(page, name);
  expect({ name, violations: await axeViolations(page) }).toEqual({ name, violations: [] });
}

/** Signs in at the desk with the password of all people in tests. */
export async function signInAtDesk(page: Page, username: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}
