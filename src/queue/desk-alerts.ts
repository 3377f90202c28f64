import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { callerOf, type Principal, type StaffPrincipal } from '../access/principal.js';
import type { RequestKey } from '../database/idempotency.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { AlertRequest, DeskAlert } from './queue.contract.js';
import { QueueCommand } from './queue-command.js';
import { QueueReads } from './queue-reads.js';
import { clearAlert, openAlerts, raiseAlert } from './queue-reads.sql.js';

/** Kiosks ring at the desk: somebody wants a person, or the paper is out. */
@Injectable()
export class DeskAlerts {
  constructor(
    private readonly command: QueueCommand,
    private readonly reads: QueueReads,
  ) {}

  /** Raises an alert; one of the same kind from the same device that is still open stands for both. */
  async raise(office: OfficeRecord, by: Principal, body: AlertRequest, key: RequestKey | null): Promise<DeskAlert> {
    const device = by.name;
    const id = await this.command.run<string>(
      office,
      callerOf(by),
      key,
      async (held) => {
        const open = await held.tx.run(openAlerts, [office.id]);
        const same = open.find((alert) => alert.kind === body.kind && alert.device === device);
        if (same !== undefined) return { result: same.id, effect: { resultId: same.id, status: 201 } };
        const fresh = uuidv7();
        const row = [office.id, fresh, body.kind, device, body.language ?? null, held.at.toJSDate()];
        await held.tx.run(raiseAlert, row);
        await held.append({ type: 'alert.raised', details: { alert: fresh, kind: body.kind, device } });
        return { result: fresh, effect: { resultId: fresh, status: 201 } };
      },
      async (effect) => effect.resultId,
    );
    return this.reads.alert(office, id);
  }

  /** Somebody went to see; clearing twice is fine. */
  async clear(office: OfficeRecord, alertId: string, by: StaffPrincipal): Promise<void> {
    await this.command.run<void>(
      office,
      callerOf(by),
      null,
      async (held) => {
        const [cleared] = await held.tx.run(clearAlert, [office.id, alertId, held.at.toJSDate()]);
        if (cleared !== undefined) {
          await held.append({ type: 'alert.cleared', details: { alert: alertId, kind: cleared.kind } });
        }
        return { result: undefined, effect: null };
      },
      async () => undefined,
    );
  }
}
