import type { DateTime } from 'luxon';
import { officeInstant } from '../clock/zones.js';
import { localizedField, type Wanted } from '../directory/localize.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { StaffTicket, Ticket, WaitEstimate } from './queue.contract.js';
import type { TicketRow } from './ticket-row.js';
import { mayReturn } from './ticket-transitions.js';

export type { Wanted };

/** Where a waiting ticket stands: how many are called before it, and the range of minutes. */
export type Standing = { ahead: number; estimate: WaitEstimate | null };

/** A ticket as its holder sees it, without token and link. */
export function ticketView(row: TicketRow, office: OfficeRecord, wanted: Wanted, standing: Standing | null): Ticket {
  return {
    id: row.id,
    number: row.number,
    office: office.slug,
    ...serviceNames(row, office, wanted),
    municipality: row.municipality_code,
    language: row.language,
    needsLanguage: row.needs_language,
    priority: row.priority,
    people: row.people,
    extraServices: row.extra_offering_ids.map((id) => serviceCode(office, id)),
    source: row.source,
    status: row.status,
    endReason: row.end_reason,
    counter: counterCode(office, row.counter_id),
    wantedCounter: counterCode(office, row.wanted_counter_id),
    issuedAt: officeInstant(row.issued_at, office.zone),
    calledAt: officeInstant(row.called_at, office.zone),
    lastCalledAt: officeInstant(row.last_called_at, office.zone),
    recalls: row.recalls,
    servedAt: officeInstant(row.served_at, office.zone),
    endedAt: officeInstant(row.ended_at, office.zone),
    slotStart: officeInstant(row.slot_start, office.zone),
    mode: row.mode,
    ahead: row.status === 'waiting' ? (standing?.ahead ?? null) : null,
    estimate: row.status === 'waiting' ? (standing?.estimate ?? null) : null,
  };
}

export type StaffDetails = {
  serviceStartedAt: Date | null;
  notes: StaffTicket['notes'];
  booking: StaffTicket['booking'];
};

/** A ticket as staff see it. */
export function staffTicketView(
  row: TicketRow,
  office: OfficeRecord,
  wanted: Wanted,
  standing: Standing | null,
  details: StaffDetails,
  now: DateTime,
): StaffTicket {
  return {
    ...ticketView(row, office, wanted, standing),
    rankAt: officeInstant(row.rank_at, office.zone),
    seq: row.seq,
    rankReason: row.rank_reason,
    notBefore: officeInstant(row.not_before, office.zone),
    serviceStartedAt: officeInstant(details.serviceStartedAt, office.zone),
    notes: details.notes,
    outcome: row.outcome,
    booking: details.booking,
    canReturn: mayReturn(row, now, returnRules(office)),
  };
}

/** How long and how soon a no-show may come back at this office. */
export function returnRules(office: OfficeRecord): { returnMinutes: number; pauseMinutes: number } {
  const { noShowReturnMinutes, noShowPauseMinutes } = office.settings;
  return { returnMinutes: noShowReturnMinutes, pauseMinutes: noShowPauseMinutes };
}

/** Code of the service category behind an offering's id. */
export function serviceCode(office: OfficeRecord, offeringId: number): string {
  return office.offeringById.get(offeringId)?.service.code ?? String(offeringId);
}

/** Code of a counter by its id; null stays null. */
export function counterCode(office: OfficeRecord, counterId: number | null): string | null {
  return counterId === null ? null : (office.counterById.get(counterId)?.code ?? String(counterId));
}

function serviceNames(row: TicketRow, office: OfficeRecord, wanted: Wanted) {
  const offering = office.offeringById.get(row.offering_id);
  if (offering === undefined) return { service: String(row.offering_id), serviceName: String(row.offering_id) };
  const { code, name } = offering.service;
  return { service: code, ...localizedField('serviceName', name, wanted, office.languages) };
}
