import type { Behind, LiveViewName } from './live.contract.js';

/** Everybody who watches one view of one office; tickets have a room each. */
export type Room = { officeId: number; view: LiveViewName; ticketId: string | null };

/** Room of all sockets that keep up: who is too far behind is in no room at all. */
export const EVERYBODY = 'everybody';

/** Socket.IO's name of a room. Ids, not slugs: a renamed office keeps its rooms. */
export function roomName({ officeId, view, ticketId }: Room): string {
  return ticketId === null ? `${view}:${officeId}` : `${view}:${officeId}:${ticketId}`;
}

/** The room that a name stands for; null for rooms that are no subscription, such as a socket's own. */
export function roomOf(name: string): Room | null {
  const [, view, officeId, ticketId] = /^(board|queue|ticket):(\d+)(?::(.+))?$/.exec(name) ?? [];
  if (view === undefined || officeId === undefined) return null;
  return { view: view as LiveViewName, officeId: Number(officeId), ticketId: ticketId ?? null };
}

/** Of a socket's rooms, those that are subscriptions. */
export function subscriptionsOf(rooms: Iterable<string>): Room[] {
  return [...rooms].flatMap((name) => roomOf(name) ?? []);
}

/** What a client is told of rooms that it lost: once per office and view. */
export function lostViews(rooms: readonly Room[], slugOf: (officeId: number) => string | undefined): Behind[] {
  const lost = new Map<string, Behind>();
  for (const { officeId, view } of rooms) {
    const office = slugOf(officeId);
    if (office !== undefined) lost.set(`${view}:${officeId}`, { office, view });
  }
  return [...lost.values()];
}
