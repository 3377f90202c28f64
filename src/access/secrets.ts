import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Database } from '../database/database.js';
import { StartProblem } from '../config/start-problem.js';
import { statement } from '../database/statement.js';
import { deriveToken, fingerprintOf } from './derived-tokens.js';

const store = statement<never>(
  'access.store-fingerprint.v1',
  'insert into secret_fingerprint (fingerprint) values ($1) on conflict do nothing',
);
const read = statement<{ fingerprint: string }>('access.fingerprint.v1', 'select fingerprint from secret_fingerprint');

/** Holds the secret of links and signatures, the same on all nodes of one database. */
@Injectable()
export class Secrets implements OnModuleInit {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'secretKey'>,
    private readonly database: Database,
  ) {}

  /** @throws StartProblem when this database was first used with another secret: its links would all be dead */
  async onModuleInit(): Promise<void> {
    const own = fingerprintOf(this.settings.secretKey);
    await this.database.run(store, [own]);
    const [kept] = await this.database.run(read, []);
    if (kept?.fingerprint === own) return;
    throw new StartProblem('SECRET_KEY: is not the secret that this database was first started with; use that one');
  }

  /** {@link deriveToken} with this installation's secret. */
  derive(kind: string, officeShortId: number, id: string, version: number): string {
    return deriveToken(this.settings.secretKey, kind, officeShortId, id, version);
  }
}
