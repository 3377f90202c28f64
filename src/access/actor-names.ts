import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';

/** Callers that have a name of their own, by the first part of `callerOf`. */
export type NamedKind = 'user' | 'device';
/** Looks up, by id, the names of callers of one kind, also of those who may not act any more. Unknown ids are missing. */
export type ActorNameSource = (db: Pick<Tx, 'run'>, ids: readonly string[]) => Promise<readonly NamedRow[]>;
export type NamedRow = { id: string; name: string };

type Remembered = { name: string | null; untilMillis: number };

/** A person who is renamed is shown under the old name for this long. */
const KEPT_MILLIS = 60_000;
const MOST_KEPT = 10_000;
/** What is shown of somebody who is not known any more. */
const NAMELESS: Record<NamedKind, string | null> = { user: null, device: 'device' };

/**
 * Names of those who stand in the logs as `user:…` and `device:…`, from the rooms that know them: screens of the desk show
 * who did something, while the logs keep an id that outlives a change of name.
 */
@Injectable()
export class ActorNames {
  private readonly sources = new Map<NamedKind, ActorNameSource>();
  private readonly remembered = new Map<string, Remembered>();

  /** Called once, at its start, by the room that knows the callers of a kind. */
  register(kind: NamedKind, source: ActorNameSource): void {
    this.sources.set(kind, source);
  }

  /**
   * How to call each of some actors of a log; whoever is no person and no device keeps its word (`citizen`, `system`).
   * One query per kind, and none for those who were asked for within a minute.
   *
   * @param db where to read; inside a transaction that transaction, so that one answer needs one connection
   */
  async of(db: Pick<Tx, 'run'>, actors: readonly (string | null)[]): Promise<(actor: string | null) => string | null> {
    const names = new Map<string, string | null>();
    const missing: Record<NamedKind, string[]> = { user: [], device: [] };
    for (const actor of new Set(actors)) {
      const named = namedOf(actor);
      if (actor === null || named === null) continue;
      const known = this.remembered.get(actor);
      if (known !== undefined && known.untilMillis > performance.now()) names.set(actor, known.name);
      else missing[named.kind].push(named.id);
    }
    for (const [kind, source] of this.sources) await this.lookUp(db, kind, source, missing[kind], names);
    return (actor) => (actor === null ? null : (names.get(actor) ?? wordOf(actor)));
  }

  private async lookUp(
    db: Pick<Tx, 'run'>,
    kind: NamedKind,
    source: ActorNameSource,
    ids: readonly string[],
    names: Map<string, string | null>,
  ): Promise<void> {
    if (ids.length === 0) return;
    const found = new Map((await source(db, ids)).map(({ id, name }) => [id, name]));
    for (const id of ids) {
      const name = found.get(id) ?? null;
      names.set(`${kind}:${id}`, name);
      this.remember(`${kind}:${id}`, name);
    }
  }

  private remember(actor: string, name: string | null): void {
    this.remembered.delete(actor);
    this.remembered.set(actor, { name, untilMillis: performance.now() + KEPT_MILLIS });
    if (this.remembered.size <= MOST_KEPT) return;
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined) this.remembered.delete(oldest);
  }
}

const NAMED = /^(user|device):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function namedOf(actor: string | null): { kind: NamedKind; id: string } | null {
  const [, kind, id] = NAMED.exec(actor ?? '') ?? [];
  return kind === undefined || id === undefined ? null : { kind: kind as NamedKind, id };
}

// An id is nobody's name.
function wordOf(actor: string): string | null {
  const named = namedOf(actor);
  return named === null ? actor : NAMELESS[named.kind];
}
