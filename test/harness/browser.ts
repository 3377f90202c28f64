import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { projectPath } from '../../src/config/project.js';

/** The real sizes at which screens are used. */
export const SIZES = {
  kioskPortrait: { width: 1080, height: 1920 },
  kioskLandscape: { width: 1920, height: 1080 },
  display: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
  desk: { width: 1366, height: 768 },
} as const;
export type Size = keyof typeof SIZES;

/** How WeChat's browser names itself on a phone. */
export const WECHAT =
  'Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.40';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = projectPath('test', 'browser', 'screenshots');

/** A real Chromium that comes as an npm package; nothing has to be installed beside it. */
export async function launchBrowser(args: string[] = []): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // One process for everything is for small clouds: there it ends with the first page that closes.
    args: [
      ...chromium.args.filter((arg) => arg !== '--single-process'),
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      ...args,
    ],
    headless: true,
  });
}

export type PageOptions = { size: Size; locale?: string; userAgent?: string; touch?: boolean; timeZone?: string };

/** A page in a browser profile of its own that reaches this machine only; other hosts are listed in `foreign`. */
export async function openPage(browser: Browser, url: string, options: PageOptions) {
  const context = await browser.newContext({
    viewport: SIZES[options.size],
    locale: options.locale ?? 'it-IT',
    timezoneId: options.timeZone ?? 'Europe/Rome',
    hasTouch: options.touch ?? false,
    ...(options.userAgent === undefined ? {} : { userAgent: options.userAgent }),
  });
  const foreign: string[] = [];
  const errors: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(http|ws)s?:$/.test(protocol) && hostname !== '127.0.0.1') foreign.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return { page, context, foreign, errors };
}

/** What axe finds against WCAG 2.2 AA on the page as it stands: rule and element of each violation. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Through the debugger, past the page's content policy, as an extension would.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(on: Document, options: object): Promise<AxeResult> } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const runOnly = { type: 'tag', values: tags };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  });
}
type AxeResult = { violations: { id: string; nodes: { html: string }[] }[] };

/** Keeps a picture in `test/browser/screenshots/`, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

export type { Browser, BrowserContext, Page };
