import { Injectable } from '@nestjs/common';
import { DomainError } from '../http/domain-error.js';

/** How many commands of one office hold a connection at once: one works, the others stand ready behind its lock. */
const AT_ONCE = 4;
/** As long as the database's own `lock_timeout`. */
const PATIENCE_MILLIS = 3000;

type Lane = { running: number; waiting: (() => void)[] };

/**
 * The commands of an office run one after the other in the database. Here they wait for their turn without a connection:
 * an office that stands still must not take all of them, or every other office of this node would stand still with it.
 */
@Injectable()
export class OfficeLanes {
  private readonly lanes = new Map<number, Lane>();

  /** Runs `work` when it is its turn. @throws DomainError `busy` after three seconds in line */
  async run<T>(officeId: number, work: () => Promise<T>): Promise<T> {
    const lane = this.lanes.get(officeId) ?? { running: 0, waiting: [] };
    this.lanes.set(officeId, lane);
    if (lane.running < AT_ONCE) lane.running++;
    else await turn(lane);
    try {
      return await work();
    } finally {
      this.leave(officeId, lane);
    }
  }

  // The place goes straight to the next in line, so nobody slips in between.
  private leave(officeId: number, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next !== undefined) return next();
    lane.running--;
    if (lane.running === 0) this.lanes.delete(officeId);
  }
}

function turn(lane: Lane): Promise<void> {
  return new Promise((resolve, reject) => {
    const called = () => {
      clearTimeout(patience);
      resolve();
    };
    const patience = setTimeout(() => {
      lane.waiting.splice(lane.waiting.indexOf(called), 1);
      reject(new DomainError('busy', 'The office is busy. Try again in a moment.'));
    }, PATIENCE_MILLIS);
    lane.waiting.push(called);
  });
}
