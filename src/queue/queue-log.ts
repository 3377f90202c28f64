import { Injectable } from '@nestjs/common';

/** Where the queue says "this office has new events", after commit. `live` listens; the log itself is in the database. */
@Injectable()
export class QueueLog {
  private readonly listeners = new Set<(officeId: number) => void>();

  /** @returns a function that ends the listening */
  onCommitted(listener: (officeId: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called after the commit of every command; a wake-up for nothing costs one look. */
  committed(officeId: number): void {
    for (const listener of this.listeners) listener(officeId);
  }
}
