import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeViolations, picture, type Page } from '../harness/browser.js';
import { openCounter } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import { aBrowser } from '../harness/visits.js';

const NOTICES = [
  {
    it: 'Giovedì lo sportello chiude alle 11.',
    'zh-Hans': '周四窗口11点关闭。',
    en: 'On Thursday the desk closes at 11.',
  },
  { it: 'Porta un documento valido.' },
];

describe('help at the kiosk', () => {
  const pages = aBrowser();
  let office: TestOffice;
  let url: string;
  beforeAll(async () => {
    office = await anOffice();
    for (const [position, text] of NOTICES.entries()) {
      await office.sql('insert into notice (office_id, text, position) select id, $1, $2 from office', [
        text,
        position,
      ]);
    }
    // A node that starts now reads the directory with its notices.
    url = (await office.startNode()).url;
    await openCounter(await office.staff('operator4'), '4');
  }, 60_000);
  afterAll(() => office.close());

  async function kiosk(prepare: (page: Page) => Promise<unknown> = async () => undefined): Promise<Page> {
    const page = await pages.visit('about:blank', { size: 'kioskLandscape', touch: true });
    await prepare(page);
    await page.goto(`${url}/kiosk/`);
    await page.locator('.touch-to-start').waitFor();
    return page;
  }

  it("shows the office's notices in turn, each in the languages that it has", async () => {
    const page = await kiosk((fresh) => fresh.clock.install());
    const notice = page.locator('.rest-notice');
    expect(await notice.innerText()).toContain('周四窗口11点关闭。');
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'kiosk-notices');
    await page.clock.runFor(10_000);
    await page.getByText('Porta un documento valido.').waitFor();
    expect(await notice.locator('p').count()).toBe(1);
  });

  it('says who is on the way, or that nobody could be called', async () => {
    const page = await kiosk();
    let lost = true;
    await page.route('**/alerts', (route) => (lost ? route.abort() : route.continue()));
    await page.keyboard.press('F1');
    await page.locator('dialog .kit-button-primary').click();
    await page.getByText('Stiamo chiamando…').waitFor();
    await page.getByText('Non siamo riusciti a chiamare').waitFor({ timeout: 20_000 });
    lost = false;
    await page.getByRole('button', { name: 'Riprova' }).click();
    await page.getByText('Abbiamo chiamato un operatore').waitFor();
    expect(await office.sql('select kind from desk_alert')).toEqual([{ kind: 'operator-wanted' }]);
  }, 30_000);

  it('offers a person to a finger that stays, and does nothing else when it leaves', async () => {
    const page = await kiosk();
    const finger = await page.context().newCDPSession(page);
    // Where the dialog's button will be, and beside it, where a touch would close it.
    for (const point of [
      { x: 960, y: 560 },
      { x: 300, y: 900 },
    ]) {
      await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
      await page.locator('dialog[open]').waitFor();
      await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect(await page.locator('dialog[open]').innerText()).toContain('Un operatore verrà ad aiutarti qui.');
      expect(await page.locator('[data-step="rest"]').count()).toBe(1);
      await page.touchscreen.tap(20, 20);
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
  });

  it('forgets a call for help that nobody confirms', async () => {
    const page = await kiosk((fresh) => fresh.clock.install());
    await page.keyboard.press('Home');
    await page.locator('dialog[open]').waitFor();
    await page.clock.runFor(50_000);
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await page.locator('[data-step="rest"]').waitFor();
  });

  it('takes one step for a key that is held down, and one back for Escape', async () => {
    const page = await kiosk();
    await page.keyboard.down('Enter');
    await page.locator('[data-step="language"]').waitFor();
    for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down('Enter');
    expect(await page.locator('[data-step="language"]').count()).toBe(1);
    await page.keyboard.up('Enter');
    await page.keyboard.press('Enter');
    await page.locator('[data-step="purpose"]').waitFor();
    await page.keyboard.press('Backspace');
    await page.locator('[data-step="language"]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-step="rest"]').waitFor();
  });

  it("stays where it is whatever the browser's own gestures try", async () => {
    const page = await kiosk();
    await page.locator('.touch-to-start').click();
    await page.locator('[data-step="language"]').waitFor();
    for (let press = 0; press < 3; press++) {
      await page.evaluate(() =>
        new Promise((resolve) => {
          window.addEventListener('popstate', resolve, { once: true });
          history.back();
        }).then(() => undefined),
      );
    }
    const stopped = await page.evaluate(() => {
      const menu = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
      const zoom = new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true });
      for (const event of [menu, zoom]) document.body.dispatchEvent(event);
      const style = getComputedStyle(document.documentElement);
      return [menu.defaultPrevented, zoom.defaultPrevented, style.touchAction, style.userSelect];
    });
    expect(stopped).toEqual([true, true, 'none', 'none']);
    expect(await page.locator('[data-step="language"]').count()).toBe(1);
  });
});
