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
} from '../harness/browser.js';
import { act, callNext, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';

/** A voice that takes its time, and writes down what it was asked to say; the test's browser has none of its own. */
const VOICE = `
  window.said = [];
  window.speaking = 0;
  window.overlaps = 0;
  const voices = ['it-IT', 'zh-CN', 'en-GB'].map((lang) => ({ lang, name: lang }));
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => voices,
    addEventListener: () => undefined,
    cancel: () => undefined,
    speak: (utterance) => {
      window.said.push(utterance.text);
      if (++window.speaking > 1) window.overlaps++;
      setTimeout(() => { window.speaking--; utterance.onend(); }, 150);
    },
  } });
`;

describe('the waiting room', () => {
  let office: TestOffice;
  let browser: Browser;
  let kiosk: ApiClient;
  let operators: ApiClient[];
  const open: BrowserContext[] = [];
  beforeAll(async () => {
    [office, browser] = await Promise.all([anOffice(), launchBrowser(['--autoplay-policy=no-user-gesture-required'])]);
    kiosk = await office.device('kiosk');
    operators = await Promise.all(['operator1', 'operator2', 'operator4'].map((name) => office.staff(name)));
    await Promise.all(['1', '2', '4'].map((counter, index) => openCounter(operators[index]!, counter)));
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  async function display(size: 'display' | 'kioskPortrait' = 'display'): Promise<Page> {
    const { page, context } = await openPage(browser, 'about:blank', { size });
    open.push(context);
    await page.addInitScript(VOICE);
    await page.goto(`${office.url}/display/`);
    await page.locator('.display').waitFor();
    return page;
  }

  const said = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

  it('shows a call large, and says it in Italian and in the visitor’s language, once', async () => {
    const page = await display();
    await page.getByText('Benvenuti').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'display-welcome');
    const chinese = await takeTicket(kiosk, { language: 'zh-Hans', service: 'residence-permit-kit' });
    await callNext(operators[2]!, '4');
    await page.locator('.large-number', { hasText: chinese.number }).waitFor();
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length === 2);
    expect(await said(page)).toEqual(['Numero K, 1. Sportello 4.', '请K一号到四号窗口']);
    expect(await axeViolations(page)).toEqual([]);
    await act(operators[2]!, chinese, 'recall');
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length === 4);
    await act(operators[2]!, chinese, 'start');
    await picture(page, 'display-call');
    await act(operators[2]!, chinese, 'complete');
    await page.getByText('Benvenuti').waitFor();
    expect(await said(page)).toHaveLength(4);
  });

  it('says calls that come together one after the other, and repeats none after a reconnect', async () => {
    const page = await display();
    const tickets = [];
    for (let count = 0; count < 3; count++) tickets.push(await takeTicket(kiosk));
    await Promise.all(['1', '2', '4'].map((counter, index) => callNext(operators[index]!, counter)));
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length === 3);
    expect(new Set(await said(page)).size).toBe(3);
    await page.locator('.earlier li').nth(1).waitFor();
    await picture(page, 'display-calls');
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    const fourth = await takeTicket(kiosk);
    await act(operators[0]!, (await office.staff('operator1').then(activeAt('1')))!, 'start');
    await act(operators[0]!, (await activeAt('1')(operators[0]!))!, 'complete');
    await callNext(operators[0]!, '1');
    await page.locator('.large-number', { hasText: fourth.number }).waitFor();
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length === 4);
    expect(await page.evaluate(() => (window as unknown as { overlaps: number }).overlaps)).toBe(0);
    expect(new Set(await said(page)).size).toBe(4);
  });

  it('fits a portrait screen', async () => {
    const page = await display('kioskPortrait');
    await page.locator('.large-number').waitFor();
    await picture(page, 'display-calls-portrait');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(overflow).toBe(false);
  });

  it('says honestly since when it has heard nothing, and comes back by itself', async () => {
    const page = await display();
    const { cdp, restore } = await cutOff(page);
    await page.getByText(/Collegamento interrotto, dati delle \d+:\d\d/).waitFor({ timeout: 25_000 });
    await page.getByText(/连接中断，显示\d+:\d\d的数据/).waitFor();
    await picture(page, 'display-stale');
    await restore();
    await page.locator('.connection-notice').waitFor({ state: 'detached', timeout: 20_000 });
    await cdp.detach();
  }, 60_000);

  function activeAt(counter: string) {
    return async (by: ApiClient) => {
      const { body } = await by.get<{ active: { id: string; counter: string }[] }>('/offices/inside-osmannoro/queue');
      return body.active.find((ticket) => ticket.counter === counter);
    };
  }

  // Playwright's offline switch leaves open sockets alone; cutting the node off does not.
  async function cutOff(page: Page) {
    const cdp = await page.context().newCDPSession(page);
    await page.context().setOffline(true);
    office.nodes[0]!.nest.getHttpServer().closeAllConnections();
    return { cdp, restore: () => page.context().setOffline(false) };
  }
});
