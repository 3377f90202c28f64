import type { Availability, Booking, Hold, StaffBooking } from '../bookings/bookings.contract.js';
import type { Ticket } from '../queue/queue.contract.js';
import type { ApiClient } from './api-client.js';
import type { Chance } from './random.js';
import type { Booked, Visitor, WalkIn } from './day-plan.js';
import { bodyOf, isRefusal } from './expect.js';
import { millis, type Ledger } from './ledger.js';
import type { SimulatedClock } from './simulated-clock.js';

/** What everybody in a simulation shares. */
export type Stage = {
  /** `/offices/<slug>`. */
  path: string;
  date: string;
  /** Bookings are made for slots that start before this instant. */
  lastSlot: number;
  clock: SimulatedClock;
  ledger: Ledger;
  chance: Chance;
  kiosk: ApiClient;
  citizen: ApiClient;
  /** Who a ticket's visitor is. */
  people: Map<string, Visitor>;
  /** What still happens while operators go on; awaited at the end. */
  later: Promise<void>[];
  /** Bookings by phone: an operator calls at their start. */
  byPhone: { booking: StaffBooking | Booking; person: Booked }[];
};

type Made = { person: Booked; booking: Booking | StaffBooking };

/** Books for everybody in the plan who finds a free slot on the day; the others do without. */
export async function makeBookings(stage: Stage, people: readonly Booked[], operator: ApiClient): Promise<Made[]> {
  const made: Made[] = [];
  for (const person of people) {
    const start = await freeStart(stage, person);
    if (start === null) continue;
    const booking = person.byStaff
      ? await bookByStaff(stage, person, start, operator)
      : await bookOnline(stage, person, start);
    if (booking === null) continue;
    stage.ledger.bookings.set(person.id, 'booked');
    made.push({ person, booking });
  }
  return made;
}

async function freeStart(stage: Stage, person: Booked): Promise<string | null> {
  const query = new URLSearchParams({
    ...{ service: person.service, municipality: person.municipality ?? '', from: stage.date, to: stage.date },
    ...(person.byPhone ? { mode: 'phone' } : {}),
  });
  const answer = bodyOf(await stage.citizen.get<Availability>(`${stage.path}/availability?${query.toString()}`), 200);
  const slots = answer.days.flatMap(({ slots: free }) => free).filter(({ start }) => millis(start) < stage.lastSlot);
  if (slots.length === 0) return null;
  return slots[stage.chance.between(0, slots.length - 1)]?.start ?? null;
}

function wishOf(person: Booked, start: string) {
  const { service, municipality } = person;
  return { service, municipality, start, ...(person.byPhone ? { mode: 'phone' as const } : {}) };
}

async function bookOnline(stage: Stage, person: Booked, start: string): Promise<Booking | null> {
  const answer = await stage.citizen.post<Hold>(`${stage.path}/holds`, wishOf(person, start));
  // At this speed a slot may be too near already when it is held.
  if (isRefusal(answer, 'outside-booking-window')) return null;
  const hold = bodyOf(answer, 201);
  const contact = {
    name: 'Demo',
    surname: `${person.id}`,
    email: `visitor-${person.id}@example.org`,
    ...(person.byPhone ? { phone: '+390550000000' } : {}),
    language: person.language,
  };
  const body = { holdId: hold.id, contact, privacyAccepted: true };
  return bodyOf(await stage.citizen.post<Booking>(`${stage.path}/bookings`, body), 201);
}

async function bookByStaff(stage: Stage, person: Booked, start: string, operator: ApiClient): Promise<StaffBooking> {
  const contact = { name: 'Demo', surname: `${person.id}`, language: person.language };
  const body = { ...wishOf(person, start), contact };
  return bodyOf(await operator.post<StaffBooking>(`${stage.path}/bookings`, body), 201);
}

/** A booked person's day: cancels, stays away, is called by phone, or comes and checks in. */
export async function liveBooking(stage: Stage, { person, booking }: Made, operator: ApiClient): Promise<void> {
  const { clock, ledger } = stage;
  const start = millis(booking.start);
  if (person.fate === 'cancels') {
    await clock.until(start - 90 * 60_000);
    const answer =
      'token' in booking
        ? await stage.citizen.post(`/bookings/${booking.token}/cancel`, {})
        : await operator.post(`${stage.path}/bookings/${booking.id}/cancel`, {});
    bodyOf(answer, 200);
    ledger.bookings.set(person.id, 'cancelled');
  } else if (person.fate === 'stays-away') {
    ledger.bookings.set(person.id, 'no-show');
  } else if (person.byPhone) {
    stage.byPhone.push({ booking, person });
  } else {
    await clock.until(start + person.arrives * 1000);
    await checkIn(stage, person, booking);
  }
}

async function checkIn(stage: Stage, person: Booked, booking: Booking | StaffBooking): Promise<void> {
  const answer = await stage.kiosk.post<Ticket>(`${stage.path}/check-ins`, { code: booking.code });
  const ticket = bodyOf(answer, 201);
  stage.people.set(ticket.id, person);
  stage.ledger.issued(ticket);
  stage.ledger.bookings.set(person.id, 'checked-in');
}

/** A walk-in's day: takes a ticket and waits, or gives up. */
export async function liveWalkIn(stage: Stage, person: WalkIn, opening: number): Promise<void> {
  const { clock, ledger } = stage;
  await clock.until(opening + person.arrives * 1000);
  const { service, municipality, language, needsLanguage, priority, people } = person;
  const wish = { service, municipality, language, needsLanguage, priority, people };
  const answer = await stage.kiosk.post<Ticket>(`${stage.path}/tickets`, wish);
  // The kiosk gives no tickets in the midday gap or in the last minutes: this one goes home.
  if (isRefusal(answer, 'office-closed')) return;
  const ticket = bodyOf(answer, 201);
  stage.people.set(ticket.id, person);
  ledger.issued(ticket);
  if (person.behaviour !== 'leaves') return;
  await clock.pass(person.patience);
  const left = await stage.citizen.delete<Ticket>(`/tickets/${ticket.token ?? ''}`);
  // Called or served in the meantime: then there is nothing to give up any more.
  if (isRefusal(left, 'wrong-status')) return;
  ledger.saw(bodyOf(left, 200));
}
