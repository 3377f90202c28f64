import { z } from 'zod';
import { Instant, Problem } from '../http/conventions.contract.js';
import {
  Board,
  BoardCall,
  BoardWaiting,
  DeskAlert,
  Queue,
  QueueCounter,
  StaffTicket,
  Ticket,
} from '../queue/queue.contract.js';

export const LiveViewName = z.enum(['board', 'queue', 'ticket']).meta({ id: 'LiveViewName' });
export type LiveViewName = z.infer<typeof LiveViewName>;

/** Client → server event `subscribe`. `since` is the last revision that the client has applied. */
export const Subscribe = z
  .strictObject({
    office: z.string().max(64),
    view: LiveViewName,
    token: z.string().max(200).optional(),
    since: z.number().int().min(0).optional(),
  })
  .meta({ id: 'Subscribe' });
export type Subscribe = z.infer<typeof Subscribe>;

/** Client → server event `unsubscribe`: leaves a view; with `ticket` all tickets of the office. */
export const Unsubscribe = z
  .strictObject({ office: z.string().max(64), view: LiveViewName })
  .meta({ id: 'Unsubscribe' });
export type Unsubscribe = z.infer<typeof Unsubscribe>;

const revision = z.number().int().min(0);

/** What the board is told. Nothing personal: number, counter, times and the language of the announcement. */
export const BoardChange = z
  .discriminatedUnion('type', [
    BoardCall.extend({ type: z.literal('ticket.called'), revision }),
    BoardCall.extend({ type: z.literal('ticket.recalled'), revision }),
    BoardCall.extend({ type: z.literal('ticket.serving'), revision }),
    z.object({ type: z.literal('ticket.closed'), revision, callId: z.string(), number: z.string() }),
    z.object({ type: z.literal('waiting.count'), revision, waiting: z.array(BoardWaiting) }),
    z.object({
      type: z.literal('notice.changed'),
      revision,
      notices: z.array(z.record(z.string(), z.string())),
    }),
  ])
  .meta({ id: 'BoardChange' });
export type BoardChange = z.infer<typeof BoardChange>;

/** What the desk is told: `fact` names the queue event; tickets and counters come as they are at the message's `to`. */
export const QueueChange = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('ticket.changed'), revision, fact: z.string(), ticket: StaffTicket }),
    z.object({ type: z.literal('counter.changed'), revision, fact: z.string(), counter: QueueCounter }),
    z.object({ type: z.literal('alerts.changed'), revision, alerts: z.array(DeskAlert) }),
    z.object({ type: z.literal('directory.changed'), revision }),
  ])
  .meta({ id: 'QueueChange' });
export type QueueChange = z.infer<typeof QueueChange>;

/** The holder's phone gets the ticket again whenever something that it shows changed. */
export const TicketChange = z
  .object({ type: z.literal('ticket.changed'), revision, ticket: Ticket })
  .meta({ id: 'TicketChange' });
export type TicketChange = z.infer<typeof TicketChange>;

function changesOf<V extends LiveViewName, T extends z.ZodType>(view: V, change: T) {
  return z.object({
    office: z.string(),
    view: z.literal(view),
    from: revision,
    to: revision,
    changes: z.array(change),
  });
}

/** Server → client event `changes`: revisions `from`…`to` of the office, as this view shows them. */
export const BoardChanges = changesOf('board', BoardChange).meta({ id: 'BoardChanges' });
export type BoardChanges = z.infer<typeof BoardChanges>;
export const QueueChanges = changesOf('queue', QueueChange).meta({ id: 'QueueChanges' });
export type QueueChanges = z.infer<typeof QueueChanges>;
export const TicketChanges = changesOf('ticket', TicketChange).meta({ id: 'TicketChanges' });
export type TicketChanges = z.infer<typeof TicketChanges>;

/** Server → client event `behind`: the client is too far behind and subscribes again with its `since`. */
export const Behind = z.object({ office: z.string(), view: LiveViewName }).meta({ id: 'Behind' });
export type Behind = z.infer<typeof Behind>;

/** Server → client event `tick`, every ten seconds: proof of life and the office's time. */
export const Tick = z.object({ time: Instant }).meta({ id: 'Tick' });
export type Tick = z.infer<typeof Tick>;

/** Acknowledgement of `subscribe`. */
export const Subscribed = z
  .union([
    z.object({ ok: z.literal(true), revision, snapshot: z.union([Board, Queue, Ticket]) }),
    z.object({
      ok: z.literal(true),
      revision,
      changes: z.array(z.union([BoardChange, QueueChange, TicketChange])),
    }),
    z.object({ ok: z.literal(false), problem: Problem }),
  ])
  .meta({ id: 'Subscribed' });
export type Subscribed = z.infer<typeof Subscribed>;

/** Acknowledgement of `unsubscribe`. */
export const Unsubscribed = z
  .union([z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), problem: Problem })])
  .meta({ id: 'Unsubscribed' });
export type Unsubscribed = z.infer<typeof Unsubscribed>;
