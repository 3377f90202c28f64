import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/decorators.js';
import { VERSION } from '../config/project.js';
import { SETTINGS } from '../config/config.module.js';
import { isLoopback, type ResolvedSettings } from '../config/resolve-settings.js';
import { Clock } from '../clock/clock.js';
import { officeInstant } from '../clock/zones.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { DomainError } from './domain-error.js';
import { Status } from './status.contract.js';

const ping = statement<{ ok: number }>('http.ping.v1', 'select 1 as ok');

@ApiTags('Process')
@Controller('status')
export class StatusController {
  constructor(
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Whether this server is ready, its version and its clock', operationId: 'getStatus' })
  @ApiOkResponse({ standardSchema: Status })
  async status(): Promise<Status> {
    await this.database.run(ping, []).catch(() => {
      throw new DomainError('not-ready', 'The database cannot be reached at the moment.');
    });
    const { origin } = this.clock;
    return {
      status: 'ok',
      version: VERSION,
      time: officeInstant(this.clock.now(), 'Europe/Rome'),
      database: 'ok',
      demo: this.settings.demo,
      clock: origin && { start: officeInstant(origin.simulated, 'Europe/Rome'), speed: origin.speed },
      publicUrl: this.settings.publicUrl,
      mail: this.settings.smtpUrl !== null,
      warnings: this.warnings(),
    };
  }

  private warnings(): Status['warnings'] {
    if (!isLoopback(new URL(this.settings.publicUrl).hostname)) return [];
    const detail = `Links and QR codes point to ${this.settings.publicUrl}, which only this machine can open: set PUBLIC_URL.`;
    return [{ code: 'public-url-loopback', detail }];
  }
}
