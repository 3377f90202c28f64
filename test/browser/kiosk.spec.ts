import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeViolations, picture, type Page, type Size } from '../harness/browser.js';
import { openCounter } from '../harness/desk.js';
import { anOffice, type TestOffice } from '../harness/office.js';
import { aBrowser } from '../harness/visits.js';

describe('a visitor at the kiosk', () => {
  const pages = aBrowser();
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
    await openCounter(await office.staff('operator4'), '4');
  }, 60_000);
  afterAll(() => office.close());

  async function kiosk(size: Size = 'kioskPortrait'): Promise<Page> {
    const page = await pages.visit(`${office.url}/kiosk/`, { size, touch: true });
    await page.locator('.touch-to-start').waitFor();
    return page;
  }

  async function chooseUntilWishes(page: Page, language: string): Promise<void> {
    await page.locator('.touch-to-start').click();
    await page.locator('.large-choice', { hasText: language }).click();
    await page.locator('.take-number').click();
    await page.locator('.tile').nth(2).click();
    await page.locator('.large-choice').first().click();
    await page.locator('.take').waitFor();
  }

  const ticketsInAll = async () => Number((await office.sql('select count(*)::int as n from ticket'))[0]?.['n']);

  it.each([
    { language: 'Italiano', tag: 'it', size: 'kioskPortrait' as const },
    { language: '中文', tag: 'zh-Hans', size: 'kioskPortrait' as const },
    { language: '中文', tag: 'zh-Hans', size: 'kioskLandscape' as const },
    { language: 'Italiano', tag: 'it', size: 'kioskLandscape' as const },
  ])('takes a ticket in $language ($size), every screen free of barriers', async ({ language, tag, size }) => {
    const page = await kiosk(size);
    const looks: [string, () => Promise<void>][] = [
      ['rest', async () => undefined],
      ['language', () => page.locator('.touch-to-start').click()],
      ['purpose', () => page.locator('.large-choice', { hasText: language }).click()],
      ['services', () => page.locator('.take-number').click()],
      ['explained', () => page.locator('.tile-not-now').first().click()],
      [
        'municipality',
        async () => {
          await page.keyboard.press('Escape');
          await page.locator('.tile').nth(2).click();
        },
      ],
      ['wishes', () => page.locator('.large-choice').first().click()],
      ['ticket', () => page.locator('.take').click()],
    ];
    for (const [name, act] of looks) {
      await act();
      const step = { rest: 'rest', explained: 'services' }[name] ?? name;
      await page.locator(`[data-step="${step}"] h1`).first().waitFor();
      if (name === 'explained') await page.locator('dialog[open]').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await picture(page, `kiosk-${name}-${size}-${tag}`);
    }
    expect(await page.locator('html').getAttribute('lang')).toBe(tag);
    const number = await page.locator('.ticket-number').innerText();
    const [row] = await office.sql('select language, source, municipality_code from ticket where number = $1', [
      number,
    ]);
    expect(row).toEqual({ language: tag, source: 'kiosk', municipality_code: '048043' });
    const paper = await page.locator('.paper').textContent();
    expect(paper).toContain(number);
    expect(paper).toContain('Valido solo oggi');
    if (tag === 'zh-Hans') expect(paper).toContain('仅限今日有效');
  });

  it('asks for a speaker and keeps priority off the paper', async () => {
    const page = await kiosk();
    await chooseUntilWishes(page, '中文');
    await page.getByRole('button', { name: '我需要会说中文的工作人员' }).click();
    await page.getByRole('button', { name: '行动不便' }).click();
    await page.locator('.take').click();
    const number = await page.locator('.ticket-number').innerText();
    const [row] = await office.sql('select needs_language, priority from ticket where number = $1', [number]);
    expect(row).toEqual({ needs_language: 'zh-Hans', priority: 'reduced-mobility' });
    expect(await page.locator('.paper').textContent()).not.toMatch(/行动不便|Difficoltà|会说中文/);
  });

  it('works by arrow keys and Enter alone', async () => {
    const page = await kiosk('kioskLandscape');
    const before = await ticketsInAll();
    await page.keyboard.press('Enter');
    await page.locator('[data-step="language"]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('[data-step="purpose"]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-step="services"]').waitFor();
    for (let press = 0; press < 30; press++) {
      const chosen = await page.evaluate(() => document.activeElement?.classList.contains('tile') ?? false);
      if (chosen) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.locator('[data-step="municipality"]').waitFor();
    for (let press = 0; press < 30; press++) {
      const chosen = await page.evaluate(() => document.activeElement?.classList.contains('large-choice') ?? false);
      if (chosen) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.locator('[data-step="wishes"]').waitFor();
    for (let press = 0; press < 30; press++) {
      const chosen = await page.evaluate(() => document.activeElement?.classList.contains('take') ?? false);
      if (chosen) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.locator('.ticket-number').waitFor();
    expect(await ticketsInAll()).toBe(before + 1);
  });

  it('gives one ticket to a double tap, also when the first answer is lost', async () => {
    const page = await kiosk();
    await chooseUntilWishes(page, 'Italiano');
    const before = await ticketsInAll();
    let lost = 0;
    await page.route('**/api/v1/offices/*/tickets', async (route) => {
      const response = await route.fetch();
      if (lost++ === 0) await route.abort('connectionreset');
      else await route.fulfill({ response });
    });
    await page.locator('.take').evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await page.locator('.ticket-number').waitFor({ timeout: 20_000 });
    expect(lost).toBeGreaterThan(1);
    expect(await ticketsInAll()).toBe(before + 1);
  });

  it('goes back to the beginning by itself, in the first language', async () => {
    const page = await pages.visit('about:blank', { size: 'kioskPortrait' });
    await page.clock.install();
    await page.goto(`${office.url}/kiosk/`);
    await page.locator('.touch-to-start').click();
    await page.locator('.large-choice', { hasText: '中文' }).click();
    await page.locator('[data-step="purpose"]').waitFor();
    await page.clock.runFor(36_000);
    await page.getByText('您还在吗？').waitFor();
    await page.clock.runFor(12_000);
    await page.locator('[data-step="rest"]').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('it');
  });

  it('rings at the desk from a long touch', async () => {
    const page = await kiosk();
    await page.mouse.move(500, 1700);
    await page.mouse.down();
    await page.locator('dialog[open]').waitFor({ timeout: 10_000 });
    await page.mouse.up();
    await page.locator('dialog .kit-button-primary').click();
    await page.getByText('Abbiamo chiamato un operatore').waitFor();
    const [alert] = await office.sql('select kind from desk_alert where cleared_at is null');
    expect(alert).toEqual({ kind: 'operator-wanted' });
  });

  it('says when the office is closed, and when it opens', async () => {
    office.setClock('2026-11-24T20:00:00+01:00');
    try {
      const page = await pages.visit(`${office.url}/kiosk/`, { size: 'kioskPortrait' });
      await page.getByText('Lo sportello è chiuso').waitFor();
      expect(await page.locator('.rest-closed').innerText()).toContain('mercoledì 25 novembre, 8:30');
      await picture(page, 'kiosk-closed-kioskPortrait');
      expect(await axeViolations(page)).toEqual([]);
    } finally {
      office.setClock('2026-11-24T20:30:00+01:00');
    }
  });
});
