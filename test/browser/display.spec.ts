import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ticket } from '../../src/queue/queue.contract.js';
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
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';

const SOUND_ALLOWED = '--autoplay-policy=no-user-gesture-required';
const COUNTERS = ['1', '2', '4'] as const;

/** A voice that takes its time, and writes down what it was asked to say; the test's browser has none of its own. */
const VOICE = `
  Object.assign(window, { said: [], speaking: 0, overlaps: 0, voiceMs: 150 });
  const voices = ['it-IT', 'zh-CN', 'en-GB'].map((lang) => ({ lang, name: lang }));
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => voices,
    addEventListener: () => undefined,
    cancel: () => undefined,
    speak: (utterance) => {
      window.said.push(utterance.text);
      if (++window.speaking > 1) window.overlaps++;
      setTimeout(() => { window.speaking--; utterance.onend(); }, window.voiceMs);
    },
  } });
`;
type Voiced = Window & { said: string[]; overlaps: number; voiceMs: number };

describe('the waiting room', () => {
  let office: TestOffice;
  let browser: Browser;
  let kiosk: ApiClient;
  let operators: Record<(typeof COUNTERS)[number], ApiClient>;
  const open: BrowserContext[] = [];
  const browsers: Browser[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    [office, browser] = await Promise.all([anOffice(), launchBrowser([SOUND_ALLOWED])]);
    kiosk = await office.device('kiosk');
    const [one, two, four] = await Promise.all(
      ['operator1', 'operator2', 'operator4'].map((name) => office.staff(name)),
    );
    operators = { '1': one!, '2': two!, '4': four! };
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    const { waiting, active } = await theQueue(operators['1']);
    const coordinator = await office.staff('coordinator');
    for (const ticket of active.filter(({ status }) => status === 'serving'))
      await act(coordinator, ticket, 'complete');
    for (const ticket of [...waiting, ...active.filter(({ status }) => status === 'called')])
      await act(coordinator, ticket, 'cancel');
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all([browser, ...browsers].map((one) => one.close()));
    await office.close();
  });

  /** A display's page, before it has loaded anything. */
  async function aScreen(size: Size = 'display', by: Browser = browser): Promise<Page> {
    const { page, context, foreign, errors } = await openPage(by, 'about:blank', { size });
    open.push(context);
    page.on('close', () => faults.push(...foreign, ...errors));
    return page;
  }

  async function display(size: Size = 'display'): Promise<Page> {
    const page = await aScreen(size);
    await page.addInitScript(VOICE);
    await page.goto(`${office.url}/display/`);
    await page.locator('.display').waitFor();
    return page;
  }

  const said = (page: Page) => page.evaluate(() => (window as unknown as Voiced).said);
  const saidSoFar = (page: Page, count: number) =>
    page.waitForFunction((n) => (window as unknown as Voiced).said.length >= n, count, { timeout: 20_000 });
  const large = (page: Page, number: string) => page.locator('.large-number', { hasText: number }).waitFor();

  /** Lets a visitor take a ticket and calls it. */
  async function call(counter: keyof typeof operators, language = 'it'): Promise<Ticket> {
    const service = language === 'it' ? 'certificates-information' : 'residence-permit-kit';
    await takeTicket(kiosk, { language, service });
    await openCounter(operators[counter], counter);
    return (await callNext(operators[counter], counter))!;
  }

  async function shown(page: Page, name: string): Promise<void> {
    await picture(page, `display-${name}`);
    expect({ name, violations: await axeViolations(page) }).toEqual({ name, violations: [] });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  }

  it('says that the desk opens late while nobody sits at a counter, and welcomes as soon as somebody does', async () => {
    const page = await display();
    await page.getByText('Lo sportello apre in ritardo').waitFor();
    await shown(page, 'late');
    await Promise.all(COUNTERS.map((counter) => openCounter(operators[counter], counter)));
    await page.getByText('Benvenuti').waitFor({ timeout: 20_000 });
    await shown(page, 'welcome');
  });

  it('shows a call large, and says it in Italian and in the visitor’s language, once', async () => {
    const page = await display();
    const chinese = await call('4', 'zh-Hans');
    await large(page, chinese.number);
    await saidSoFar(page, 2);
    expect(await said(page)).toEqual(['Numero K, uno. Sportello quattro', '请K一号到四号窗口']);
    const height = await page
      .locator('.large-number')
      .evaluate((number) => parseFloat(getComputedStyle(number).fontSize));
    expect(height).toBeGreaterThanOrEqual(0.25 * 1080);
    await shown(page, 'call');
    await act(operators['4'], chinese, 'recall');
    await saidSoFar(page, 4);
    await act(operators['4'], chinese, 'start');
    await act(operators['4'], chinese, 'complete');
    await page.getByText('Benvenuti').waitFor();
    expect(await said(page)).toHaveLength(4);
  });

  it('says calls that come together one after the other, and shows each while it is said', async () => {
    const page = await display();
    for (const counter of COUNTERS) {
      await openCounter(operators[counter], counter);
      await takeTicket(kiosk);
    }
    const called = await Promise.all(COUNTERS.map((counter) => callNext(operators[counter], counter)));
    const inOrder = called.map((ticket) => ticket!.number).sort();
    for (const number of inOrder) await large(page, number);
    await saidSoFar(page, 3);
    expect((await said(page)).map((text) => text.split(',')[1])).toHaveLength(3);
    expect(new Set(await said(page)).size).toBe(3);
    expect(await page.evaluate(() => (window as unknown as Voiced).overlaps)).toBe(0);
    await page.locator('.earlier li').nth(1).waitFor();
    await shown(page, 'calls');
  });

  it('repeats nothing after a broken connection or a reload, and loses nothing that was called meanwhile', async () => {
    const page = await aScreen();
    const sockets: { close(): Promise<void> }[] = [];
    let connected = true;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      sockets.push(socket);
      if (connected) socket.connectToServer();
      else void socket.close();
    });
    await page.addInitScript(VOICE);
    await page.goto(`${office.url}/display/`);
    await page.locator('.display').waitFor();
    const first = await call('1');
    await saidSoFar(page, 1);
    connected = false;
    await sockets.at(-1)!.close();
    const second = await call('2');
    connected = true;
    await large(page, second.number);
    await saidSoFar(page, 2);
    await page.locator('.flashing').waitFor({ state: 'detached' });
    expect(sockets.length).toBeGreaterThan(1);
    expect(new Set(await said(page)).size).toBe(2);

    await page.reload();
    await large(page, second.number);
    const third = await call('4');
    await large(page, third.number);
    await saidSoFar(page, 1);
    const again = await said(page);
    expect(again).toHaveLength(1);
    expect(again[0]).toContain('Sportello quattro');
    await page.locator('.earlier', { hasText: first.number }).waitFor();
  });

  it('does not call somebody who has come to the counter before the turn came', async () => {
    const page = await display();
    await page.evaluate(() => ((window as unknown as Voiced).voiceMs = 3_000));
    const first = await call('1');
    await saidSoFar(page, 1);
    const second = await call('2');
    await page.locator('.earlier', { hasText: second.number }).waitFor();
    await act(operators['2'], second, 'start');
    await page.locator('.earlier .serving', { hasText: second.number }).waitFor();
    await large(page, first.number);
    await page.locator('.flashing').waitFor({ state: 'detached' });
    expect(await said(page)).toHaveLength(1);
  });

  it('fits a portrait screen, and a series of many numbers', async () => {
    const page = await display('kioskPortrait');
    for (const counter of COUNTERS) await call(counter);
    for (let count = 0; count < 2; count++) await takeTicket(kiosk);
    await page.locator('.earlier li').nth(1).waitFor();
    await page.locator('.flashing').waitFor({ state: 'detached' });
    await shown(page, 'calls-portrait');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await office.sql("update ticket set number = 'AB1234' where status = 'called'");
    await page.reload();
    await large(page, 'AB1234');
    await shown(page, 'long-number');
  });

  it('says honestly since when it has heard nothing, and comes back by itself', async () => {
    const page = await display();
    await call('1');
    await call('2');
    await page.locator('.earlier li').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText(/Collegamento interrotto, dati delle \d+:\d\d/).waitFor({ timeout: 25_000 });
    await page.getByText(/连接中断，显示\d+:\d\d的数据/).waitFor();
    await shown(page, 'stale');
    await page.context().setOffline(false);
    await page.locator('.connection-notice').waitFor({ state: 'detached', timeout: 20_000 });
  }, 60_000);

  it('asks for sound where the browser does not allow it, shows calls meanwhile, and tells the server', async () => {
    const strict = await launchBrowser(['--autoplay-policy=document-user-activation-required']);
    browsers.push(strict);
    const page = await aScreen('display', strict);
    await page.goto(`${office.url}/display/`);
    await page.getByText('Il browser non lascia suonare questo schermo').waitFor();
    await page.getByText(SOUND_ALLOWED).waitFor();
    await page.getByText('Il browser non ha una voce per: Italiano, 中文, English').waitFor();
    const { number } = await call('2');
    await large(page, number);
    await shown(page, 'sound-blocked');
    expect(await conditions()).toContainEqual(expect.objectContaining({ sound: 'blocked', voices: [] }));
    await page.getByRole('button', { name: 'Attiva e prova il suono' }).click();
    await page.getByText('Il suono è attivo').waitFor();
    await shown(page, 'sound-open');
    await page.getByRole('button', { name: 'Ho sentito: chiudi' }).click();
    await page.locator('.sound-question').waitFor({ state: 'detached' });
  });

  it('shows its code until a coordinator confirms it, and starts anew when it is revoked', async () => {
    const page = await aScreen();
    // As from another machine: the demo pairs its own screens by itself.
    await page.setExtraHTTPHeaders({ forwarded: 'for=203.0.113.7' });
    await page.goto(`${office.url}/display/`);
    const code = await page.locator('.pairing-code').innerText();
    await page.getByText('Il browser non ha una voce per:').waitFor();
    await shown(page, 'pairing');
    const coordinator = await office.staff('coordinator');
    await coordinator.post(`${OFFICE_PATH}/devices`, { code, name: 'Sala' });
    await page.locator('.display').waitFor();
    const { body } = await coordinator.get<{ items: { id: string; name: string }[] }>(`${OFFICE_PATH}/devices`);
    await coordinator.delete(`${OFFICE_PATH}/devices/${body.items.find(({ name }) => name === 'Sala')!.id}`);
    await page.locator('.pairing-code').waitFor();
  });

  it('says when the desk opens again', async () => {
    office.setClock('2026-11-24T12:40:00+01:00');
    const page = await display();
    await page.getByText('Riapre alle 13:00').waitFor();
    await page.getByText('13:00 开放').waitFor();
    await shown(page, 'gap');
    office.setClock('2026-11-24T18:00:00+01:00');
    await page.reload();
    await page.getByText('Riapre mercoledì 25 novembre, 8:30').waitFor();
    await shown(page, 'closed');
  });

  async function conditions(): Promise<unknown[]> {
    const coordinator = await office.staff('coordinator');
    const { body } = await coordinator.get<{ items: { condition: unknown }[] }>(`${OFFICE_PATH}/devices`);
    return body.items.map(({ condition }) => condition);
  }
});
