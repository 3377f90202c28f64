import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Booking } from '../../src/bookings/bookings.contract.js';
import type { Page, PageOptions } from '../harness/browser.js';
import { expectStatus } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';
import { aBrowser, expectNoBarriers } from '../harness/visits.js';

const JS_BUDGET_BYTES = 80 * 1024;
/** A service with one place at a time. */
const ONE_PLACE = { service: 'residence-permit-kit', municipality: '048043' };

describe('booking an appointment', () => {
  const pages = aBrowser();
  let office: TestOffice;
  beforeAll(async () => {
    office = await anOffice();
  }, 60_000);
  afterEach(() => office.setClock(TUESDAY_MORNING));
  afterAll(() => office.close());

  type Visit = Partial<PageOptions> & { url?: string };
  const visit = (path: string, { url = office.url, ...options }: Visit = {}) => pages.visit(`${url}${path}`, options);

  const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  const shown = (page: Page, name: string) => expectNoBarriers(page, `booking-${name}`);

  /** From an address that names service and municipality to the step *Richiedente*, with the first free time. */
  async function toApplicant(page: Page): Promise<void> {
    await step(page, 'Luogo');
    await press(page, 'Avanti');
    await step(page, 'Data e orario');
    await page.getByRole('button', { name: /^Prima data disponibile/ }).click();
    await press(page, 'Avanti');
    await step(page, 'Dettagli appuntamento');
    await press(page, 'Avanti');
    await step(page, 'Richiedente');
  }

  async function fillApplicant(page: Page, name = 'Prova'): Promise<void> {
    await page.getByLabel(/^Nome/).fill(name);
    await page.getByLabel(/^Cognome/).fill('Esempio');
    await page.getByLabel(/^E-mail/).fill(`${name.toLowerCase()}@example.org`);
    await page.getByLabel(/^Ho letto/).check();
  }

  async function toSummary(page: Page, name?: string): Promise<void> {
    await toApplicant(page);
    await fillApplicant(page, name);
    await press(page, 'Avanti');
    await step(page, 'Riepilogo');
  }

  /** The booking that the page went to. */
  async function booked(page: Page): Promise<Booking> {
    await page.waitForURL(/\/b\/[^?]+\?new=1/);
    const token = new URL(page.url()).pathname.split('/')[2] ?? '';
    return expectStatus(await office.anonymous().get<Booking>(`/bookings/${token}`), 200);
  }

  const someoneTakes = async (start: string) =>
    expectStatus(await office.anonymous().post(`${OFFICE_PATH}/holds`, { ...ONE_PLACE, start }), 201);

  const link = `/book?${new URLSearchParams(ONE_PLACE)}`;

  it('books in Italian by keyboard alone, from the portal to the end', async () => {
    const page = await visit('/?service=citizenship', { size: 'desk' });
    const into = page.locator('#service-citizenship [data-element=service-booking-access]');
    await into.waitFor();
    await shown(page, 'portal-it');
    await into.focus();
    await page.keyboard.press('Enter');
    await step(page, 'Luogo');
    await page.getByRole('button', { name: 'Avanti' }).focus();
    await page.keyboard.press('Enter');
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.id);
    await page.getByRole('alert').waitFor();
    expect(await focused()).toBe('field-municipality');
    await shown(page, 'place-error-it');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: 'Per telefono' }).focus();
    await page.keyboard.press('ArrowUp');
    expect(await page.getByRole('radio', { name: 'Allo sportello' }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await step(page, 'Data e orario');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    expect(await page.locator('[aria-current=step]').innerText()).toContain('Data e orario');
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    const chosen = page.getByRole('radio', { checked: true });
    expect(await chosen.count()).toBe(1);
    const start = await chosen.getAttribute('value');
    expect(await page.getByRole('radio', { name: /^dalle \d+:\d\d alle \d+:\d\d$/ }).count()).toBeGreaterThan(3);
    await shown(page, 'time-desk-it');
    await page.keyboard.press('Enter');
    await step(page, 'Dettagli appuntamento');
    await page.getByRole('timer').waitFor();
    await page.getByLabel('Dettagli', { exact: true }).focus();
    await page.keyboard.type('Porto i documenti di mio figlio');
    await page.getByText('31 di 200 caratteri').waitFor();
    await shown(page, 'details-it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await step(page, 'Richiedente');
    await page.getByLabel(/^Nome/).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await focused()).toBe('field-name');
    await shown(page, 'applicant-error-it');
    for (const text of ['Prova', 'Esempio', 'prova@example.org']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.getByLabel(/^Ho letto/).focus();
    await page.keyboard.press('Space');
    await shown(page, 'applicant-it');
    await page.keyboard.press('Enter');
    await step(page, 'Riepilogo');
    await page.getByText('non manda messaggi').waitFor();
    await shown(page, 'summary-it');
    await page.getByRole('button', { name: 'Conferma' }).focus();
    await page.keyboard.press('Enter');
    const booking = await booked(page);
    expect(booking).toMatchObject({ service: 'citizenship', start, status: 'confirmed', mode: 'desk' });
    expect(booking).toMatchObject({
      notes: 'Porto i documenti di mio figlio',
      contact: { name: 'Prova', language: 'it' },
    });
    // Nothing of the person stays behind in the browser, and back never books again.
    expect(await page.evaluate(() => sessionStorage.getItem('sportello-booking'))).toBe(null);
  }, 60_000);

  it('says that somebody was faster, offers the nearest times, and keeps the form', async () => {
    const page = await visit(link);
    await step(page, 'Luogo');
    await press(page, 'Avanti');
    const first = page.getByRole('button', { name: /^Prima data disponibile/ });
    await first.click();
    const start = await page.getByRole('radio', { checked: true }).getAttribute('value');
    await someoneTakes(start ?? '');
    await press(page, 'Avanti');
    await page.getByText(/Qualcun altro ha appena preso l’orario martedì 24 novembre/).waitFor();
    await page.getByRole('group', { name: 'Gli orari liberi più vicini' }).waitFor();
    // The list no longer shows what is gone.
    await page.waitForFunction((gone) => document.querySelector(`.slot-days [value="${gone}"]`) === null, start);
    await shown(page, 'taken-it');
    await page.getByRole('group', { name: 'Gli orari liberi più vicini' }).getByRole('radio').first().check();
    await press(page, 'Avanti');
    await step(page, 'Dettagli appuntamento');
    await page.goBack();
    await step(page, 'Data e orario');
    // What is kept for this visitor stays in the list, chosen, though it is not free any more.
    await page.locator('.slot-days').getByRole('radio', { checked: true }).waitFor();
  });

  it('takes a slot again without a word when the hold ran out before the confirmation', async () => {
    const page = await visit(link);
    await toSummary(page, 'Lenta');
    office.setClock('2026-11-24T09:42:00+01:00');
    await press(page, 'Conferma');
    expect(await booked(page)).toMatchObject({ status: 'confirmed', contact: { name: 'Lenta' } });
  });

  it('keeps everything when the hold ran out and somebody else has the slot', async () => {
    const page = await visit(link);
    await toSummary(page, 'Persa');
    const start = (
      await office.sql("select starts_at from booking where status = 'held' order by created_at desc limit 1")
    )[0];
    office.setClock('2026-11-24T09:42:00+01:00');
    await someoneTakes((start?.['starts_at'] as Date).toISOString());
    await press(page, 'Conferma');
    await step(page, 'Data e orario');
    await page.getByText(/Qualcun altro ha appena preso/).waitFor();
    await page.getByRole('group', { name: 'Gli orari liberi più vicini' }).getByRole('radio').last().check();
    await press(page, 'Avanti');
    // Straight back to the summary: details and applicant are as they were.
    await step(page, 'Riepilogo');
    await page.getByText('persa@example.org', { exact: true }).waitFor();
    await press(page, 'Conferma');
    expect(await booked(page)).toMatchObject({ status: 'confirmed', contact: { name: 'Persa' } });
  });

  it('loses nothing by the back button and by a reload, and comes back to the summary after a change', async () => {
    const page = await visit(link);
    await toApplicant(page);
    await page.getByLabel(/^Nome/).fill('Indietro');
    await page.goBack();
    await step(page, 'Dettagli appuntamento');
    await page.getByLabel('Dettagli', { exact: true }).fill('Due righe');
    await page.goForward();
    await step(page, 'Richiedente');
    expect(await page.getByLabel(/^Nome/).inputValue()).toBe('Indietro');
    const before = await page.getByRole('timer').innerText();
    await page.reload();
    await step(page, 'Richiedente');
    expect(await page.getByLabel(/^Nome/).inputValue()).toBe('Indietro');
    // The slot was given back by leaving and is kept again.
    await page.getByRole('timer').waitFor();
    expect(before).toContain('Ti teniamo');
    const held = () =>
      office.sql("select count(*)::int as n from booking where status = 'held' and expires_at > $1", [TUESDAY_MORNING]);
    const alive = (await held())[0]?.['n'];
    await page.getByRole('button', { name: '中文' }).click();
    expect(await page.getByLabel(/^Nome 名/).inputValue()).toBe('Indietro');
    await page.getByRole('button', { name: 'Italiano' }).click();
    await fillApplicant(page, 'Indietro');
    await press(page, 'Avanti');
    await step(page, 'Riepilogo');
    await page.getByText('Due righe').waitFor();
    await page.getByRole('button', { name: 'Modifica: Dettagli appuntamento' }).click();
    await step(page, 'Dettagli appuntamento');
    await page.getByLabel('Dettagli', { exact: true }).fill('Tre righe');
    await press(page, 'Avanti');
    await step(page, 'Riepilogo');
    await page.getByText('Tre righe').waitFor();
    await page.goto(`${office.url}/cookies`);
    await until(async () => Number((await held())[0]?.['n']) === Number(alive) - 1);
  });

  it('books once by a double click, and after an answer that was lost', async () => {
    const page = await visit(link);
    await toSummary(page, 'Doppia');
    let lost = false;
    await page.route('**/bookings', async (route) => {
      if (lost) return route.continue();
      lost = true;
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Conferma' }).dblclick();
    await page.getByText('Il sistema non risponde').waitFor();
    await shown(page, 'away-it');
    await page.getByRole('button', { name: 'Conferma' }).dblclick();
    await booked(page);
    const made = await office.sql("select count(*)::int as n from booking where name = 'Doppia'");
    expect(made).toEqual([{ n: 1 }]);
  });

  it('offers more time near the end of a hold', async () => {
    const page = await visit(link);
    await toApplicant(page);
    office.setClock('2026-11-24T09:38:00+01:00');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await press(page, 'Mi serve più tempo');
    await page.getByText(/ancora per (9:5\d|10:00) minuti/).waitFor();
    await shown(page, 'renewed-it');
  });

  it('asks what the services ask, and says request where an e-mail confirms it', async () => {
    const fields = [
      {
        key: 'rooms',
        label: { it: 'Quante stanze?' },
        kind: 'number',
        required: true,
        maxLength: 100,
        min: 1,
        max: 20,
        choices: [],
      },
      { key: 'first', label: { it: 'È la prima volta?' }, kind: 'yes-no', required: true, maxLength: 100, choices: [] },
      {
        key: 'kind',
        label: { it: 'Di che cosa si tratta?' },
        kind: 'choice',
        required: false,
        maxLength: 100,
        choices: [
          { code: 'house', label: { it: 'Casa' } },
          { code: 'shop', label: { it: 'Negozio' } },
        ],
      },
    ];
    await office.sql(
      "update offering set fields = $1, max_people = 4 where category_id in (select id from service_category where code in ('building-permits', 'school'))",
      [JSON.stringify(fields)],
    );
    await office.sql('update office set booking = booking || \'{"confirmEmail": true}\'');
    await office.sql("update municipality set footer = $1 where code = '048043'", [
      JSON.stringify({ privacy: 'https://example.org/privacy' }),
    ]);
    const node = await office.startNode({ smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'sportello@example.org' });
    const page = await visit('/book?service=building-permits&municipality=048043', { url: node.url });
    await page.getByLabel('Quante persone vengono?').selectOption('3');
    await page.getByText('Hai altre pratiche?').click();
    await page.getByLabel('Scuola').check();
    await shown(page, 'place-known-it');
    await press(page, 'Avanti');
    await step(page, 'Data e orario');
    await page.getByRole('button', { name: /^Prima data disponibile/ }).click();
    await press(page, 'Avanti');
    await press(page, 'Avanti');
    await page.getByText('Ci sono 2 cose da controllare').waitFor();
    await page.getByLabel(/^Quante stanze/).fill('40');
    await page.getByLabel('No', { exact: true }).check();
    await press(page, 'Avanti');
    await page.getByText('(da 1 a 20)').first().waitFor();
    await shown(page, 'details-fields-it');
    await page.getByLabel(/^Quante stanze/).fill('4');
    await page.getByLabel(/^Di che cosa/).selectOption('Negozio');
    await press(page, 'Avanti');
    await step(page, 'Richiedente');
    expect(await page.locator('.privacy a').getAttribute('href')).toBe('https://example.org/privacy');
    await page.getByLabel(/^Nome/).fill('Richiesta');
    await page.getByLabel(/^Cognome/).fill('Esempio');
    await page.getByLabel('Telefono', { exact: true }).fill('055 000000');
    await page.getByLabel(/^Ho letto/).check();
    await press(page, 'Avanti');
    await page.getByRole('link', { name: 'Scrivi l’e-mail' }).waitFor();
    await page.getByLabel(/^E-mail/).fill('richiesta@example.org');
    await press(page, 'Avanti');
    await step(page, 'Riepilogo');
    await shown(page, 'summary-request-it');
    expect(await page.locator('main').innerText()).not.toMatch(/confermat/i);
    await press(page, 'Invia la richiesta');
    expect(await booked(page)).toMatchObject({
      status: 'awaiting-confirmation',
      people: 3,
      extraServices: ['school'],
      fields: { rooms: 4, first: false, kind: 'shop' },
      contact: { phone: '+39055000000' },
    });
  });

  it('asks whoever keeps too many places to wait, and keeps the form', async () => {
    const node = await office.startNode({ rateLimits: true });
    const page = await visit('/book?service=school&municipality=048043', { url: node.url });
    await step(page, 'Luogo');
    await press(page, 'Avanti');
    const first = page.getByRole('button', { name: /^Prima data disponibile/ });
    await first.waitFor();
    // In other tabs of the same browser.
    const others = await page.evaluate(async (path) => {
      const starts = [...document.querySelectorAll<HTMLInputElement>('.slot-days input')].map(({ value }) => value);
      const wishes = starts.slice(-3).map((start) => ({ service: 'school', municipality: '048043', start }));
      const statuses: number[] = [];
      for (const wish of wishes) {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        statuses.push((await fetch(path, { method: 'POST', headers, body: JSON.stringify(wish) })).status);
      }
      return statuses;
    }, `/api/v1${OFFICE_PATH}/holds`);
    expect(others).toEqual([201, 201, 201]);
    await first.click();
    await press(page, 'Avanti');
    await page.getByText('ci sono già troppi posti tenuti in sospeso').waitFor();
    await step(page, 'Data e orario');
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
  });

  it('says why a service cannot be booked for a municipality, and what to do instead', async () => {
    const page = await visit('/book?service=online-certificates&municipality=048006');
    await page.getByText('Questo servizio non è disponibile per il Comune di Campi Bisenzio').waitFor();
    await shown(page, 'not-for-it');
    await press(page, 'Avanti');
    await step(page, 'Luogo');
  });

  it('shows when the next day opens while nothing is free, and takes an address to tell when a place is', async () => {
    await office.sql('update pool set booking_capacity = 0 where code = $1', ['permits']);
    const node = await office.startNode({ smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'sportello@example.org' });
    const page = await visit(link, { url: node.url, locale: 'zh-CN' });
    await step(page, '地点');
    await press(page, '下一步');
    await page.getByText(/截至1月5日 星期二，已无可预约的时间/).waitFor();
    await page.getByText(/下一批预约将于 11月25日 星期三 0:00 开放/).waitFor();
    await press(page, '通知我');
    await page.getByText('请填写完整的电子邮箱').waitFor();
    await shown(page, 'nothing-free-zh');
    await page.getByLabel('电子邮箱').fill('attesa@example.org');
    await press(page, '通知我');
    await page.getByText('有空位时我们会发邮件到 attesa@example.org').waitFor();
    await office.sql('update pool set booking_capacity = 1 where code = $1', ['permits']);
  });

  it('shows the office’s time, in whatever zone the phone is and across a change of the clock', async () => {
    office.setClock('2026-10-20T10:00:00+02:00');
    const page = await visit('/book?service=school&municipality=048043', { timeZone: 'America/Los_Angeles' });
    await step(page, 'Luogo');
    await press(page, 'Avanti');
    for (const [day, start] of [
      ['giovedì 22 ottobre', '2026-10-22T08:30:00.000+02:00'],
      ['martedì 27 ottobre', '2026-10-27T08:30:00.000+01:00'],
    ] as const) {
      const group = page.locator('.slot-days details', { hasText: day });
      if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
      const radio = group.getByRole('radio', { name: 'dalle 8:30 alle 8:45' });
      await radio.check();
      expect(await radio.getAttribute('value')).toBe(start);
    }
    await press(page, 'Avanti');
    await page.getByText(/Ti teniamo martedì 27 ottobre, 8:30/).waitFor();
    const [row] = await office.sql(
      "select starts_at from booking where starts_at between '2026-10-01' and '2026-11-01'",
    );
    expect((row?.['starts_at'] as Date).toISOString()).toBe('2026-10-27T07:30:00.000Z');
  });

  it('asks which office where several serve the municipality, and gives the place back when it is another one', async () => {
    await aSecondOffice();
    const node = await office.startNode();
    const page = await visit('/book', { url: node.url });
    await step(page, 'Luogo');
    await page.getByRole('radio', { name: 'Sesto Fiorentino', exact: true }).check();
    const offices = page.getByRole('group', { name: /^Sportello/ }).getByRole('radio');
    expect(await offices.count()).toBe(2);
    await page.getByRole('radio', { name: /^Secondo/ }).check();
    await page.getByLabel(/^Servizio/).selectOption('school');
    const keepFirst = async () => {
      await press(page, 'Avanti');
      await step(page, 'Data e orario');
      await page.getByRole('button', { name: /^Prima data disponibile/ }).click();
      await press(page, 'Avanti');
      await step(page, 'Dettagli appuntamento');
    };
    const keptAt = async () =>
      (
        await office.sql(
          `select o.slug from booking b join office o on o.id = b.office_id join offering f on f.id = b.offering_id
           join service_category s on s.id = f.category_id
           where b.status = 'held' and s.code = 'school' and b.starts_at < '2026-11-24T12:00:00Z'`,
        )
      ).map(({ slug }) => slug);
    await keepFirst();
    expect(await keptAt()).toEqual(['secondo']);
    await press(page, 'Torna indietro');
    await press(page, 'Torna indietro');
    await step(page, 'Luogo');
    await page.getByRole('radio', { name: /^InSide/ }).check();
    await keepFirst();
    expect(await keptAt()).toEqual(['inside-osmannoro']);
  });

  /** A second office with the same services, for whoever starts from now on. */
  async function aSecondOffice(): Promise<void> {
    for (const table of ['office', 'pool', 'offering', 'offering_municipality', 'opening_rule']) {
      await office.sql(
        `insert into ${table} overriding system value
         select (jsonb_populate_record(x, (
           select jsonb_object_agg(key, case
             when key in ('office_id', 'pool_id', 'offering_id') and value <> 'null' then to_jsonb(value::text::int + 900)
             when key = 'id' then to_jsonb(value::text::int + 900)
             when key = 'slug' then '"secondo"'
             when key = 'name' and $1 = 'office' then '{"it": "Secondo sportello"}'
             else value end)
           from jsonb_each(to_jsonb(x))))).* from ${table} x`,
        [table],
      );
    }
  }

  it('loads less than 80 KB of JavaScript', async () => {
    const page = await visit('about:blank', { url: '' });
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.push(response.body());
    });
    await page.goto(`${office.url}${link}`);
    await step(page, 'Luogo');
    const bytes = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
    expect(bytes.length).toBeGreaterThan(1);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(JS_BUDGET_BYTES);
  });
});

/** Waits until something is so. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 8_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
