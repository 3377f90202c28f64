import { z } from 'zod';
import { ServiceMode } from '../directory/directory.contract.js';
import {
  Code,
  CounterCode,
  DayDate,
  Instant,
  LanguageQuery,
  LanguageTag,
  LocalizedText,
  MunicipalityCode,
} from '../http/conventions.contract.js';

export const TicketStatus = z
  .enum(['waiting', 'called', 'serving', 'parked', 'completed', 'no-show', 'cancelled', 'expired'])
  .meta({ id: 'TicketStatus' });
export type TicketStatus = z.infer<typeof TicketStatus>;

export const EndReason = z
  .enum(['served', 'left', 'cancelled-by-staff', 'no-show', 'day-close'])
  .meta({ id: 'EndReason' });
export type EndReason = z.infer<typeof EndReason>;

export const TicketSource = z.enum(['kiosk', 'desk', 'phone', 'booking']).meta({ id: 'TicketSource' });
export type TicketSource = z.infer<typeof TicketSource>;

/** A range of minutes still to wait: half of the waits end by `p50Minutes`, nine in ten by `p90Minutes`. */
export const WaitEstimate = z
  .object({ p50Minutes: z.number().int().min(0), p90Minutes: z.number().int().min(0) })
  .meta({ id: 'WaitEstimate' });
export type WaitEstimate = z.infer<typeof WaitEstimate>;

const ticketFields = {
  id: z.uuid(),
  number: z.string().meta({ example: 'A012' }),
  office: z.string(),
  service: z.string(),
  serviceName: LocalizedText,
  serviceNameLanguage: z.string().optional(),
  municipality: MunicipalityCode.nullable().meta({ description: 'null = not known yet' }),
  language: z.string().meta({ description: 'what the visitor reads and hears' }),
  needsLanguage: z.string().nullable().meta({ description: 'asks for an operator who speaks it' }),
  priority: z.string().nullable(),
  people: z.number().int(),
  extraServices: z.array(z.string()),
  source: TicketSource,
  status: TicketStatus,
  endReason: EndReason.nullable(),
  counter: z.string().nullable().meta({ description: 'code of the counter that has or had it last' }),
  wantedCounter: z.string().nullable().meta({ description: 'transferred to this counter' }),
  issuedAt: Instant,
  calledAt: Instant.nullable().meta({ description: 'first call' }),
  lastCalledAt: Instant.nullable(),
  recalls: z.number().int().meta({ description: 'repetitions of the call that is running' }),
  servedAt: Instant.nullable().meta({ description: 'start of the first service' }),
  endedAt: Instant.nullable(),
  slotStart: Instant.nullable().meta({ description: 'start of the booked slot; null for a walk-in' }),
  mode: ServiceMode.meta({ description: 'phone and video: never called, never on the board' }),
  ahead: z.number().int().nullable().meta({ description: 'how many would be called before it; null when not waiting' }),
  estimate: WaitEstimate.nullable(),
};

/** A ticket as its holder sees it. `token` and `url` only to whom the ticket is given. */
export const Ticket = z
  .object({ ...ticketFields, token: z.string().optional(), url: z.string().optional() })
  .meta({ id: 'Ticket' });
export type Ticket = z.infer<typeof Ticket>;

/** Why a ticket stands where it stands in the queue. */
export const RankReason = z
  .enum(['arrival', 'booking', 'priority', 'language', 'returned', 'transferred'])
  .meta({ id: 'RankReason' });
export type RankReason = z.infer<typeof RankReason>;

/** A ticket as staff see it: with its rank, what it went through, and notes. */
export const StaffTicket = Ticket.extend({
  rankAt: Instant.meta({ description: 'place in the queue: lower is called first, ties by seq' }),
  seq: z.number().int(),
  rankReason: RankReason,
  notBefore: Instant.nullable().meta({ description: 'not offered by call-next before this' }),
  serviceStartedAt: Instant.nullable().meta({ description: 'start of the service session that is running' }),
  notes: z.array(z.object({ at: Instant, by: z.string().nullable(), text: z.string() })),
  outcome: z.string().nullable(),
  booking: z
    .object({
      id: z.uuid(),
      name: z.string().nullable(),
      surname: z.string().nullable(),
      phone: z.string().nullable(),
      notes: z.string().nullable(),
      fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    })
    .nullable()
    .meta({ description: 'who booked, as far as it is not erased; null for a walk-in' }),
  canReturn: z.boolean().meta({ description: 'a no-show that may still be put back' }),
}).meta({ id: 'StaffTicket' });
export type StaffTicket = z.infer<typeof StaffTicket>;

