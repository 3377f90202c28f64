import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { picture, type Page } from '../harness/browser.js';
import { act, callNext, expectStatus, openCounter, takeTicket } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { PASSWORD, TUESDAY_MORNING } from '../harness/settings.js';
import { aBrowser, expectNoBarriers, expectToFit } from '../harness/visits.js';

describe('the operator’s screen', () => {
  const pages = aBrowser();
  let office: TestOffice;
  let coordinator: ApiClient;

  beforeAll(async () => {
    office = await anOffice();
    coordinator = await office.staff('coordinator');
  }, 60_000);
  beforeEach(() => office.setClock(TUESDAY_MORNING));
  afterEach(emptyTheDesk);
  afterAll(() => office.close());

  async function theQueue(): Promise<Queue> {
    return expectStatus(await coordinator.get<Queue>(`${OFFICE_PATH}/queue`), 200);
  }

  async function emptyTheDesk(): Promise<void> {
    const queue = await theQueue();
    for (const ticket of queue.active.filter(({ status }) => status === 'serving')) {
      await act(coordinator, ticket, 'complete');
    }
    const rest = [...queue.waiting, ...queue.parked, ...queue.active.filter(({ status }) => status === 'called')];
    for (const ticket of rest) await act(coordinator, ticket, 'cancel');
    for (const alert of queue.alerts) await coordinator.delete(`${OFFICE_PATH}/alerts/${alert.id}`);
    for (const code of ['1', '2', '3', '4']) await coordinator.delete(`${OFFICE_PATH}/counters/${code}/session`);
  }

  const visit = (locale = 'it-IT') => pages.visit(`${office.url}/desk/`, { size: 'desk', locale });

  /** Signs in by the keyboard. */
  async function signIn(page: Page, username: string): Promise<void> {
    await page.locator('input[autocomplete=username]').waitFor();
    await page.keyboard.type(username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
  }

  /** Signs in and sits down at a counter. */
  async function sitDown(username: string, counter: string, locale?: string): Promise<Page> {
    const page = await visit(locale);
    await signIn(page, username);
    await page.locator(`input[name=counter][value="${counter}"]`).check();
    await page.locator('.open-counter').click();
    await page.locator('.step-button').waitFor();
    return page;
  }

  const visitorNumber = (page: Page) => page.locator('.visitor-number');
  const stepSays = (page: Page, text: string) => page.locator('.step-button', { hasText: text }).waitFor();
  const noticeSays = (page: Page, text: string) => page.locator('.notice', { hasText: text }).waitFor();

  async function statusOf(number: string): Promise<string> {
    type Found = { items: { status: string }[] };
    const { body } = await coordinator.get<Found>(`${OFFICE_PATH}/tickets?query=${number}`);
    return body.items[0]?.status ?? 'none';
  }

  it('does the whole job by keyboard alone, without kiosk and display', async () => {
    const page = await visit();
    await signIn(page, 'operator1');
    await page.getByRole('heading', { name: 'Dove siedi oggi?' }).waitFor();
    await page.locator('.open-counter').focus();
    await page.keyboard.press('Enter');
    await stepSays(page, 'Chiama il prossimo');

    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Nuovo biglietto allo sportello' }).waitFor();
    await page.keyboard.press('F8');
    const number = await page.locator('.given-number').innerText();
    expect(number).toMatch(/^A\d{3}$/);
    expect(await page.locator('.given .qr-code').count()).toBe(1);
    await page.keyboard.press('Escape');

    await stepSays(page, number);
    await page.keyboard.press('F8');
    await stepSays(page, `Inizia con ${number}`);
    await page.keyboard.press('F8');
    await stepSays(page, `Concludi ${number}`);
    await page.keyboard.press('F8');
    await page.getByRole('heading', { name: `Concludi ${number}` }).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('F8');
    await noticeSays(page, `${number} concluso`);
    await stepSays(page, 'Chiama il prossimo');

    const { body } = await coordinator.get<{ items: object[] }>(`${OFFICE_PATH}/tickets?query=${number}`);
    expect(body.items[0]).toMatchObject({ status: 'completed', outcome: 'documents-missing', source: 'desk' });
  });

  it('suggests no-show after so many recalls, and lets the no-show come back', async () => {
    const { number } = await takeTicket(coordinator);
    const page = await sitDown('operator1', '1');
    await stepSays(page, number);
    await page.keyboard.press('F8');
    for (const times of [1, 2, 3]) {
      await stepSays(page, `Inizia con ${number}`);
      await page.keyboard.press('r');
      await noticeSays(page, `${number} richiamato (${times})`);
    }
    await stepSays(page, `Segna assente ${number}`);
    await page.keyboard.press('F8');
    await noticeSays(page, `${number} segnato assente`);
    expect(await statusOf(number)).toBe('no-show');
    await page.getByRole('button', { name: `Rientra ${number}` }).click();
    await noticeSays(page, `${number} è di nuovo in attesa`);
    expect(await page.locator('.queue .row', { hasText: number }).innerText()).toContain('rientrato');
    expect(await statusOf(number)).toBe('waiting');
  });

  it('undoes a call and a park for ten seconds, and calls a parked visitor by hand', async () => {
    const { number } = await takeTicket(coordinator);
    const page = await sitDown('operator1', '1');
    await stepSays(page, number);
    await page.keyboard.press('F8');
    await noticeSays(page, `${number} chiamato`);
    await page.keyboard.press('z');
    await noticeSays(page, `${number} è di nuovo in attesa`);
    expect(await statusOf(number)).toBe('waiting');

    await page.keyboard.press('F8');
    await stepSays(page, `Inizia con ${number}`);
    await page.keyboard.press('s');
    await stepSays(page, `Concludi ${number}`);
    await page.keyboard.press('p');
    await noticeSays(page, `${number} parcheggiato`);
    await page
      .locator('.work-side')
      .getByRole('button', { name: `Chiama ${number}` })
      .click();
    await stepSays(page, `Inizia con ${number}`);
    expect(await page.locator('.story').innerText()).toContain('parcheggiato');
  });

  it('transfers to a counter with a note that the colleague reads', async () => {
    const { number } = await takeTicket(coordinator);
    const [one, two] = [await sitDown('operator1', '1'), await sitDown('operator2', '2')];
    await stepSays(one, number);
    await one.keyboard.press('F8');
    await stepSays(one, `Inizia con ${number}`);
    await one.keyboard.press('t');
    await one.getByLabel('A quale sportello').selectOption('2');
    await one.getByLabel('Nota per chi lo riceve').fill('Manca la copia del passaporto');
    await one.keyboard.press('F8');
    await noticeSays(one, `${number} trasferito`);
    await stepSays(one, 'Chiama il prossimo');
    expect(await one.locator('.step-button').innerText()).not.toContain(number);

    await stepSays(two, number);
    await two.keyboard.press('F8');
    await stepSays(two, `Inizia con ${number}`);
    expect(await two.locator('.story').innerText()).toContain('Manca la copia del passaporto');
  });

  it('gives two operators who press at the same instant different visitors', async () => {
    for (let count = 0; count < 2; count++) await takeTicket(coordinator);
    const pages = [await sitDown('operator1', '1'), await sitDown('operator2', '2')];
    await Promise.all(pages.map((page) => page.keyboard.press('F8')));
    const numbers = await Promise.all(pages.map((page) => visitorNumber(page).innerText()));
    expect(new Set(numbers).size).toBe(2);
    const { active } = await theQueue();
    expect(active.map(({ number }) => number).sort()).toEqual([...numbers].sort());
  });

  it('shows the same state in another tab', async () => {
    const { number } = await takeTicket(coordinator);
    const page = await sitDown('operator1', '1');
    const other = await page.context().newPage();
    await other.goto(`${office.url}/desk/`);
    await stepSays(other, number);
    await page.keyboard.press('F8');
    await stepSays(other, `Inizia con ${number}`);
    await other.keyboard.press('F8');
    await stepSays(page, `Concludi ${number}`);
  });

  it('says when the connection is lost, offers nothing meanwhile, and makes no ghost call', async () => {
    const { number } = await takeTicket(coordinator);
    const page = await sitDown('operator1', '1');
    await stepSays(page, number);
    await page.context().setOffline(true);
    await page.locator('.connection-line', { hasText: 'Collegamento interrotto' }).waitFor();
    await stepSays(page, 'In attesa del server');
    await page.keyboard.press('F8');
    await page.context().setOffline(false);
    await stepSays(page, `Chiama il prossimo: ${number}`);
    expect(await page.locator('.connection-line').count()).toBe(0);
    expect(await statusOf(number)).toBe('waiting');
  });

  it('repeats a command whose answer was lost with the same key: one call, not two', async () => {
    const [first, second] = [await takeTicket(coordinator), await takeTicket(coordinator)];
    const page = await sitDown('operator1', '1');
    await stepSays(page, first.number);
    const keys: (string | undefined)[] = [];
    await page.route('**/call-next', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      // The server does its work, but the answer never arrives.
      if (keys.length === 1) await route.fetch().then(() => route.abort());
      else await route.continue();
    });
    await page.keyboard.press('F8');
    await page.keyboard.press('F8');
    await noticeSays(page, `${first.number} chiamato`);
    expect(new Set(keys).size).toBe(1);
    expect(await statusOf(first.number)).toBe('called');
    expect(await statusOf(second.number)).toBe('waiting');
  });

  it('asks to sign in again when the session has ended, and keeps what was typed', async () => {
    const page = await sitDown('operator1', '1');
    await page.keyboard.press('a');
    await page.getByLabel('Persone').selectOption('4');
    const elsewhere = office.anonymous();
    elsewhere.cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    await elsewhere.post('/auth/logout', {});
    await page.getByRole('heading', { name: 'La sessione è scaduta' }).waitFor();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'La sessione è scaduta' }).waitFor({ state: 'detached' });
    expect(await page.getByLabel('Persone').inputValue()).toBe('4');
    await page.locator('.form-dialog .kit-button-primary[aria-disabled=false]').click();
    await page.locator('.given-number').waitFor();
  });

  it('prints a ticket again: number, both languages and the code, and nothing of the screen', async () => {
    const { number } = await takeTicket(coordinator, { language: 'zh-Hans', priority: 'reduced-mobility' });
    const page = await sitDown('operator1', '1');
    await page.evaluate(() => (window.print = () => document.body.setAttribute('data-printed', '')));
    await page.locator('.queue [data-queue-row]', { hasText: number }).click();
    await page.getByRole('button', { name: 'Stampa' }).click();
    await page.locator('body[data-printed]').waitFor();
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'desk-paper');
    const paper = await page.locator('.paper').innerText();
    expect(paper).toContain(number);
    expect(paper).toContain('Valido solo oggi');
    expect(paper).toContain('证明与证件咨询');
    expect(paper).not.toContain('Difficoltà');
    expect(await page.locator('.paper .qr-code').isVisible()).toBe(true);
    expect(await page.locator('.desk').isVisible()).toBe(false);
    expect(await page.locator('dialog').isVisible()).toBe(false);
  });

  it('says whose counter is taken; a coordinator may take over after confirming', async () => {
    const operator = await office.staff('operator2');
    await openCounter(operator, '2');
    const page = await visit();
    await signIn(page, 'operator1');
    const taken = page.locator('.counter-choice', { hasText: 'Sportello 2' });
    expect(await taken.innerText()).toContain('occupato da Operator 2');
    expect(await taken.locator('input').isDisabled()).toBe(true);

    const boss = await visit();
    await signIn(boss, 'coordinator');
    await boss.locator('input[name=counter][value="2"]').check();
    await boss.locator('.open-counter').click();
    await boss.getByText('Lì siede Operator 2').waitFor();
    await boss.getByRole('button', { name: 'Prendi il posto' }).click();
    await boss.locator('.step-button').waitFor();
  });

  it('rings in words when somebody at the kiosk asks for a person', async () => {
    const page = await sitDown('operator1', '1');
    const kiosk = await office.device('kiosk');
    await kiosk.post(`${OFFICE_PATH}/alerts`, { kind: 'operator-wanted', language: 'zh-Hans' });
    await page.locator('.desk-alert', { hasText: 'Qualcuno chiede un operatore' }).waitFor();
    await page.locator('[aria-live]', { hasText: 'Qualcuno chiede un operatore' }).waitFor({ state: 'attached' });
    await page.keyboard.press('k');
    await page.locator('.desk-alert').waitFor({ state: 'detached' });
  });

  it('asks before signing out with a visitor at the counter', async () => {
    const { number } = await takeTicket(coordinator);
    const page = await sitDown('operator1', '1');
    await stepSays(page, number);
    await page.keyboard.press('F8');
    await stepSays(page, `Inizia con ${number}`);
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.getByText(`Hai ancora ${number} allo sportello`).waitFor();
    await page.getByRole('button', { name: 'Rimetti in fila ed esci' }).click();
    await page.locator('input[autocomplete=username]').waitFor();
    expect(await statusOf(number)).toBe('waiting');
    await page.reload();
    await page.locator('input[autocomplete=username]').waitFor();
  });

  it('lets a coordinator pair a display by its code, and revoke it', async () => {
    const { body: pairing } = await office
      .anonymous()
      .post<{ code: string; secret: string }>(
        '/devices/pairings',
        { kind: 'display' },
        { key: null, headers: { forwarded: 'for=203.0.113.7' } },
      );
    const page = await visit();
    await signIn(page, 'coordinator');
    await page.getByRole('button', { name: 'Dispositivi' }).click();
    await page.getByLabel('Codice mostrato').fill(pairing.code);
    await page.getByLabel('Nome', { exact: true }).fill('Schermo sala');
    await page.keyboard.press('Enter');
    const row = page.locator('.device-table tr', { hasText: 'Schermo sala' });
    await row.waitFor();
    await row.getByRole('button').click();
    await page.locator('dialog .kit-button-danger').click();
    await row.waitFor({ state: 'detached' });
  });

  describe.each([
    { locale: 'it-IT', name: 'it' },
    { locale: 'zh-CN', name: 'zh' },
  ])('every screen ($name)', ({ locale, name }) => {
    const look = name === 'it' ? expectNoBarriers : expectToFit;
    const shown = (page: Page, screen: string) => look(page, `desk-${screen}-${name}`);

    it('is accessible and fits 1366 × 768', async () => {
      await aBusyMorning();
      const page = await visit(locale);
      await page.locator('input[autocomplete=username]').waitFor();
      await shown(page, 'sign-in');
      await signIn(page, 'coordinator');
      await page.locator('.open-counter').waitFor();
      await shown(page, 'choose-counter');
      await page.locator('input[name=counter][value="3"]').check();
      await page.locator('.open-counter').click();
      await page.locator('.step-button').waitFor();
      await shown(page, 'idle');
      await page.keyboard.press('F8');
      await visitorNumber(page).waitFor();
      await page.locator('.notice').waitFor();
      await shown(page, 'called');
      await page.keyboard.press('F8');
      await page.locator('.step-finish').waitFor();
      await shown(page, 'serving');
      for (const [width, height] of [
        [1920, 1080],
        [1024, 768],
        [683, 384],
      ] as const) {
        await page.setViewportSize({ width, height });
        await shown(page, `serving-${String(width)}`);
      }
      await page.setViewportSize({ width: 1366, height: 768 });
      for (const [key, dialog] of [
        ['F8', 'finish'],
        ['t', 'transfer'],
        ['c', 'correct'],
        ['a', 'new-ticket'],
        ['v', 'find'],
        ['?', 'help'],
      ] as const) {
        await page.keyboard.press(key);
        await page.locator('dialog[open]').waitFor();
        if (dialog === 'find') await page.locator('.found-rows .row').first().waitFor();
        await shown(page, dialog);
        await page.keyboard.press('Escape');
        await page.locator('dialog').waitFor({ state: 'detached' });
      }
      await page.keyboard.press('a');
      await page.locator('dialog[open]').waitFor();
      await page.keyboard.press('F8');
      await page.locator('.given-number').waitFor();
      await shown(page, 'given');
      await page.keyboard.press('Escape');
      await page.keyboard.press('l');
      await page.keyboard.press('Enter');
      await page.locator('.ticket-dialog .history li').first().waitFor();
      await shown(page, 'ticket');
      await page.keyboard.press('Escape');
      await page.locator('.tab').last().click();
      await page.locator('.device-table').waitFor();
      await shown(page, 'devices');
    });
  });

  /** Twelve who wait for all kinds of reasons, one parked, one no-show, a colleague at work, an alert. */
  async function aBusyMorning(): Promise<void> {
    const colleague = await office.staff('operator4');
    await openCounter(colleague, '4');
    const services = ['residence-permit-kit', 'school', 'citizenship', 'municipal-taxes', 'family-reunification'];
    for (const [minute, service] of [...services, ...services].entries()) {
      office.setClock(TUESDAY_MORNING.replace('09:30', `09:${String(minute + 31)}`));
      await takeTicket(coordinator, {
        service,
        municipality: minute % 3 === 0 ? null : '048017',
        language: minute % 2 === 0 ? 'zh-Hans' : 'it',
        needsLanguage: minute === 4 ? 'zh-Hans' : null,
        priority: minute === 7 ? 'reduced-mobility' : null,
        people: minute === 2 ? 4 : 1,
        extraServices: minute === 5 ? ['school'] : [],
      });
    }
    for (const action of ['park', 'no-show']) {
      const called = await callNext(colleague, '4');
      if (called !== null) await act(colleague, called, action);
    }
    await callNext(colleague, '4');
    const kiosk = await office.device('kiosk');
    await kiosk.post(`${OFFICE_PATH}/alerts`, { kind: 'paper-out' });
  }
});
