import type { ServiceMode } from '../directory/directory.contract.js';
import type { EndReason, RankReason, TicketSource, TicketStatus } from './queue.contract.js';

/** A row of `ticket`, as the hot statements read it. Instants are JavaScript dates. */
export type TicketRow = {
  office_id: number;
  id: string;
  day: string;
  prefix: string;
  number: string;
  offering_id: number;
  municipality_code: string | null;
  language: string;
  needs_language: string | null;
  priority: string | null;
  people: number;
  extra_offering_ids: number[];
  source: TicketSource;
  status: TicketStatus;
  end_reason: EndReason | null;
  rank_at: Date;
  rank_reason: RankReason;
  seq: number;
  not_before: Date | null;
  counter_id: number | null;
  wanted_counter_id: number | null;
  call_revision: number | null;
  recalls: number;
  returns: number;
  issued_at: Date;
  called_at: Date | null;
  last_called_at: Date | null;
  served_at: Date | null;
  ended_at: Date | null;
  outcome: string | null;
  token_version: number;
  booking_id: string | null;
  slot_start: Date | null;
  mode: ServiceMode;
};

/** The columns of {@link TicketRow}, for statements that call the table `t`. */
export const TICKET_COLUMNS = [
  'office_id, id, day, prefix, number, offering_id, municipality_code, language, needs_language, priority, people',
  'extra_offering_ids, source, status, end_reason, rank_at, rank_reason, seq, not_before, counter_id, wanted_counter_id',
  'call_revision, recalls, returns, issued_at, called_at, last_called_at, served_at, ended_at, outcome, token_version',
  'booking_id, slot_start, mode',
]
  .join(', ')
  .split(', ')
  .map((column) => `t.${column}`)
  .join(', ');

/** What a command may change of a ticket. Number, day, arrival and token never change. */
export type TicketPatch = Partial<
  Pick<
    TicketRow,
    | 'offering_id'
    | 'municipality_code'
    | 'language'
    | 'needs_language'
    | 'priority'
    | 'status'
    | 'end_reason'
    | 'rank_at'
    | 'rank_reason'
    | 'not_before'
    | 'counter_id'
    | 'wanted_counter_id'
    | 'call_revision'
    | 'recalls'
    | 'returns'
    | 'called_at'
    | 'last_called_at'
    | 'served_at'
    | 'ended_at'
    | 'outcome'
  >
>;