export const TicketRequest = z
  .strictObject({
    service: Code,
    municipality: MunicipalityCode.nullable(),
    language: LanguageTag,
    needsLanguage: LanguageTag.nullable().optional(),
    priority: Code.nullable().optional(),
    people: z.number().int().min(1).max(20).optional(),
    extraServices: z.array(Code).max(5).optional(),
  })
  .meta({ id: 'TicketRequest' });
export type TicketRequest = z.infer<typeof TicketRequest>;

/** `POST /offices/{office}/check-ins`: the code as typed or scanned; case, blanks and dashes do not matter. */
export const CheckInRequest = z.strictObject({ code: z.string().trim().min(1).max(40) }).meta({ id: 'CheckInRequest' });
export type CheckInRequest = z.infer<typeof CheckInRequest>;
/** A remote booking begins at this counter. */
export const StartBookingRequest = z.strictObject({ counter: CounterCode }).meta({ id: 'StartBookingRequest' });
export type StartBookingRequest = z.infer<typeof StartBookingRequest>;

export const CounterState = z.enum(['closed', 'open', 'paused']).meta({ id: 'CounterState' });

export const QueueCounter = z
  .object({
    code: z.string(),
    name: LocalizedText,
    nameLanguage: z.string().optional(),
    state: CounterState,
    operator: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    services: z.array(z.string()),
    languages: z.array(z.string()),
    ticket: z.string().nullable().meta({ description: 'id of its open ticket' }),
    openedAt: Instant.nullable(),
  })
  .meta({ id: 'QueueCounter' });
export type QueueCounter = z.infer<typeof QueueCounter>;

/** Something that somebody at a device asks the desk for, or the desk has to know. */
export const DeskAlert = z
  .object({
    id: z.string(),
    kind: z.enum(['operator-wanted', 'paper-out', 'language-unattended']),
    device: z.string().nullable(),
    language: z.string().nullable(),
    raisedAt: Instant,
  })
  .meta({ id: 'DeskAlert' });
export type DeskAlert = z.infer<typeof DeskAlert>;

export const Queue = z
  .object({
    revision: z.number().int(),
    waiting: z.array(StaffTicket).meta({ description: 'in call order' }),
    active: z.array(StaffTicket),
    parked: z.array(StaffTicket),
    recent: z.array(StaffTicket).meta({ description: "today's last no-shows that may still come back" }),
    counters: z.array(QueueCounter),
    alerts: z.array(DeskAlert),
  })
  .meta({ id: 'Queue' });
export type Queue = z.infer<typeof Queue>;

export const BoardCall = z
  .object({
    callId: z.string(),
    number: z.string(),
    counter: z.string(),
    counterName: z.record(z.string(), z.string()),
    language: z.string(),
    status: z.enum(['called', 'serving']),
    calledAt: Instant,
    lastCalledAt: Instant,
    recalls: z.number().int(),
  })
  .meta({ id: 'BoardCall' });
export type BoardCall = z.infer<typeof BoardCall>;

export const BoardWaiting = z
  .object({
    prefix: z.string(),
    count: z.number().int(),
    estimate: WaitEstimate.nullable(),
    services: z.array(
      z.object({ service: z.string(), serviceName: z.record(z.string(), z.string()), count: z.number().int() }),
    ),
  })
  .meta({ id: 'BoardWaiting' });
export type BoardWaiting = z.infer<typeof BoardWaiting>;

export const Board = z
  .object({
    office: z.string(),
    revision: z.number().int(),
    day: DayDate.meta({ description: 'the business day that this board shows' }),
    calls: z.array(BoardCall).meta({ description: 'newest first, at most 20' }),
    waiting: z.array(BoardWaiting),
    notices: z.array(z.record(z.string(), z.string())),
  })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof Board>;

