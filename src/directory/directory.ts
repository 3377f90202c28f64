import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { DomainError } from '../http/domain-error.js';
import { buildSnapshot } from './directory-snapshot.js';
import { readDirectory, readVersion } from './directory.sql.js';
import type { DirectorySnapshot, MunicipalityRecord, OfficeRecord, ServiceCategoryRecord } from './directory.types.js';

/** Who sits at an office's counters now: the queue knows, and tells by {@link Directory.setAttendance}. */
export type AttendanceSource = (officeId: number) => Promise<{ attended: boolean; languages: string[] }>;

const EMPTY: DirectorySnapshot = {
  version: -1,
  municipalities: new Map(),
  services: new Map(),
  offices: new Map(),
  officeById: new Map(),
};

/**
 * The directory as this node knows it, in memory: looking something up costs no query. It is read when the node starts,
 * and again when `refreshIfChanged` finds a newer version.
 */
@Injectable()
export class Directory implements OnModuleInit {
  private snapshot = EMPTY;
  private loading: Promise<void> | null = null;
  private attendanceSource: AttendanceSource = async () => ({ attended: false, languages: [] });

  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    await this.load();
  }

  /** Reads all directory tables as one snapshot. Calls at the same time share one reading. */
  load(): Promise<void> {
    this.loading ??= this.read().finally(() => (this.loading = null));
    return this.loading;
  }

  /** Reads again when another node or a coordinator changed something; true when it did. */
  async refreshIfChanged(): Promise<boolean> {
    const [row] = await this.database.run(readVersion, []);
    if (row === undefined || row.version === this.snapshot.version) return false;
    await this.load();
    return true;
  }

  /** Rises with every change of any directory table. */
  get version(): number {
    return this.snapshot.version;
  }

  /** @throws DomainError `not-found` */
  office(slug: string): OfficeRecord {
    const office = this.snapshot.offices.get(slug);
    if (office === undefined) throw new DomainError('not-found', 'There is no such office.');
    return office;
  }

  /** All offices in the directory's order. */
  offices(): OfficeRecord[] {
    return [...this.snapshot.offices.values()];
  }

  officeById(id: number): OfficeRecord | undefined {
    return this.snapshot.officeById.get(id);
  }

  /** By ISTAT code. */
  municipality(code: string): MunicipalityRecord | undefined {
    return this.snapshot.municipalities.get(code);
  }

  /** All municipalities in the directory's order. */
  municipalities(): MunicipalityRecord[] {
    return [...this.snapshot.municipalities.values()];
  }

  service(code: string): ServiceCategoryRecord | undefined {
    return this.snapshot.services.get(code);
  }

  /** Registered once at start by the room that knows the counter sessions. */
  setAttendance(source: AttendanceSource): void {
    this.attendanceSource = source;
  }

  /** Whether any counter is open, and the languages spoken there; nobody until a source is registered. */
  attendance(officeId: number): Promise<{ attended: boolean; languages: string[] }> {
    return this.attendanceSource(officeId);
  }

  private async read(): Promise<void> {
    const [rows] = await this.database.run(readDirectory, []);
    if (rows !== undefined) this.snapshot = buildSnapshot(rows);
  }
}
