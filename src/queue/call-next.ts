import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { callerOf, mayActAs, type StaffPrincipal } from '../access/principal.js';
import type { CounterRecord, OfficeRecord } from '../directory/directory.types.js';
import { DomainError } from '../http/domain-error.js';
import { callNext, type CallNextRow } from './queue.sql.js';
import type { Ticket } from './queue.contract.js';
import { QueueCommand, type HeldOffice, type Outcome } from './queue-command.js';
import { QueueReads } from './queue-reads.js';
import type { TicketRow } from './ticket-row.js';
import type { StaffCommand } from '../directory/staff-command.js';
import { ticketView } from './ticket-view.js';

/** An operator asks for the next visitor. */
@Injectable()
export class CallNext {
  constructor(
    private readonly command: QueueCommand,
    private readonly reads: QueueReads,
  ) {}

  /**
   * @returns the called ticket, or null when nothing that this counter serves is waiting
   * @throws DomainError `counter-closed`, `counter-paused`, `ticket-open`, `not-your-counter`
   */
  async call(office: OfficeRecord, counter: CounterRecord, { by, key, wanted }: StaffCommand): Promise<Ticket | null> {
    const row = await this.command.run<TicketRow | null>(
      office,
      callerOf(by),
      key,
      (held) => this.choose(held, office, counter, by),
      async (effect) => (await this.reads.row(office, effect.resultId)) ?? null,
    );
    return row === null ? null : ticketView(row, office, wanted, null);
  }

  private async choose(
    held: HeldOffice,
    office: OfficeRecord,
    counter: CounterRecord,
    by: StaffPrincipal,
  ): Promise<Outcome<TicketRow | null>> {
    const [row] = await held.tx.run(callNext, [
      office.id,
      counter.id,
      [...office.offeringById.keys()],
      held.at.toJSDate(),
      by.userId,
      mayActAs(by, 'coordinator', office.slug),
      office.settings.languageFallbackMinutes,
      office.settings.languageAdvantageMinutes,
      held.revision + 1,
      uuidv7(),
      held.day,
      callerOf(by),
    ]);
    if (row === undefined || row.id === null) return nobody(row, by, office);
    return { result: row, effect: { resultId: row.id, status: 200 } };
  }
}

// Without a ticket, the counter's session says why.
function nobody(seat: CallNextRow | undefined, by: StaffPrincipal, office: OfficeRecord): Outcome<null> {
  if (seat === undefined || seat.session_user_id === null) {
    throw new DomainError('counter-closed', 'Nobody sits at this counter: open it first.');
  }
  if (seat.session_user_id !== by.userId && !mayActAs(by, 'coordinator', office.slug)) {
    throw new DomainError('not-your-counter', 'Somebody else sits at this counter.');
  }
  if (seat.has_open === true) throw new DomainError('ticket-open', 'This counter has a ticket that is not finished.');
  if (seat.paused === true) throw new DomainError('counter-paused', 'This counter is paused.');
  return { result: null, effect: null };
}