/** `GET /offices/{office}/board`: the board with its texts in the language asked for. Live screens get all languages. */
export const BoardInLanguage = Board.extend({
  calls: z.array(BoardCall.extend({ counterName: LocalizedText, counterNameLanguage: z.string().optional() })),
  waiting: z.array(
    BoardWaiting.extend({
      services: z.array(
        z.object({
          service: z.string(),
          serviceName: LocalizedText,
          serviceNameLanguage: z.string().optional(),
          count: z.number().int(),
        }),
      ),
    }),
  ),
  notices: z.array(LocalizedText),
}).meta({ id: 'BoardInLanguage' });
export type BoardInLanguage = z.infer<typeof BoardInLanguage>;

export const CounterSessionRequest = z
  .strictObject({
    services: z.array(Code).min(1).optional(),
    languages: z.array(LanguageTag).min(1).optional(),
    paused: z.boolean().optional(),
    takeOver: z.boolean().optional(),
  })
  .meta({ id: 'CounterSessionRequest' });
export type CounterSessionRequest = z.infer<typeof CounterSessionRequest>;

export const CallRequest = z.strictObject({ ticketId: z.uuid() }).meta({ id: 'CallRequest' });
const notes = z.string().trim().max(500);
export const NoBody = z.strictObject({}).meta({ id: 'NoBody' });
export const CompleteRequest = z
  .strictObject({ outcome: Code.optional(), notes: notes.optional(), municipality: MunicipalityCode.optional() })
  .meta({ id: 'CompleteRequest' });
export type CompleteRequest = z.infer<typeof CompleteRequest>;
export const TransferRequest = z
  .strictObject({
    service: Code.optional(),
    municipality: MunicipalityCode.optional(),
    counter: CounterCode.optional(),
    notes: notes.optional(),
  })
  .refine((body) => body.service !== undefined || body.counter !== undefined, {
    message: 'a transfer names a service or a counter',
    path: ['service'],
  })
  .meta({ id: 'TransferRequest' });
export type TransferRequest = z.infer<typeof TransferRequest>;
export const CancelRequest = z.strictObject({ reason: notes.optional() }).meta({ id: 'CancelRequest' });
export type CancelRequest = z.infer<typeof CancelRequest>;
export const CorrectRequest = z
  .strictObject({
    service: Code.optional(),
    municipality: MunicipalityCode.nullable().optional(),
    language: LanguageTag.optional(),
    needsLanguage: LanguageTag.nullable().optional(),
    priority: Code.nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, { message: 'nothing to correct', path: [] })
  .meta({ id: 'CorrectRequest' });
export type CorrectRequest = z.infer<typeof CorrectRequest>;

export const TicketsQuery = LanguageQuery.extend({
  date: DayDate.optional(),
  query: z.string().trim().max(80).optional().meta({ description: 'number, service name or code, or a time HH:MM' }),
});
export type TicketsQuery = z.infer<typeof TicketsQuery>;

/** One fact of a ticket's history. */
export const TicketEvent = z
  .object({
    revision: z.number().int(),
    type: z.string(),
    at: Instant,
    counter: z.string().nullable(),
    actor: z.string().nullable().meta({ description: 'name of the operator or device, or the kind of caller' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TicketEvent' });
export type TicketEvent = z.infer<typeof TicketEvent>;

/** What goes on paper: already worded, in Italian and in the visitor's language. */
export const TicketPrint = z
  .object({
    ticket: Ticket,
    officeName: z.record(z.string(), z.string()),
    serviceName: z.record(z.string(), z.string()).nullable().meta({ description: 'null where the offering hides it' }),
    municipalityName: z.string().nullable(),
    languages: z.array(z.string()).meta({ description: "office's first language, then the visitor's" }),
    url: z.string(),
    printedAt: Instant,
  })
  .meta({ id: 'TicketPrint' });
export type TicketPrint = z.infer<typeof TicketPrint>;

/** `POST /offices/{office}/alerts`: a kiosk asks for a person. */
export const AlertRequest = z
  .strictObject({ kind: z.enum(['operator-wanted', 'paper-out']), language: LanguageTag.optional() })
  .meta({ id: 'AlertRequest' });
export type AlertRequest = z.infer<typeof AlertRequest>;
