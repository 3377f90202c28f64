import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { businessDay } from '../clock/zones.js';
import { Database } from '../database/database.js';
import { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import type { Wanted } from '../directory/localize.js';
import { DaySource } from './day-source.js';
import { namesIn } from './names.js';
import { refuseBadRange, type Range } from './range.js';
import type { Share } from './share.js';
import type { FundersItem, FundersReport as Report } from './statistics.contract.js';
import type { Tally } from './tally.js';
import { UNKNOWN } from './ticket-fact.js';

/** Fewer visitors than this might be recognised by who knows them. */
const LEAST_TOLD = 5;

type Counts = { issued: number; served: number; walkIns: number; fromBookings: number };
type Row = Counts & { language: string; service: string; municipality: string | null };

/** Visits by language, service and municipality: what a funder asks for. */
@Injectable()
export class FundersReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
  ) {}

  /** @throws InvalidRequest for a bad range */
  async of(office: OfficeRecord, range: Range, share: Share, wanted: Wanted): Promise<Report> {
    refuseBadRange(range, businessDay(this.clock.now(), office.zone));
    const tallies = await this.database.snapshot(async (tx) => {
      const source = await DaySource.open(tx, office, range, this.clock.now().toMillis());
      return source.tallies('language-service', share.shares, (cell) => `${cell.key} ${cell.share}`);
    });
    const names = namesIn(this.directory, office, wanted);
    const rows = [...tallies].map(toRow).filter(({ issued }) => issued > 0);
    const limited = share.shares !== null;
    const items = rows.sort(inOrder).map((row) => ({
      ...row,
      serviceName: names.service(row.service),
      municipalityName: row.municipality === null ? null : names.municipality(row.municipality),
      ...(limited && isSmall(row) ? SUPPRESSED : { suppressed: false }),
    }));
    const total = totalOf(rows, items, limited);
    return { ...range, municipalities: share.municipalities, total, items, nextCursor: null };
  }
}

const SUPPRESSED = { issued: null, served: null, walkIns: null, fromBookings: null, suppressed: true } as const;

function toRow([key, { counts }]: [string, Tally]): Row {
  const [language = '', service = '', share = ''] = key.split(' ');
  const { issued, served, walkIns, fromBookings } = counts;
  return { language, service, municipality: share === UNKNOWN ? null : share, issued, served, walkIns, fromBookings };
}

// Any count of the row from 1 to 4: also a part of a larger whole tells of few people.
function isSmall({ issued, served, walkIns, fromBookings }: Counts): boolean {
  return [issued, served, walkIns, fromBookings].some((count) => count > 0 && count < LEAST_TOLD);
}

// With one row suppressed, the total would give it away by subtraction; a small total is small itself.
function totalOf(rows: readonly Row[], items: readonly FundersItem[], limited: boolean): Report['total'] {
  const sum = (name: keyof Counts) => rows.reduce((total, row) => total + row[name], 0);
  const total = {
    issued: sum('issued'),
    served: sum('served'),
    walkIns: sum('walkIns'),
    fromBookings: sum('fromBookings'),
  };
  const betrays = items.filter(({ suppressed }) => suppressed).length === 1;
  if (!limited || (!betrays && !isSmall(total))) return total;
  return { issued: null, served: null, walkIns: null, fromBookings: null };
}

function inOrder(a: Row, b: Row): number {
  const text = ({ language, service, municipality }: Row) => `${language} ${service} ${municipality ?? '~'}`;
  return text(a) < text(b) ? -1 : 1;
}
