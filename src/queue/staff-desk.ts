import { Injectable } from '@nestjs/common';
import type { CounterRecord, OfficeRecord } from '../directory/directory.types.js';
import { counterOf, languageOf, municipalityOf, offeringOf, priorityOf } from '../directory/office-lookup.js';
import { InvalidRequest } from '../http/domain-error.js';
import type { CancelRequest, CompleteRequest, CorrectRequest, Ticket, TransferRequest } from './queue.contract.js';
import { QueueReads } from './queue-reads.js';
import { standingOf } from './standings.js';
import { TicketActions, type Rule } from './ticket-actions.js';
import type { StaffCommand, CommandOnOne } from '../directory/staff-command.js';
import type { TicketRow } from './ticket-row.js';
import * as transitions from './ticket-transitions.js';
import { returnRules, ticketView, type Wanted } from './ticket-view.js';

/** What an operator does with tickets, in the words of the desk: checks what was asked, then one transition. */
@Injectable()
export class StaffDesk {
  constructor(
    private readonly actions: TicketActions,
    private readonly reads: QueueReads,
  ) {}

  recall(office: OfficeRecord, command: CommandOnOne): Promise<Ticket> {
    return this.act(office, command, (ticket, { at }) => transitions.recall(ticket, at));
  }

  start(office: OfficeRecord, command: CommandOnOne): Promise<Ticket> {
    return this.act(office, command, (ticket, { at }) => transitions.start(ticket, at));
  }

  /** @throws InvalidRequest for an outcome that this office does not have */
  complete(office: OfficeRecord, command: CommandOnOne, body: CompleteRequest): Promise<Ticket> {
    if (body.outcome !== undefined && !office.outcomes.some(({ code }) => code === body.outcome)) {
      throw new InvalidRequest([{ path: 'outcome', message: 'not an outcome of this office' }]);
    }
    if (body.municipality !== undefined) municipalityOf(office, body.municipality);
    return this.act(office, command, (ticket, { at }) => transitions.complete(ticket, at, body));
  }

  markNoShow(office: OfficeRecord, command: CommandOnOne): Promise<Ticket> {
    return this.act(office, command, (ticket, { at }) => transitions.markNoShow(ticket, at));
  }

  park(office: OfficeRecord, command: CommandOnOne): Promise<Ticket> {
    return this.act(office, command, (ticket) => transitions.park(ticket));
  }

  resume(office: OfficeRecord, command: CommandOnOne): Promise<Ticket> {
    return this.act(office, command, (ticket, { at }) => transitions.resume(ticket, at, returnRules(office)));
  }

  transfer(office: OfficeRecord, command: CommandOnOne, body: TransferRequest): Promise<Ticket> {
    const target = {
      offeringId: body.service === undefined ? undefined : offeringOf(office, body.service).id,
      counterId: body.counter === undefined ? undefined : counterOf(office, body.counter).id,
      municipality: body.municipality === undefined ? undefined : municipalityOf(office, body.municipality),
      notes: body.notes,
    };
    return this.act(office, command, (ticket) => transitions.transfer(ticket, target));
  }

  cancel(office: OfficeRecord, command: CommandOnOne, body: CancelRequest): Promise<Ticket> {
    return this.act(office, command, (ticket, { at }) => transitions.cancel(ticket, at, 'staff', body.reason));
  }

  correct(office: OfficeRecord, command: CommandOnOne, body: CorrectRequest): Promise<Ticket> {
    const { service, ...values } = body;
    if (values.municipality != null) municipalityOf(office, values.municipality);
    if (values.language !== undefined) languageOf(office, values.language, 'language');
    if (values.needsLanguage != null) languageOf(office, values.needsLanguage, 'needsLanguage');
    if (values.priority != null && priorityOf(office, values.priority) === null) {
      throw new InvalidRequest([{ path: 'priority', message: 'not a priority of this office' }]);
    }
    const offeringId = service === undefined ? undefined : offeringOf(office, service).id;
    return this.act(office, command, (ticket) => {
      const boost = (code: string | null) => priorityOf(office, code)?.boostMinutes ?? 0;
      const difference = values.priority === undefined ? 0 : boost(values.priority) - boost(ticket.priority);
      return transitions.correct(ticket, { ...values, offeringId }, difference);
    });
  }

  /** Calls one ticket out of order. */
  async call(office: OfficeRecord, counter: CounterRecord, ticketId: string, command: StaffCommand): Promise<Ticket> {
    const row = await this.actions.callByHand(office, counter, ticketId, command.by, command.key);
    return this.view(office, row, command.wanted);
  }

  private async act(office: OfficeRecord, command: CommandOnOne, rule: Rule): Promise<Ticket> {
    const row = await this.actions.act(office, command.id, command.by, command.key, rule);
    return this.view(office, row, command.wanted);
  }

  private async view(office: OfficeRecord, row: TicketRow, wanted: Wanted): Promise<Ticket> {
    const standing = row.status === 'waiting' ? await this.reads.standing(office, row) : null;
    return ticketView(row, office, wanted, standing && standingOf(standing));
  }
}
