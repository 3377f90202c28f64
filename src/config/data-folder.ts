import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartProblem } from './start-problem.js';
import { errorCode } from './error-code.js';

// Without characters that are mistaken for each other: these passwords are copied from a terminal by hand.
const READABLE = 'abcdefghijkmnpqrstuvwxyz23456789';
const PASSWORD_GROUPS = 4;
const GROUP_LENGTH = 4;

/** A value kept in `DATA_DIR`; `firstTime` when this call made it. */
export type Kept = { value: string; firstTime: boolean };

/**
 * Everything that the program keeps in `DATA_DIR` beside the database: one value per file, readable by its owner only.
 * A file is complete from its first moment and never replaced, so two programs that start together agree on one value.
 */
export class DataFolder {
  /** Absolute. */
  readonly path: string;

  /** @throws StartProblem when the folder cannot be made or written */
  constructor(dataDir: string) {
    this.path = resolve(dataDir);
    this.use(() => {
      // Others may pass through but not list: PostgreSQL runs as a user of its own when the program runs as root.
      if (!existsSync(this.path)) mkdirSync(this.path, { recursive: true, mode: 0o711 });
      const probe = this.file(`.write-${randomBytes(6).toString('hex')}`);
      writeFileSync(probe, '');
      unlinkSync(probe);
    });
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** @returns the kept value, or null */
  read(name: string): string | null {
    return this.use(() => (existsSync(this.file(name)) ? readFileSync(this.file(name), 'utf8').trim() : null));
  }

  /** The kept value; made with `make` and kept when there is none yet. */
  readOrKeep(name: string, make: () => string): Kept {
    const kept = this.read(name);
    if (kept !== null && kept !== '') return { value: kept, firstTime: false };
    const value = make();
    return this.use(() => this.keep(name, value));
  }

  private keep(name: string, value: string): Kept {
    const draft = this.file(`.${name}-${randomBytes(6).toString('hex')}`);
    writeFileSync(draft, `${value}\n`, { mode: 0o600, flush: true });
    chmodSync(draft, 0o600);
    try {
      if (this.read(name) === '') unlinkSync(this.file(name));
      linkSync(draft, this.file(name));
      return { value, firstTime: true };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      return { value: this.read(name) ?? value, firstTime: false };
    } finally {
      unlinkSync(draft);
    }
  }

  private use<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      throw new StartProblem(`DATA_DIR: cannot read and write ${this.path} (${errorCode(error)})`);
    }
  }
}

/** 256 random bits for links and signatures. */
export function newSecretKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Eighty random bits in groups that can be read aloud: `k7mq-2xwd-…`. */
export function newPassword(): string {
  const letter = () => READABLE.charAt(randomInt(READABLE.length));
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: PASSWORD_GROUPS }, group).join('-');
}
