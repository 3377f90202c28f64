/**
 * Work that a node repeats by itself, on the machine's clock: one run at a time, however long it takes, and a stop waits
 * for the one that runs. The work catches its own errors: what fails is tried again by the next run.
 */
export class Repeated {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private ended = false;

  constructor(
    private readonly everyMillis: number,
    private readonly work: () => Promise<void>,
  ) {}

  /** True once {@link stop} was called: work of many parts ends after the one that runs. */
  get stopped(): boolean {
    return this.ended;
  }

  /** Runs now and then again and again; the timer alone keeps no process alive. */
  start(): void {
    void this.run();
    this.startLater();
  }

  /** The same without the run now. */
  startLater(): void {
    this.timer = setInterval(() => void this.run(), this.everyMillis).unref();
  }

  /** Runs now; calls at the same time share one run, and after a stop nothing runs. */
  run(): Promise<void> {
    if (this.ended) return Promise.resolve();
    this.running ??= this.work().finally(() => (this.running = null));
    return this.running;
  }

  async stop(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.running;
  }
}
