import { Inject, Injectable } from '@nestjs/common';
import { hashToken, officeOfToken } from '../access/derived-tokens.js';
import { Secrets } from '../access/secrets.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';

export type TicketLink = { token: string; url: string };

/** Links by which a visitor follows a ticket. The token is derived, so it can be shown again and is never stored. */
@Injectable()
export class TicketLinks {
  constructor(
    private readonly secrets: Secrets,
    private readonly directory: Directory,
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  /** The link of a ticket; `version` rises when an old link must stop working. */
  of(office: OfficeRecord, ticketId: string, version: number): TicketLink {
    const token = this.secrets.derive('ticket', office.id, ticketId, version);
    return { token, url: `${this.baseOf(office)}/t/${token}` };
  }

  /** What is stored of a token. */
  hash(token: string): Buffer {
    return hashToken(token);
  }

  /** The office that a token names, or null for something that is no token of ours. */
  officeIdOf(token: string): number | null {
    return officeOfToken(token);
  }

  private baseOf(office: OfficeRecord): string {
    return this.directory.municipality(office.seat)?.publicUrl ?? this.settings.publicUrl;
  }
}
