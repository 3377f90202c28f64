import { statement } from '../database/statement.js';
import type { ServiceMode } from '../directory/directory.contract.js';

/** Somebody's wish to be told of a free slot. */
export type SlotWatchRow = {
  office_id: number;
  id: string;
  service: string;
  municipality_code: string;
  needs_language: string | null;
  mode: ServiceMode | null;
  email: string;
  language: string;
  expires_at: Date;
};

const COLUMNS =
  'w.office_id, w.id, w.service, w.municipality_code, w.needs_language, w.mode, w.email, w.language, w.expires_at';

/** Two wishes of one address run one after the other, so that they cannot pass the limit together. */
export const lockAddress = statement<never>(
  'notifications.lock-address.v1',
  `select pg_advisory_xact_lock($1, hashtext(lower($2)))`,
);

/** The wishes of an address that are alive. Uses `slot_watch_email`. $3 now */
export const watchesOf = statement<SlotWatchRow>(
  'notifications.watches-of.v1',
  `select ${COLUMNS} from slot_watch w where w.office_id = $1 and lower(w.email) = lower($2) and w.expires_at > $3`,
);

/** A new wish, not looked at yet. */
export const insertWatch = statement<never>(
  'notifications.insert-watch.v1',
  `insert into slot_watch (office_id, id, service, municipality_code, needs_language, mode, email, language,
     created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/** The same wish again: kept longer, answered in the language of the last one. */
export const renewWatch = statement<never>(
  'notifications.renew-watch.v1',
  `update slot_watch set expires_at = $3, language = $4 where office_id = $1 and id = $2`,
);

/**
 * The wishes longest not looked at, a few per office, for this node: others skip them and, until $2, look at none of
 * them. $1 office clock, $2 looked at before (machine clock), $3 machine clock, $4 at most per office
 */
export const watchesToLookAt = statement<SlotWatchRow>(
  'notifications.watches-to-look-at.v1',
  `update slot_watch w set looked_at = $3
   from (select picked.office_id, picked.id
         from (select distinct office_id from slot_watch where claimed_at is null) o
         cross join lateral (
           select office_id, id from slot_watch
           where office_id = o.office_id and claimed_at is null and expires_at > $1
             and (looked_at is null or looked_at <= $2)
           order by looked_at nulls first, id limit $4 for update skip locked) picked) due
   where w.office_id = due.office_id and w.id = due.id
   returning ${COLUMNS}`,
);

/** Takes one for sending; never taken twice, even when this node dies. $3 machine clock */
export const claimWatch = statement<{ id: string }>(
  'notifications.claim-watch.v1',
  `update slot_watch set claimed_at = $3 where office_id = $1 and id = $2 and claimed_at is null returning id`,
);
/** Nothing was sent: it may be taken again. */
export const releaseWatch = statement<never>(
  'notifications.release-watch.v1',
  `update slot_watch set claimed_at = null where office_id = $1 and id = $2`,
);
/** Told, or never to be told: forgotten with its address. */
export const deleteWatch = statement<never>(
  'notifications.delete-watch.v1',
  `delete from slot_watch where office_id = $1 and id = $2`,
);
/** $1 now */
export const deleteExpiredWatches = statement<never>(
  'notifications.delete-expired-watches.v1',
  `delete from slot_watch where expires_at <= $1`,
);
