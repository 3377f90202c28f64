import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DailyStatistics, FundersReport, PeriodStatistics } from '../../src/statistics/statistics.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import type { Page } from '../harness/browser.js';
import { act, callNext, expectStatus, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, OFFICE, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { PASSWORD } from '../harness/settings.js';
import { aBrowser, signInAtDesk } from '../harness/visits.js';
import { freezeClock, keepDays, statistics, writeTickets } from '../integration/statistics-facts.js';
import { aMonday, MONDAY, TUESDAY, tuesdaysBefore } from './statistics-days.js';

const at = (time: string) => `${TUESDAY}T${time}:00+01:00`;

describe('the coordinator’s figures', () => {
  const pages = aBrowser();
  let office: TestOffice;
  let coordinator: ApiClient;

  beforeAll(async () => {
    office = await anOffice();
    coordinator = await office.staff('coordinator');
    await writeTickets(office, [...tuesdaysBefore(), ...aMonday()]);
    await keepDays(office);
    await aMorning();
    const share = { role: 'coordinator', office: OFFICE, municipality: '048006' };
    const person = { username: 'of-campi', name: 'Di Campi', password: PASSWORD, languages: ['it'], roles: [share] };
    expectStatus(await (await office.staff('admin')).post('/admin/users', person), 201);
  }, 90_000);
  beforeEach(() => office.setClock(at('10:30')));
  afterAll(() => office.close());

  /** Two open counters, one with a visitor; three who wait, two of them for long. */
  async function aMorning(): Promise<void> {
    const [first, second] = [await office.staff('operator1'), await office.staff('operator2')];
    freezeClock(office, at('09:30'));
    await openCounter(first, '1', { services: ['school', 'certificates-information'] });
    await openCounter(second, '2', { services: ['certificates-information'] });
    const served = await takeTicket(coordinator, { service: 'certificates-information' });
    freezeClock(office, at('09:40'));
    await callNext(first, '1');
    await act(first, served, 'start');
    freezeClock(office, at('09:52'));
    await act(first, served, 'complete');
    await takeTicket(coordinator, { service: 'citizenship', language: 'zh-Hans', municipality: '048006' });
    await takeTicket(coordinator, { service: 'school', municipality: null });
    freezeClock(office, at('10:20'));
    await takeTicket(coordinator, { service: 'certificates-information' });
    await callNext(second, '2');
    await takeTicket(coordinator, { service: 'school' });
  }

  async function visit(username: string, hash = '', locale = 'it-IT'): Promise<Page> {
    const page = await pages.visit(`${office.url}/desk/${hash}`, { size: 'desk', locale });
    page.on('response', (answer) => {
      if (answer.status() === 403) pages.fault(`refused: ${answer.url()}`);
    });
    await signInAtDesk(page, username);
    await page.locator('.tab').first().waitFor();
    return page;
  }

  const tile = (page: Page, label: string) => page.locator('.tile', { has: page.locator('dt', { hasText: label }) });
  const table = (page: Page, caption: string) =>
    page.locator('table', { has: page.locator('caption', { hasText: caption }) });
  const field = (page: Page, label: string) =>
    page.getByLabel(label, { exact: true }).and(page.locator('input, select'));

  async function cells(page: Page, caption: string): Promise<string[][]> {
    await table(page, caption).waitFor();
    return table(page, caption)
      .locator('tbody tr, tfoot tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  }

  const daily = (date: string, by = coordinator) => statistics<DailyStatistics>(by, `/daily?date=${date}`);
  type Counts = DailyStatistics['total'];
  const counts = ({ issued, walkIns, fromBookings, served, noShow, left, cancelled, expired }: Counts) =>
    [issued, walkIns, fromBookings, served, noShow, left, cancelled, expired].map(String);

  it('shows the present by keys: counters, who waits, what is too long and why, against a usual Tuesday', async () => {
    const page = await visit('coordinator');
    await page.locator('.open-counter').waitFor();
    await page.keyboard.press('w');
    await page.getByRole('heading', { name: 'Adesso' }).waitFor();
    await tile(page, 'In attesa').filter({ hasText: '3' }).waitFor();
    expect(await tile(page, 'Attesa più lunga').innerText()).toMatch(/38 min\s+A\d+ · Cittadinanza/);
    const today = await daily(TUESDAY);
    expect(today.total).toMatchObject({ issued: 5, served: 1, withinTarget: 1, targetCounted: 2 });
    await tile(page, 'Emessi oggi').filter({ hasText: 'di solito a quest’ora 15' }).waitFor();
    expect(await tile(page, 'Emessi oggi').locator('.tile-value').innerText()).toBe('5');
    expect(await tile(page, 'Serviti oggi').locator('.tile-value').innerText()).toBe('1');
    expect(await tile(page, 'Entro l’obiettivo').innerText()).toContain('100%');
    const warnings = await page.locator('.now-warning').allInnerTexts();
    expect(warnings.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/Cittadinanza: A\d+ aspetta da 38 min, l’obiettivo è 15 min\. 1 in attesa.*Nessuno/),
      expect.stringMatching(/Scuola: A\d+ aspetta da 38 min.*2 in attesa.*Lo prende 1 sportello, su 2 aperti/),
    ]);
    expect(await cells(page, 'Chi aspetta, per lingua')).toEqual([
      ['cinese', '1', '38 min', expect.any(String)],
      ['italiano', '2', '38 min', '2'],
    ]);
    const [one, two, three] = await cells(page, 'Sportelli');
    expect(one).toEqual(['Sportello 1', 'aperto', 'Operator 1', 'libero', '9:30 (1 h)']);
    expect(two?.slice(3)).toEqual([expect.stringContaining('chiamato'), '10:20 (10 min)']);
    expect(three?.slice(1)).toEqual(['chiuso', '–', '–', '–']);
  });

  it('follows the queue at once, and asks for the day’s figures no more often than it must', async () => {
    const asked: string[] = [];
    const page = await visit('coordinator');
    page.on('request', (request) =>
      asked.push(...(request.url().includes('/statistics/daily') ? [request.url()] : [])),
    );
    await page.locator('.open-counter').waitFor();
    await page.keyboard.press('w');
    await tile(page, 'In attesa').filter({ hasText: '3' }).waitFor();
    const taken = [];
    for (let count = 0; count < 5; count++) taken.push(await takeTicket(coordinator, { service: 'school' }));
    await tile(page, 'In attesa').filter({ hasText: '8' }).waitFor();
    for (const ticket of taken) await act(coordinator, ticket, 'cancel');
    await tile(page, 'In attesa').filter({ hasText: '3' }).waitFor();
    expect(asked).toHaveLength(1);
  });

  it('shows any day in every dimension, as the API tells it', async () => {
    const page = await visit('coordinator');
    await page.locator('.open-counter').waitFor();
    await page.keyboard.press('d');
    await page.getByText('giornata in corso').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.locator('.day-title', { hasText: 'lunedì 23 novembre 2026' }).waitFor();
    const day = await daily(MONDAY);
    expect(day.total).toMatchObject({ issued: 40, walkIns: 30, fromBookings: 10, noShow: 4, left: 4, served: 32 });
    for (const [caption, rows] of [
      ['per ora', day.byHour],
      ['per servizio', day.byService],
      ['per Comune', day.byMunicipality],
      ['per sportello', day.byCounter],
      ['per lingua', day.byLanguage],
      ['per provenienza', day.bySource],
    ] as const) {
      const shown = await cells(page, `Tutte le misure ${caption}`);
      expect({ caption, shown: shown.map((row) => row.slice(1, 9)) }).toEqual({
        caption,
        shown: [...rows, day.total].map(counts),
      });
    }
    // The waits were imagined: 4 to 12 minutes after arrival, in turn.
    const times = await cells(page, 'Tempi');
    expect(times[0]).toEqual(['Attesa, tutti', '36', expect.any(String), '8 min', '12 min', '12 min']);
    expect(day.total.waitSeconds).toMatchObject({ p50: 480, p90: 720, max: 720 });
    expect(times[6]?.slice(3)).toEqual(['5 min 30 s', '5 min 30 s', '5 min 30 s']);
    expect(await page.locator('.chart-place[data-drawn=true] svg').count()).toBeGreaterThanOrEqual(6);
    await page.keyboard.press('ArrowLeft');
    await page.locator('.day-title', { hasText: 'domenica 22' }).waitFor();
    await page.getByText('non è stato emesso nessun biglietto').waitFor();
    expect(await page.locator('.statistics').innerText()).not.toMatch(/NaN|Infinity|\b(null|undefined)\b/);
    expect((await cells(page, 'Tempi'))[0]).toEqual(['Attesa, tutti', '0', '–', '–', '–', '–']);
  });

  it('says at the field what is wrong with a date, and keeps the last figures', async () => {
    const page = await visit('coordinator', `#day?date=${MONDAY}`);
    await page.locator('.day-title', { hasText: 'lunedì 23 novembre 2026' }).waitFor();
    await field(page, 'Giorno').fill('2026-12-24');
    await page.getByText('Questo giorno deve ancora venire').waitFor();
    expect(await errorOf(page, 'Giorno')).toContain('deve ancora venire');
    expect(await page.locator('.day-title').innerText()).toContain('lunedì 23 novembre 2026');

    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('m');
    await field(page, 'Dal').fill('2026-11-24');
    await field(page, 'Al').fill('2026-11-02');
    await page.getByText('L’inizio viene dopo la fine.').waitFor();
    expect(await errorOf(page, 'Dal')).toBe('L’inizio viene dopo la fine.');
    await field(page, 'Dal').fill('2018-01-01');
    await page.getByText('Al massimo cinque anni alla volta.').waitFor();
    expect(await errorOf(page, 'Al')).toBe('Al massimo cinque anni alla volta.');
    await field(page, 'Al').fill('2026-12-31');
    await page.getByText('Questa data deve ancora venire.').waitFor();
    await field(page, 'Al').fill('');
    expect(await errorOf(page, 'Al')).toBe('Scegli una data.');
  });

  async function errorOf(page: Page, label: string): Promise<string> {
    const input = field(page, label);
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    const id = ((await input.getAttribute('aria-describedby')) ?? '').split(' ').at(-1) ?? '';
    return page.locator(`[id="${id}"]`).innerText();
  }

  it('cuts a period by each dimension, and links the same figures as files', async () => {
    const page = await visit('coordinator', `#period?from=2026-11-01&to=${MONDAY}&by=service`);
    await table(page, 'Tutte le misure per servizio').waitFor();
    for (const [by, word] of [
      ['service', 'servizio'],
      ['weekday', 'giorno della settimana'],
      ['operator', 'operatore'],
      ['day', 'giorno'],
    ] as const) {
      await page.getByLabel('Suddividi per').selectOption(by);
      const query = `?from=2026-11-01&to=${MONDAY}&by=${by}&total=true`;
      const { items, total } = await statistics<PeriodStatistics>(coordinator, query);
      const shown = await cells(page, `Tutte le misure per ${word}`);
      const expected = [...items, ...(total === null ? [] : [total])].map(counts);
      expect({ by, shown: shown.map((row) => row.slice(1, 9)) }).toEqual({ by, shown: expected });
    }
    const links = await page.locator('.exports a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    const query = `?from=2026-11-01&to=${MONDAY}&by=day`;
    expect(links).toEqual(['csv', 'xlsx'].map((ending) => `/api/v1${OFFICE_PATH}/statistics.${ending}${query}`));
    const file = await page.request.get(`${office.url}${links[0] ?? ''}`);
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect((await file.text()).trim().split('\r\n')).toHaveLength(24);
    await page.getByLabel('Periodo', { exact: true }).selectOption('last-week');
    await page.locator('.day-title', { hasText: 'lunedì 16 novembre 2026 al domenica 22 novembre 2026' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#period?from=2026-11-16&to=2026-11-22&by=day');
  });

  it('reports to funders by language, service and municipality', async () => {
    const page = await visit('coordinator', `#period?from=2026-11-01&to=${MONDAY}&by=funders`);
    const { items, total } = await statistics<FundersReport>(coordinator, `/funders?from=2026-11-01&to=${MONDAY}`);
    const shown = await cells(page, 'Visite per lingua');
    expect(shown.slice(0, -1).map((row) => row.slice(3))).toEqual(
      items.map(({ issued, served, walkIns, fromBookings }) => [issued, served, walkIns, fromBookings].map(String)),
    );
    expect(shown.at(-1)?.[1]).toBe(String(total.issued));
    expect(await page.locator('.exports a').first().getAttribute('href')).toBe(
      `/api/v1${OFFICE_PATH}/statistics/funders.csv?from=2026-11-01&to=${MONDAY}`,
    );
  });

  it('keeps the last figures and says of when they are while the server is away', async () => {
    const page = await visit('coordinator', `#day?date=${MONDAY}`);
    await page.locator('.day-title', { hasText: 'lunedì 23' }).waitFor();
    await page.context().setOffline(true);
    await page.locator('.connection-line').waitFor();
    await page.getByRole('button', { name: 'Giorno prima' }).click();
    await page.getByText('Dati non aggiornati: sono quelli delle 10:30').waitFor();
    expect(await page.locator('.day-title').innerText()).toContain('lunedì 23');
    await page.context().setOffline(false);
    await page.locator('.connection-line').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Giorno prima' }).click();
    await page.locator('.day-title', { hasText: 'sabato 21' }).waitFor();
    expect(await page.getByText('Dati non aggiornati').count()).toBe(0);
  });

  it('is not for operators: no tabs, no keys, and a link is refused kindly', async () => {
    const page = await visit('operator3', '#day');
    const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(scripts.filter((name) => /assets\/(screens|echarts)/.test(name))).toEqual([]);
    await page.getByRole('heading', { name: 'Questa pagina è per il coordinamento' }).waitFor();
    expect(await page.locator('.tab').allInnerTexts()).toEqual(['Coda', 'Appuntamenti']);
    await page.getByRole('button', { name: 'Vai alla coda' }).click();
    await page.locator('.open-counter').waitFor();
    for (const key of ['w', 'd', 'm', 'e']) await page.keyboard.press(key);
    expect(await page.locator('.open-counter').isVisible()).toBe(true);
    expect(page.url()).toBe(`${office.url}/desk/`);
    const operator = await office.staff('operator3');
    expect((await operator.get(`${OFFICE_PATH}/statistics/daily`)).status).toBe(403);
  });

  it('shows a municipality’s coordinator its share alone, and says so', async () => {
    const page = await visit('of-campi');
    await page.getByText('Vedi solo la parte di').waitFor();
    expect(await page.locator('.share-line').innerText()).toContain('Campi Bisenzio');
    expect(await page.locator('.tab').allInnerTexts()).toEqual(['Adesso', 'Giorno', 'Periodo']);
    expect(await tile(page, 'Emessi oggi').locator('.tile-value').innerText()).toBe('1');
    expect(await page.getByText('Operator').count()).toBe(0);
    await page.keyboard.press('d');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.day-title', { hasText: 'lunedì 23' }).waitFor();
    const whole = await daily(MONDAY);
    const own = whole.byMunicipality.find(({ municipality }) => municipality === '048006');
    const shown = await cells(page, 'Tutte le misure per Comune');
    expect(shown.map((row) => row[0])).toEqual([expect.stringContaining('Campi Bisenzio'), 'Totale']);
    expect(shown.map((row) => row[1])).toEqual([String(own?.issued), String(own?.issued)]);
    await page.getByText('sono di tutta la sede e qui non si mostrano').waitFor();
    await page.keyboard.press('m');
    await page.getByLabel('Suddividi per').waitFor();
    expect(await page.getByLabel('Suddividi per').locator('option[value=operator]').count()).toBe(0);
    await page.getByLabel('Suddividi per').selectOption('funders');
    await page.getByText('così pochi visitatori', { exact: false }).waitFor();
    expect((await cells(page, 'Visite per lingua')).some((row) => row.includes('< 5'))).toBe(true);
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Esci' }).click();
    await page.locator('input[autocomplete=username]').waitFor();
  });
});
