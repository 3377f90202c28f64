/**
 * Lets callers who want the same thing at the same time share one reading of it: after a power cut all screens of a desk
 * subscribe at once. Nobody is given a reading that began before they asked.
 */
export class SharedReads {
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly waiting = new Map<string, Promise<unknown>>();

  /** The result of a `read` that begins now or later; `key` says what is read, and so what type it has. */
  read<T>(key: string, read: () => Promise<T>): Promise<T> {
    const running = this.running.get(key);
    if (running === undefined) return this.start(key, read);
    const waiting = this.waiting.get(key) as Promise<T> | undefined;
    if (waiting !== undefined) return waiting;
    const next = running.then(
      () => this.startNext(key, read),
      () => this.startNext(key, read),
    );
    this.waiting.set(key, next);
    return next;
  }

  private startNext<T>(key: string, read: () => Promise<T>): Promise<T> {
    this.waiting.delete(key);
    return this.start(key, read);
  }

  private start<T>(key: string, read: () => Promise<T>): Promise<T> {
    const reading = read().finally(() => {
      if (this.running.get(key) === reading) this.running.delete(key);
    });
    this.running.set(key, reading);
    return reading;
  }
}
