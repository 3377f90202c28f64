const BURST = 40;
const PER_SECOND = 4;

/** How often one socket may subscribe: a screen that comes back subscribes to a few views at once, then seldom. */
export class SubscribeLimit {
  private left = BURST;
  private atMillis: number;

  constructor(private readonly nowMillis: () => number = () => performance.now()) {
    this.atMillis = nowMillis();
  }

  /** Counts one subscription; false when there were too many lately. */
  allow(): boolean {
    const now = this.nowMillis();
    this.left = Math.min(BURST, this.left + ((now - this.atMillis) / 1000) * PER_SECOND);
    this.atMillis = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
