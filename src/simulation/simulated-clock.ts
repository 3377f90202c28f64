import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from './api-client.js';

/** The office's clock as a simulation follows it from outside: milliseconds since 1970. */
export class SimulatedClock {
  private constructor(
    private readonly startedAt: number,
    private readonly simulated: number,
    private readonly speed: number,
  ) {}

  /** Reads where the office's clock stands. @param speed the factor at which it runs */
  static async of(api: ApiClient, speed: number): Promise<SimulatedClock> {
    const startedAt = performance.now();
    const { body } = await api.get<{ time: string }>('/status');
    return new SimulatedClock(startedAt, Date.parse(body.time), speed);
  }

  now(): number {
    return this.simulated + (performance.now() - this.startedAt) * this.speed;
  }

  /** Waits until the office's clock shows an instant. */
  async until(instant: number): Promise<void> {
    // Timers may fire a little early.
    for (let rest = instant - this.now(); rest > 0; rest = instant - this.now())
      await pause(Math.ceil(rest / this.speed));
  }

  /** Waits some seconds of the office. */
  async pass(seconds: number): Promise<void> {
    await this.until(this.now() + seconds * 1000);
  }
}
