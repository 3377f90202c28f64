import { statement } from '../database/statement.js';

/** Channel by which nodes tell each other which offices have new events. */
export const QUEUE_CHANNEL = 'sportello_queue';

/**
 * Tells the other nodes of the newest revisions of some offices, in one message: `node office:revision office:revision`.
 * By itself and never in a command's transaction, where `NOTIFY` would take a global lock at commit.
 * $1 this node's id, $2 offices (at most 200: a message has room for 8000 bytes)
 */
export const tellHeads = statement<never>(
  'live.tell-heads.v1',
  `select pg_notify('${QUEUE_CHANNEL}', $1::text || ' ' || string_agg(office_id || ':' || revision, ' '))
   from office_head where office_id = any ($2)`,
);

/** The heads in a message of {@link tellHeads}, with the id of the node that sent it. */
export function headsIn(payload: string): { node: string; heads: { officeId: number; revision: number }[] } {
  const [node = '', ...pairs] = payload.split(' ');
  const heads = pairs.flatMap((pair) => {
    const [officeId, revision] = pair.split(':').map(Number);
    return Number.isInteger(officeId) && Number.isInteger(revision)
      ? [{ officeId: officeId as number, revision: revision as number }]
      : [];
  });
  return { node, heads };
}
