import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeViolations, picture, type Page } from '../harness/browser.js';
import { openCounter } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { aBrowser } from '../harness/visits.js';

describe('when things go wrong at the kiosk', () => {
  const pages = aBrowser();
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  }, 60_000);
  afterAll(() => office.close());

  /** A kiosk; `prepare` may change what its browser is before the page loads. */
  async function kiosk(prepare: (page: Page) => Promise<unknown> = async () => undefined, at = office): Promise<Page> {
    const page = await pages.visit('about:blank', { size: 'kioskPortrait', touch: true });
    await prepare(page);
    await page.goto(`${at.url}/kiosk/`);
    return page;
  }

  async function chooseUntil(page: Page, last: 'services' | 'wishes', language = 'Italiano'): Promise<void> {
    await page.locator('.touch-to-start').click();
    await page.locator('.large-choice', { hasText: language }).click();
    await page.locator('.take-number').click();
    await page.locator('.tile').first().waitFor();
    if (last === 'services') return;
    await page.locator('.tile').nth(2).click();
    await page.locator('.large-choice').first().click();
    await page.locator('.take').waitFor();
  }

  async function takeOne(page: Page): Promise<string> {
    await chooseUntil(page, 'wishes');
    await page.locator('.take').click();
    return page.locator('.ticket-number').innerText();
  }

  const ticketsInAll = async () => Number((await office.sql('select count(*)::int as n from ticket'))[0]?.['n']);

  it('says in three languages that nobody is at a counter yet, and gives a ticket without an estimate', async () => {
    const page = await kiosk();
    for (const line of ['Lo sportello apre in ritardo', '窗口将延迟开放', 'The desk opens late today']) {
      await page.getByText(line).waitFor();
    }
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'kiosk-late');
    await takeOne(page);
    const wait = await page.locator('.ticket-wait').innerText();
    expect(wait).toContain('Lo sportello apre in ritardo');
    expect(wait).not.toMatch(/min|stimabile/);
    await openCounter(await office.staff('operator4'), '4');
  });

  it('says in three languages that the server is away, and goes on where it was', async () => {
    const own = await anOffice();
    try {
      const page = await kiosk((fresh) => fresh.clock.install(), own);
      await chooseUntil(page, 'services', '中文');
      await own.nodes[0]!.close();
      await page.clock.runFor(12_000);
      for (const line of ['Il sistema non risponde', '系统暂时没有响应', 'The system does not answer']) {
        await page.getByText(line).waitFor();
      }
      expect(await axeViolations(page)).toEqual([]);
      await picture(page, 'kiosk-away');
      await own.startNode({ port: Number(new URL(own.url).port) });
      await page.locator('.tile').first().waitFor({ timeout: 20_000 });
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    } finally {
      await own.close();
    }
  }, 60_000);

  it.each([
    ['unattended', 'Allo sportello non c’è ancora nessuno.', 'Riprova'],
    ['queue-full', 'Per oggi i numeri per questo servizio sono finiti.', 'Scegli un altro servizio'],
    ['office-closed', 'In questo momento non si danno numeri', 'Scegli un altro servizio'],
    ['service-not-walk-in', 'Solo su appuntamento', 'Scegli un altro servizio'],
    ['something-new', 'Qualcosa non ha funzionato.', 'Riprova'],
  ])('words the refusal %s and shows a way on', async (code, sentence, wayOn) => {
    const page = await kiosk();
    await page.route('**/tickets', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: code, title: code, status: 409, detail: code, code, traceId: 'test' }),
      }),
    );
    await chooseUntil(page, 'wishes');
    await page.locator('.take').click();
    await page.getByRole('heading', { name: sentence }).waitFor();
    expect(await page.getByRole('button', { name: wayOn }).isVisible()).toBe(true);
    expect(await page.locator('.portal-code svg').isVisible()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('stops at closing, whoever stands there already', async () => {
    const page = await kiosk();
    await chooseUntil(page, 'wishes');
    office.setClock('2026-11-24T20:00:00+01:00');
    await page.locator('.take').click();
    await page.getByRole('heading', { name: 'In questo momento non si danno numeri' }).waitFor();
    await page.getByText('Riapre mercoledì 25 novembre, 8:30.').waitFor();
    office.setClock('2026-11-25T09:00:00+01:00');
    await openCounter(await office.staff('operator4'), '4');
  });

  it('says before the ticket that the wait may pass the midday gap, also where nothing else is asked', async () => {
    const page = await kiosk((fresh) =>
      fresh.route(/\/offices\/[^/]+(\/services)?\?/, async (route) => {
        const response = await route.fetch();
        const body = await response.json();
        for (const service of body.items ?? []) service.waitMayPassGap = true;
        await route.fulfill({ response, json: { ...body, askPriority: false } });
      }),
    );
    await chooseUntil(page, 'wishes');
    await page.getByText('potresti essere chiamato dopo la riapertura').waitFor();
    await page.getByRole('heading', { name: 'Prima di prendere il numero' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'kiosk-gap');
  });

  it('tells the desk that no paper came out, and keeps the number in sight', async () => {
    const page = await kiosk();
    const number = await takeOne(page);
    const told = Promise.all(
      ['/alerts', '/heartbeat'].map((end) => page.waitForResponse((answer) => answer.url().endsWith(end))),
    );
    await page.getByRole('button', { name: 'Non è uscito il biglietto?' }).click();
    await page.getByText('Abbiamo avvisato lo sportello').waitFor();
    expect(await page.locator('.ticket-number').innerText()).toBe(number);
    expect(await page.locator('.ticket-code svg').isVisible()).toBe(true);
    await told;
    const alerts = await office.sql(`select kind from desk_alert where kind = 'paper-out'`);
    expect(alerts).toHaveLength(1);
    const [device] = await office.sql(`select condition from device where condition->>'paper' = 'out'`);
    expect(device?.['condition']).toMatchObject({ paper: 'out', voices: [], screen: '1080x1920' });
  });

  it('gives the second half of a double touch to nothing, and one ticket to two touches', async () => {
    const page = await kiosk();
    const before = await ticketsInAll();
    await page.locator('.touch-to-start').waitFor();
    await touchTwice(page, '.touch-to-start', '[data-step="language"]');
    await touchTwice(page, '.large-choice:first-child', '[data-step="purpose"]');
    await touchTwice(page, '.take-number', '[data-step="services"]');
    await touchTwice(page, '.tiles li:nth-child(3) .tile', '[data-step="municipality"]');
    await touchTwice(page, '.large-choice:first-child', '[data-step="wishes"]');
    await touchTwice(page, '.take', '[data-step="ticket"]');
    expect(await page.locator('.ticket-number').isVisible()).toBe(true);
    expect(await ticketsInAll()).toBe(before + 1);
  });

  /** Two touches in a row on one place; the second meets the next screen. */
  async function touchTwice(page: Page, place: string, next: string): Promise<void> {
    const box = (await page.locator(place).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.touchscreen.tap(x, y);
    await page.locator(next).waitFor();
    await page.touchscreen.tap(x, y);
    // What the second touch would have done is done by now: both are handled in order.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await page.locator(next).isVisible()).toBe(true);
  }

  it('asks whether somebody is still there over an open dialog; any key says yes and does nothing else', async () => {
    const page = await kiosk((fresh) => fresh.clock.install());
    await chooseUntil(page, 'wishes');
    await page.getByRole('button', { name: 'Chiama un operatore' }).click();
    await page.clock.runFor(36_000);
    await page.getByRole('heading', { name: 'Ci sei ancora?' }).waitFor();
    expect(await topmost(page)).toContain('Ci sei ancora?');
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'kiosk-still-there');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ci sei ancora?' }).waitFor({ state: 'detached' });
    expect(await page.locator('dialog[open]').count()).toBe(1);
    expect(await page.getByText('Abbiamo chiamato un operatore').count()).toBe(0);
    await page.clock.runFor(60_000);
    await page.locator('[data-step="rest"]').waitFor();
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  it('prints by itself once: bilingual, the number twenty millimetres high, nothing else of the page', async () => {
    const page = await kiosk(async (fresh) => {
      await fresh.addInitScript('window.printed = 0; window.print = () => void window.printed++;');
      await fresh.route('**/api/v1/status', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), demo: false } });
      });
    });
    await chooseUntil(page, 'wishes', '中文');
    await page.locator('.take').click();
    await timesPrinted(page, 1);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 302, height: 900 });
    await picture(page, 'kiosk-paper');
    expect(await page.locator('.ticket-screen').isVisible()).toBe(false);
    expect(await page.locator('.top-bar').isVisible()).toBe(false);
    const paper = page.locator('.paper');
    const millimetres = await paper.locator('.paper-number').evaluate((element) => {
      return (parseFloat(getComputedStyle(element).fontSize) / 96) * 25.4 * 0.69;
    });
    expect(millimetres).toBeGreaterThanOrEqual(20);
    const text = await paper.innerText();
    for (const line of PAPER_LINES) expect(text).toContain(line);
    expect(text.indexOf('Valido solo oggi')).toBeLessThan(text.indexOf('仅限今日有效'));
    expect(text).not.toMatch(/行动不便|会说中文|Precedenza/);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1080, height: 1920 });
    await page.getByRole('button', { name: '打印', exact: true }).click();
    await timesPrinted(page, 2);
  });

  it('shows its code until a coordinator confirms it', async () => {
    const own = await anOffice({ settings: { demo: false } });
    try {
      const page = await kiosk(undefined, own);
      const code = await page.locator('.pairing-code').innerText();
      expect(await axeViolations(page)).toEqual([]);
      await picture(page, 'kiosk-pairing');
      const admin = await own.staff('admin');
      const answer = await admin.post(`${OFFICE_PATH}/devices`, { code, name: 'Ingresso' });
      expect(answer.status).toBe(201);
      await page.locator('.touch-to-start').waitFor();
    } finally {
      await own.close();
    }
  });
});

/** The dialog that a finger in the middle of the screen meets. */
function topmost(page: Page): Promise<string> {
  return page.evaluate(() => document.elementFromPoint(540, 960)?.closest('dialog')?.innerText ?? '');
}

function timesPrinted(page: Page, times: number) {
  return page.waitForFunction((wanted) => (window as unknown as { printed: number }).printed === wanted, times);
}

const PAPER_LINES = [
  'InSide Osmannoro',
  'Sesto Fiorentino',
  'mercoledì 25 novembre',
  'Davanti a te',
  '前面还有',
  'Kit rinnovo permesso di soggiorno',
  '居留更新申请表',
  'Valido solo oggi',
  'I numeri possono non essere chiamati in ordine',
  '叫号不一定按号码顺序',
  'Hai perso la chiamata? Vai allo sportello',
  '过号请到窗口告知工作人员',
];
