import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BookingEvent, StaffBooking, StaffBookingRequest } from '../../src/bookings/bookings.contract.js';
import { Directory } from '../../src/directory/directory.js';
import type { Board, Queue } from '../../src/queue/queue.contract.js';
import type { ApiClient } from '../harness/api-client.js';
import { picture, type Page } from '../harness/browser.js';
import { act, expectStatus } from '../harness/desk.js';
import { anOffice, OFFICE_PATH, type TestOffice } from '../harness/office.js';
import { TUESDAY_MORNING } from '../harness/settings.js';
import { aBrowser, expectNoBarriers, expectToFit, signInAtDesk } from '../harness/visits.js';

const at = (time: string, day = '2026-11-24') => `${day}T${time}:00+01:00`;
const OPEN = ['confirmed', 'awaiting-confirmation'];

describe('bookings at the desk', () => {
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

  async function bookings(query: string): Promise<StaffBooking[]> {
    const path = `${OFFICE_PATH}/bookings?${query}`;
    return expectStatus(await coordinator.get<{ items: StaffBooking[] }>(path), 200).items;
  }

  async function emptyTheDesk(): Promise<void> {
    await office.sql('delete from closure');
    const queue = expectStatus(await coordinator.get<Queue>(`${OFFICE_PATH}/queue`), 200);
    for (const ticket of [...queue.active, ...queue.waiting]) {
      await act(coordinator, ticket, ticket.status === 'serving' ? 'complete' : 'cancel');
    }
    await coordinator.delete(`${OFFICE_PATH}/counters/1/session`);
    await coordinator.delete(`${OFFICE_PATH}/counters/2/session`);
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) {
      const left = (await bookings(`date=${day}`)).filter(({ status }) => OPEN.includes(status));
      for (const { id } of left) await coordinator.post(`${OFFICE_PATH}/bookings/${id}/cancel`, {});
    }
  }

  async function aBooking(surname: string, time: string, wish: Partial<StaffBookingRequest> = {}) {
    const request: StaffBookingRequest = {
      ...{ service: 'school', municipality: '048043', start: at(time) },
      contact: { surname, name: 'Lucia', phone: '+390550000001', language: 'it' },
      ...wish,
    };
    return expectStatus(await coordinator.post<StaffBooking>(`${OFFICE_PATH}/bookings`, request), 201);
  }

  const bookingNow = async ({ code }: { code: string }) => (await bookings(`query=${code}`))[0];

  async function visit(username: string, locale = 'it-IT'): Promise<Page> {
    const page = await pages.visit(`${office.url}/desk/`, { size: 'desk', locale });
    await signInAtDesk(page, username);
    await page.locator('.open-counter').waitFor();
    return page;
  }

  async function sitDown(username: string, counter: string, locale?: string): Promise<Page> {
    const page = await visit(username, locale);
    await page.locator(`input[name=counter][value="${counter}"]`).check();
    await page.locator('.open-counter').click();
    await page.locator('.step-button').waitFor();
    return page;
  }

  const row = (page: Page, text: string) => page.locator('.booking-row', { hasText: text });
  const noticeSays = (page: Page, text: string) => page.locator('.notice', { hasText: text }).waitFor();
  const dialog = (page: Page) => page.locator('dialog[open]');
  const dialogGone = (page: Page) => page.locator('dialog').waitFor({ state: 'detached' });

  async function showBooking(page: Page, surname: string): Promise<void> {
    await page.keyboard.press('g');
    await row(page, surname).locator('.booking-open').click();
    await dialog(page).waitFor();
  }

  it('lists a day in time order, goes to other days by arrows, and finds by name over all days', async () => {
    await aBooking('Verdi', '11:00');
    await aBooking('Bianchi', '10:00');
    await aBooking('Neri', '10:00', { start: at('10:00', '2026-11-26') });
    const page = await visit('operator1');
    await page.keyboard.press('g');
    await row(page, 'Verdi').waitFor();
    expect(await page.locator('.booking-open').allInnerTexts()).toEqual(['Bianchi Lucia', 'Verdi Lucia']);
    expect(await row(page, 'Verdi').innerText()).toContain('confermato');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Appuntamento di Verdi Lucia' }).waitFor();
    await page.keyboard.press('Escape');
    await dialogGone(page);
    await page.keyboard.press('ArrowRight');
    await page.getByText('Nessun appuntamento in questo giorno').waitFor();
    await page.keyboard.press('ArrowRight');
    await row(page, 'Neri').waitFor();

    await page.keyboard.press('f');
    await page.keyboard.type('verdi');
    await row(page, 'Verdi').waitFor();
    expect(await page.locator('.booking-row').count()).toBe(1);
    expect(await row(page, 'Verdi').innerText()).toContain('martedì 24 novembre, 11:00');
  });

  it('books for somebody by name alone, and hands over the code', async () => {
    const page = await visit('operator1');
    await page.keyboard.press('o');
    await page.getByLabel('Servizio').selectOption('school');
    await page.keyboard.press('F8');
    await page.getByText('Scegli il Comune.').waitFor();
    await page.getByLabel('Comune').selectOption('048017');
    await page.getByLabel(/^10:30/).check();
    await page.getByLabel('Cognome').fill('Gialli');
    await page.getByLabel('Telefono').fill('chiedere');
    await page.keyboard.press('F8');
    await page.getByText('Questo non è un numero di telefono.').waitFor();
    await page.getByLabel('Telefono').fill('055 000 0002');
    await page.keyboard.press('F8');
    const code = await page.locator('.given-code').innerText();
    expect(await page.locator('.given .qr-code').count()).toBe(1);
    expect(await bookingNow({ code })).toMatchObject({
      ...{ status: 'confirmed', byStaff: true, forced: false, start: '2026-11-24T10:30:00.000+01:00' },
      ...{ service: 'school', municipality: '048017', mode: 'desk' },
      contact: { surname: 'Gialli', name: null, email: null, phone: '+390550000002' },
    });
  });

  it('goes on top of capacity only as a second step that says it is recorded', async () => {
    for (const surname of ['Uno', 'Due']) await aBooking(surname, '10:30');
    const page = await visit('operator1');
    await page.keyboard.press('o');
    await page.getByLabel('Servizio').selectOption('school');
    await page.getByLabel('Comune').selectOption('048043');
    await page.getByLabel(/^10:45/).waitFor();
    expect(await page.getByLabel(/^10:30/).count()).toBe(0);
    await page.getByLabel('altro orario').check();
    await page.getByLabel('Ora di inizio').fill('10:30');
    await page.getByLabel('Cognome').fill('Tre');
    await page.keyboard.press('F8');
    await page.getByText('10:30: non c’è più posto').waitFor();
    expect(await page.locator('.nearest button').allInnerTexts()).toContain('10:45');
    expect(await dialog(page).innerText()).toContain('Resta registrato con il tuo nome');
    expect((await bookings('query=Tre')).length).toBe(0);
    await page.getByRole('button', { name: 'Prenota oltre la capienza' }).dblclick();
    const code = await page.locator('.given-code').innerText();
    expect(await bookings('query=Tre')).toMatchObject([{ code, forced: true }]);
    await page.keyboard.press('Escape');
    await page.locator('.tab-badge').waitFor();
  });

  it('moves a booking, also when its new time has just been taken', async () => {
    const booking = await aBooking('Moretti', '11:00', { service: 'family-reunification' });
    const page = await visit('operator1');
    await showBooking(page, 'Moretti');
    await page.getByRole('button', { name: 'Sposta' }).click();
    await page.getByLabel(/^14:00/).check();
    await aBooking('Lesta', '14:00', { service: 'family-reunification' });
    await page.keyboard.press('F8');
    await page.getByText('14:00: non c’è più posto').waitFor();
    expect((await bookingNow(booking))?.start).toBe(booking.start);
    await page.locator('.nearest button', { hasText: '14:30' }).click();
    await page.keyboard.press('F8');
    await noticeSays(page, 'spostato: martedì 24 novembre, 14:30');
    await row(page, 'Moretti').filter({ hasText: '14:30' }).waitFor();
    expect(await bookingNow(booking)).toMatchObject({ code: booking.code, status: 'confirmed', forced: false });
  });

  it('cancels with a reason, marks who did not come, and says to the second operator what happened', async () => {
    const [rossi, blu] = [await aBooking('Rossi', '10:00'), await aBooking('Blu', '12:15')];
    const [one, two] = [await visit('operator1'), await visit('operator2')];
    await showBooking(one, 'Rossi');
    await showBooking(two, 'Rossi');
    await one.getByRole('button', { name: 'Annulla appuntamento' }).click();
    await one.getByLabel('Motivo').fill('Ha telefonato: non viene');
    await one.keyboard.press('F8');
    await noticeSays(one, 'Appuntamento di Rossi Lucia annullato');
    expect(await bookingNow(rossi)).toMatchObject({ status: 'cancelled', cancelReason: 'Ha telefonato: non viene' });
    // The second one has not heard of it yet.
    await two.getByRole('button', { name: 'Sposta' }).click();
    await two.getByLabel(/^14:00/).check();
    await two.keyboard.press('F8');
    await two.getByText('l’appuntamento è cambiato (ora: annullato)').waitFor();
    await two.keyboard.press('Escape');
    await row(two, 'Rossi').filter({ hasText: 'annullato' }).waitFor();
    await row(two, 'Rossi').locator('.booking-open').click();
    expect(await two.getByRole('button', { name: 'Sposta' }).getAttribute('aria-disabled')).toBe('true');
    await two.getByText('Questo appuntamento è annullato').waitFor();

    office.setClock(at('12:20'));
    await one.reload();
    await one.locator('.open-counter').waitFor();
    await showBooking(one, 'Blu');
    await one.getByRole('button', { name: 'Segna assente' }).click();
    await one.getByRole('heading', { name: 'Segnare assente Blu Lucia?' }).waitFor();
    await one.keyboard.press('F8');
    await noticeSays(one, 'Blu Lucia segnato assente');
    expect((await bookingNow(blu))?.status).toBe('no-show');
  });

  it('checks in by hand: the queue shows time, name and why, the visitor’s card the answers', async () => {
    const booking = await aBooking('Fontana', '12:00', { notes: 'Due figli' });
    const page = await sitDown('operator1', '1');
    await page.locator('.today-row', { hasText: 'Fontana' }).waitFor();
    await page.keyboard.press('g');
    await row(page, 'Fontana').getByRole('button', { name: 'Registra l’arrivo' }).dblclick();
    await noticeSays(page, 'Fontana Lucia è arrivato');
    await row(page, 'Fontana').filter({ hasText: 'arrivato' }).waitFor();
    const { ticket, status } = (await bookingNow(booking)) ?? {};
    expect(status).toBe('checked-in');
    await page.keyboard.press('q');
    const waiting = page.locator('.queue .row', { hasText: ticket?.number ?? '?' });
    expect(await waiting.innerText()).toContain('appuntamento 12:00, posto delle 11:50');
    expect(await waiting.innerText()).toContain('Fontana Lucia');
    await waiting.getByRole('button', { name: 'Chiama' }).click();
    await page.locator('.visitor', { hasText: 'Due figli' }).waitFor();
    expect(await page.locator('.visitor').innerText()).toContain('Fontana Lucia');
  });

  it('starts a remote booking at the counter and finishes it; the board never hears of it', async () => {
    const booking = await aBooking('Ferri', '12:15', { mode: 'phone' });
    office.setClock(at('12:11'));
    const page = await sitDown('operator1', '1');
    const today = page.locator('.today-row', { hasText: 'Ferri' });
    await today.filter({ hasText: 'ora: telefonata' }).waitFor();
    await page.keyboard.press('g');
    expect(await row(page, 'Ferri').innerText()).toContain('+390550000001');
    await row(page, 'Ferri').getByRole('button', { name: 'Inizia la telefonata' }).click();
    await page.locator('.visitor-remote').waitFor();
    const number = await page.locator('.visitor-number').innerText();
    expect(await page.locator('.visitor').innerText()).toContain('+390550000001');
    const board = async () => expectStatus(await coordinator.get<Board>(`${OFFICE_PATH}/board`), 200);
    expect((await board()).calls).toEqual([]);
    await page.keyboard.press('F8');
    await page.getByRole('heading', { name: `Concludi ${number}` }).waitFor();
    await page.keyboard.press('F8');
    await noticeSays(page, `${number} concluso`);
    expect((await bookingNow(booking))?.status).toBe('completed');
    expect((await board()).calls).toEqual([]);
    const { items } = expectStatus(
      await coordinator.get<{ items: BookingEvent[] }>(`${OFFICE_PATH}/bookings/${booking.id}/events`),
      200,
    );
    expect(items.map(({ type }) => type)).toContain('booking.completed');
  });

  it('lists the bookings that a closure leaves without a place, until they are moved', async () => {
    const booking = await aBooking('Conti', '10:00', { start: at('10:00', '2026-11-25') });
    const page = await visit('operator1');
    await page.keyboard.press('g');
    await page.getByRole('button', { name: 'Sovraprenotati' }).click();
    await page.getByText('Nessun orario sovraprenotato').waitFor();
    await closeOn('2026-11-25');
    // The tab reads its lists when it opens.
    await page.keyboard.press('q');
    await page.keyboard.press('g');
    await page.locator('.tab-badge').waitFor();
    const crowded = page.locator('.overbooked .row', { hasText: 'Conti' });
    expect(await page.locator('.overbooked').innerText()).toContain('Prenotati: 1 · Posti: 0');
    await crowded.getByRole('button', { name: 'Sposta' }).click();
    await page.getByRole('button', { name: /^Primo libero/ }).click();
    await page.locator('.slot', { hasText: '9:00' }).first().click();
    await page.keyboard.press('F8');
    await noticeSays(page, 'Appuntamento di Conti Lucia spostato');
    await crowded.waitFor({ state: 'detached' });
    await page.locator('.tab-badge').waitFor({ state: 'detached' });
    expect((await bookingNow(booking))?.start).toBe('2026-11-26T09:00:00.000+01:00');
  });

  it('asks a service’s questions without forcing an answer, and shows the answers in words', async () => {
    const question = {
      key: 'meal',
      label: { it: 'Mensa?' },
      kind: 'yes-no',
      required: true,
      maxLength: 100,
      choices: [],
    };
    const children = { ...question, key: 'children', label: { it: 'Figli' }, kind: 'number', max: 12 };
    await ask([question, children], 4);
    const page = await visit('operator1');
    await page.keyboard.press('o');
    await page.getByLabel('Comune').selectOption('048043');
    await page.getByLabel('Persone').selectOption('3');
    await page.getByLabel(/^14:00/).check();
    await page.getByLabel('Mensa?').selectOption('yes');
    await page.getByLabel('Figli').fill('40');
    await page.keyboard.press('F8');
    await page.getByText('Controlla questa risposta').waitFor();
    await page.getByLabel('Figli').fill('');
    await page.keyboard.press('F8');
    const code = await page.locator('.given-code').innerText();
    expect(await bookingNow({ code })).toMatchObject({ fields: { meal: true }, people: 3 });
    await page.keyboard.press('Escape');
    await showBooking(page, code);
    expect(await dialog(page).locator('.facts', { hasText: 'Mensa?' }).innerText()).toMatch(/Mensa\?\s+sì/);
    await ask([], 1);
  });

  /** Gives every service these questions and number of people. */
  async function ask(questions: object[], maxPeople: number): Promise<void> {
    await office.sql('update offering set fields = $1::jsonb, max_people = $2', [JSON.stringify(questions), maxPeople]);
    await office.nodes[0]?.nest.get(Directory).load();
  }

  it('keeps the last list and what was typed when the connection is lost, and says so', async () => {
    await aBooking('Greco', '10:00');
    const page = await visit('operator1');
    await page.keyboard.press('g');
    await row(page, 'Greco').waitFor();
    await page.context().setOffline(true);
    await page.locator('.connection-line').waitFor();
    await page.keyboard.press('f');
    await page.keyboard.type('gre');
    await page.getByText('Elenco non aggiornato').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Elenco non aggiornato').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Cerca in tutti i giorni').inputValue()).toBe('gre');
    await row(page, 'Greco').waitFor();
  });

  async function closeOn(day: string): Promise<void> {
    await office.sql(
      `insert into closure (office_id, first_day, last_day, reason) select id, $1::date, $1::date, '{}' from office`,
      [day],
    );
  }

  describe.each([
    { locale: 'it-IT', name: 'it' },
    { locale: 'zh-CN', name: 'zh' },
  ])('every screen ($name)', ({ locale, name }) => {
    const look = name === 'it' ? expectNoBarriers : expectToFit;
    const shown = (page: Page, screen: string) => look(page, `desk-bookings-${screen}-${name}`);

    it('is accessible and fits 1366 × 768', async () => {
      await aFullDay();
      const page = await sitDown('coordinator', '1', locale);
      await page.locator('.today-row').first().waitFor();
      await shown(page, 'work');
      await page.keyboard.press('g');
      await page.locator('.booking-row').first().waitFor();
      await shown(page, 'list');
      await page.setViewportSize({ width: 683, height: 384 });
      await shown(page, 'list-683');
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.locator('.booking-row:not(.booking-ended) .booking-open', { hasText: '陈' }).click();
      await page.locator('.history li').first().waitFor();
      await shown(page, 'details');
      for (const [action, screen] of [
        [1, 'move'],
        [2, 'cancel'],
      ] as const) {
        await page.locator('.booking-buttons button').nth(action).click();
        await page.locator('.form-dialog').waitFor();
        if (screen === 'move') await page.locator('.slot input').nth(1).waitFor();
        await shown(page, screen);
        await page.keyboard.press('Escape');
        await dialogGone(page);
        await page.locator('.booking-row:not(.booking-ended) .booking-open', { hasText: '陈' }).click();
      }
      await dialog(page).waitFor();
      await page.keyboard.press('Escape');
      await dialogGone(page);
      await page.keyboard.press('o');
      await dialog(page).waitFor();
      await shown(page, 'new-empty');
      await page.locator('.form-part select').nth(1).selectOption('048043');
      await page.locator('.slot input').last().check();
      await page.locator('input[type=time]').fill('11:00');
      await page.locator('.form-part input').last().focus();
      await page.keyboard.press('F8');
      await page.locator('.full-slot').waitFor();
      await page.locator('.full-slot').scrollIntoViewIfNeeded();
      await shown(page, 'new-full');
      await page.locator('.slot input').first().check();
      await page.keyboard.press('F8');
      await page.locator('.given-code').waitFor();
      await shown(page, 'booked');
      await page.evaluate(() => (window.print = () => document.body.setAttribute('data-printed', '')));
      await page.locator('.dialog-buttons button').first().click();
      await page.locator('body[data-printed]').waitFor();
      await page.emulateMedia({ media: 'print' });
      await picture(page, `desk-bookings-paper-${name}`);
      await page.emulateMedia({ media: 'screen' });
      await page.keyboard.press('Escape');
      await page.locator('.bookings-views button').last().click();
      await page.locator('.overbooked').first().waitFor();
      await shown(page, 'overbooked');
    });

    /** Bookings in every state, one by phone that is due, one with too many beside it. */
    async function aFullDay(): Promise<void> {
      await aBooking('Ferri', '09:45', { mode: 'phone' });
      const arrived = await aBooking('Fontana', '13:00');
      expectStatus(await coordinator.post(`${OFFICE_PATH}/bookings/${arrived.id}/check-in`, {}), 201);
      const gone = await aBooking('Rossi', '10:00');
      await coordinator.post(`${OFFICE_PATH}/bookings/${gone.id}/cancel`, { reason: 'Ha telefonato' });
      await aBooking('陈', '10:15', {
        service: 'residence-permit-kit',
        needsLanguage: 'zh-Hans',
        notes: '需要帮助填写表格',
        contact: { surname: '陈', name: '伟', phone: '+8613800138000', email: 'wei@example.org', language: 'zh-Hans' },
      });
      for (const surname of ['Bianchi', 'Verdi', 'Neri']) {
        await aBooking(surname, '11:00', { service: 'citizenship', force: true });
      }
      await aBooking('Gialli', '14:00', { contact: { language: 'it' } });
      office.setClock(at('09:41'));
    }
  });
});
