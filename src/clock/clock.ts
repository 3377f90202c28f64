import { DateTime } from 'luxon';

/** Where a simulated office clock stands: at `real` it showed `simulated`, and it runs `speed` times as fast. */
export type ClockOrigin = { readonly real: DateTime; readonly simulated: DateTime; readonly speed: number };

/**
 * The only place that knows the time.
 *
 * `now()` is the office's time: queue, schedule, bookings, statistics. With `CLOCK_START` it is simulated and the same
 * on all nodes. `real()` is the machine's: sessions, throttles, idempotency keys, heartbeats, back-off.
 */
export class Clock {
  constructor(
    readonly origin: ClockOrigin | null = null,
    private readonly machine: () => DateTime = () => DateTime.utc(),
  ) {}

  /** The machine's time, UTC. */
  real(): DateTime {
    return this.machine();
  }

  /** The office's time as an instant, UTC. */
  now(): DateTime {
    if (this.origin === null) return this.machine();
    const elapsed = this.machine().toMillis() - this.origin.real.toMillis();
    return this.origin.simulated.plus({ milliseconds: Math.round(elapsed * this.origin.speed) });
  }

  /** How many real milliseconds pass until the office clock shows `instant`; never negative. */
  realMillisUntil(instant: DateTime): number {
    return Math.max(0, instant.diff(this.now()).toMillis() / (this.origin?.speed ?? 1));
  }
}
