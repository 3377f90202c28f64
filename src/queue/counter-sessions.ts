import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { callerOf, mayActAs, type StaffPrincipal } from '../access/principal.js';
import type { CounterRecord, OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { languageOf, offeringOf } from '../directory/office-lookup.js';
import {
  changeCounterSession,
  closeCounterSession,
  openCounters,
  openCounterSession,
  ticketAtCounter,
  type CounterSessionRow,
} from './queue.sql.js';
import type { CounterSessionRequest, QueueCounter } from './queue.contract.js';
import { QueueCommand, type HeldOffice } from './queue-command.js';
import { QueueReads, offeringIds } from './queue-reads.js';

/** Operators sitting down, changing what they take, pausing and leaving. */
@Injectable()
export class CounterSessions {
  constructor(
    private readonly command: QueueCommand,
    private readonly reads: QueueReads,
  ) {}

  /**
   * Opens a counter for the caller, or changes the caller's session there. Absent fields keep their value; on opening
   * they mean all services and the person's own languages.
   *
   * @throws DomainError `counter-taken`, `ticket-open`, `not-your-counter`
   */
  async put(
    office: OfficeRecord,
    counter: CounterRecord,
    by: StaffPrincipal,
    body: CounterSessionRequest,
  ): Promise<QueueCounter> {
    await this.run(office, by, async (held) => {
      const seats = await held.tx.run(openCounters, [office.id]);
      const seat = seats.find((open) => open.counter_id === counter.id);
      if (seat === undefined) return this.open(held, office, counter, by, body, seats);
      if (seat.user_id === by.userId) return this.change(held, office, seat, body);
      return this.meetAnother(held, office, counter, by, body, seats, seat);
    });
    return this.view(office, counter);
  }

  /** Leaves a counter; closing one that is closed already is fine. @throws DomainError `ticket-open`, `not-your-counter` */
  async close(office: OfficeRecord, counter: CounterRecord, by: StaffPrincipal): Promise<void> {
    await this.run(office, by, async (held) => {
      const seats = await held.tx.run(openCounters, [office.id]);
      const seat = seats.find((open) => open.counter_id === counter.id);
      if (seat === undefined) return;
      if (seat.user_id !== by.userId && !mayActAs(by, 'coordinator', office.slug)) {
        throw new DomainError('not-your-counter', 'Somebody else sits at this counter.');
      }
      await this.leave(held, office, seat, 'left');
    });
  }

  // Only a coordinator may send a colleague away, and has to say so: `takeOver`.
  private async meetAnother(
    held: HeldOffice,
    office: OfficeRecord,
    counter: CounterRecord,
    by: StaffPrincipal,
    body: CounterSessionRequest,
    seats: CounterSessionRow[],
    seat: CounterSessionRow,
  ): Promise<void> {
    if (body.takeOver !== true || !mayActAs(by, 'coordinator', office.slug)) {
      throw new DomainError('counter-taken', 'Somebody else sits at this counter.', { operator: seat.user_name });
    }
    await this.leave(held, office, seat, 'taken-over');
    await this.open(held, office, counter, by, body, seats);
  }

  private async open(
    held: HeldOffice,
    office: OfficeRecord,
    counter: CounterRecord,
    by: StaffPrincipal,
    body: CounterSessionRequest,
    seats: CounterSessionRow[],
  ): Promise<void> {
    const elsewhere = seats.find((open) => open.user_id === by.userId && open.counter_id !== counter.id);
    if (elsewhere !== undefined) await this.leave(held, office, elsewhere, 'moved');
    const own = by.languages.filter((language) => office.languages.includes(language));
    const first = office.languages.slice(0, 1);
    const values = chosen(office, body, {
      offering_ids: offeringIds(office),
      all_services: true,
      languages: own.length > 0 ? own : [...first],
      paused: false,
    });
    const row = [office.id, uuidv7(), counter.id, by.userId, by.name, ...values, held.at.toJSDate()];
    const [opened] = await held.tx.run(openCounterSession, row);
    await this.record(held, 'counter.opened', opened);
  }

  private async change(
    held: HeldOffice,
    office: OfficeRecord,
    seat: CounterSessionRow,
    body: CounterSessionRequest,
  ): Promise<void> {
    const values = chosen(office, body, seat);
    const [changed] = await held.tx.run(changeCounterSession, [office.id, seat.id, ...values]);
    if (changed === undefined || sameSession(seat, changed)) return;
    const type =
      seat.paused === changed.paused ? 'counter.changed' : changed.paused ? 'counter.paused' : 'counter.resumed';
    await this.record(held, type, changed);
  }

  private async leave(held: HeldOffice, office: OfficeRecord, seat: CounterSessionRow, why: string): Promise<void> {
    const [open] = await held.tx.run(ticketAtCounter, [office.id, seat.counter_id]);
    if (open !== undefined) {
      throw new DomainError('ticket-open', `Ticket ${open.number} is not finished at this counter.`, {
        ticketNumber: open.number,
      });
    }
    await held.tx.run(closeCounterSession, [office.id, seat.id, held.at.toJSDate()]);
    await held.append({
      type: 'counter.closed',
      counterId: seat.counter_id,
      details: { session: seat.id, user: seat.user_id, why },
    });
  }

  private async record(held: HeldOffice, type: string, seat: CounterSessionRow | undefined): Promise<void> {
    if (seat === undefined) throw new DomainError('internal-error', 'The counter session was not written.');
    await held.append({
      type,
      counterId: seat.counter_id,
      details: {
        session: seat.id,
        user: seat.user_id,
        userName: seat.user_name,
        offerings: seat.offering_ids,
        allServices: seat.all_services,
        languages: seat.languages,
        paused: seat.paused,
      },
    });
  }

  private run(office: OfficeRecord, by: StaffPrincipal, work: (held: HeldOffice) => Promise<void>): Promise<void> {
    // PUT and DELETE say the wanted state, so a repetition needs no key.
    return this.command.run<void>(
      office,
      callerOf(by),
      null,
      async (held) => ({ result: await work(held), effect: null }),
      async () => undefined,
    );
  }

  private async view(office: OfficeRecord, counter: CounterRecord): Promise<QueueCounter> {
    const view = (await this.reads.counters(office)).find(({ code }) => code === counter.code);
    if (view === undefined) throw new DomainError('not-found', 'There is no such counter at this office.');
    return view;
  }
}

type Choice = Pick<CounterSessionRow, 'offering_ids' | 'all_services' | 'languages' | 'paused'>;

function chosen(office: OfficeRecord, body: CounterSessionRequest, kept: Choice): unknown[] {
  const languages = body.languages && unique(body.languages.map((one) => languageOf(office, one, 'languages')));
  const ids = body.services && unique(body.services.map((code) => offeringOf(office, code).id));
  return [
    ids ?? kept.offering_ids,
    ids === undefined ? kept.all_services : false,
    languages ?? kept.languages,
    body.paused ?? kept.paused,
  ];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function sameSession(a: Choice, b: Choice): boolean {
  const told = ({ offering_ids, all_services, languages, paused }: Choice) =>
    JSON.stringify([offering_ids, all_services, languages, paused]);
  return told(a) === told(b);
}
