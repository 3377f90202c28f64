/** A message of the live flow: revisions `from`…`to` of an office, as one view shows them. */
export type Range<C> = { from: number; to: number; changes: readonly C[] };
export type Revised = { revision: number };

/** What a client at some revision makes of a message. */
export type Verdict<C> = { apply: readonly C[]; revision: number } | 'ignore' | 'subscribe-again';

/**
 * The client's rule of the live flow. At revision r: a message up to r is old; one that begins at r + 1 or before brings
 * the changes above r; one that begins later leaves a gap, so the client subscribes again with `since: r`.
 */
export function judge<C extends Revised>(revision: number, { from, to, changes }: Range<C>): Verdict<C> {
  if (to <= revision) return 'ignore';
  if (from > revision + 1) return 'subscribe-again';
  return { apply: changes.filter((change) => change.revision > revision), revision: to };
}
