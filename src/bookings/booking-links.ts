import { Inject, Injectable } from '@nestjs/common';
import { hashToken, officeOfToken } from '../access/derived-tokens.js';
import { Secrets } from '../access/secrets.js';
import { SETTINGS } from '../config/config.module.js';
import type { ResolvedSettings } from '../config/resolve-settings.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { BookingRow } from './booking-row.js';

/** What a citizen gets of a booking's link: the bare token, and the addresses that carry it. */
export type BookingLink = { token: string; manage: string; calendar: string };

type Linked = Pick<BookingRow, 'id' | 'token_version' | 'municipality_code'>;

/** Links by which a citizen sees, moves and cancels a booking: derived, so that a reminder can carry them again. */
@Injectable()
export class BookingLinks {
  constructor(
    private readonly secrets: Secrets,
    private readonly directory: Directory,
    @Inject(SETTINGS) private readonly settings: Pick<ResolvedSettings, 'publicUrl'>,
  ) {}

  /** The links of a booking, on its municipality's own address where that has one. */
  of(office: OfficeRecord, row: Linked): BookingLink {
    const token = this.tokenOf(office, row.id, row.token_version);
    const base = this.directory.municipality(row.municipality_code)?.publicUrl ?? this.settings.publicUrl;
    return { token, manage: `${base}/b/${token}`, calendar: `${base}/api/v1/bookings/${token}/calendar.ics` };
  }

  /** The token of a booking's link. */
  tokenOf(office: OfficeRecord, bookingId: string, version: number): string {
    return this.secrets.derive('booking', office.id, bookingId, version);
  }

  /** What only the e-mail of a booking carries: who shows it reads that address. */
  proof(office: OfficeRecord, row: Pick<Linked, 'id' | 'token_version'>): string {
    const token = this.secrets.derive('booking-proof', office.id, row.id, row.token_version);
    return token.slice(token.indexOf('.') + 1);
  }

  /** What is stored of a token. */
  hash(token: string): Buffer {
    return hashToken(token);
  }

  /** The office that a token names, or null for something that is no token of ours. */
  officeIdOf(token: string): number | null {
    return officeOfToken(token);
  }

  /** A browser or address as holds remember it while they live: keyed, so that nobody can try all addresses. */
  trace(kind: 'browser' | 'address', office: OfficeRecord, value: string): Buffer {
    return hashToken(this.secrets.derive(kind, office.id, value, 1));
  }
}
