import { statement } from '../database/statement.js';
import type { MessageKind } from './message-rules.js';

/** A message as a sender takes it; what it says is read from the booking. */
export type OutboxRow = {
  office_id: number;
  id: string;
  booking_id: string;
  kind: MessageKind;
  sequence: number;
  attempts: number;
};

/** Once per booking, kind and version, whoever writes it. $6 due (office clock), $7 now (machine clock) */
export const writeMessage = statement<{ id: string }>(
  'notifications.write-message.v1',
  `insert into outbox_message (office_id, id, booking_id, kind, sequence, due_at, created_at)
   values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint outbox_message_once do nothing returning id`,
);

/**
 * Takes one due message for this node: committed before anything is sent, so that no other node sends it, too. Uses
 * `outbox_message_waiting`; messages that other nodes take at the moment are skipped. $1 office clock, $2 machine clock
 */
export const claimMessage = statement<OutboxRow>(
  'notifications.claim-message.v1',
  `update outbox_message m set state = 'sending', attempts = attempts + 1, claimed_at = $2, next_try_at = null
   from (select office_id, id from outbox_message
         where state = 'waiting' and due_at <= $1 and (next_try_at is null or next_try_at <= $2)
         order by due_at limit 1 for update skip locked) due
   where m.office_id = due.office_id and m.id = due.id
   returning m.office_id, m.id, m.booking_id, m.kind, m.sequence, m.attempts`,
);

/**
 * How the try ended. Also a message given up as uncertain meanwhile: the node that tried knows better.
 * $3 state, $4 next try, $5 end, $6 reason
 */
export const settleMessage = statement<never>(
  'notifications.settle-message.v1',
  `update outbox_message set state = $3, next_try_at = $4, ended_at = $5, last_error = $6, claimed_at = null
   where office_id = $1 and id = $2 and state in ('sending', 'uncertain')`,
);

/** Messages whose node has died while it sent. Uses `outbox_message_sending`. $1 claimed before, $2 now */
export const giveUpClaims = statement<{ office_id: number }>(
  'notifications.give-up-claims.v1',
  `update outbox_message set state = 'uncertain', claimed_at = null, ended_at = $2,
     last_error = 'the node that sent it has ended'
   where state = 'sending' and claimed_at < $1 returning office_id`,
);

/** What nobody can send any more, and words of mail servers that may name an address. $2 bookings, $3 now */
export const forgetMessages = statement<never>(
  'notifications.forget-messages.v1',
  `update outbox_message set last_error = null,
     state = case when state = 'waiting' then 'dropped' else state end,
     next_try_at = case when state = 'waiting' then null else next_try_at end,
     ended_at = case when state = 'waiting' then $3 else ended_at end
   where office_id = $1 and booking_id = any ($2::uuid[])`,
);
