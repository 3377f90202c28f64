import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { projectPath } from '../config/project.js';
import { StartProblem } from '../config/start-problem.js';
import type { Fault } from '../http/domain-error.js';
import { faultsOf } from '../http/problem.js';
import { checkDirectoryFile } from './directory-file.check.js';
import { DirectoryFile } from './directory-file.contract.js';
import { firstJsonFault, lineAndColumn } from './json-position.js';

/** The project's own directory: the first desk. Read from `src/` also by the built program. */
export const OWN_DIRECTORY_FILE = projectPath('src', 'directory', 'inside-osmannoro.json');

/** A directory file that cannot be imported, with every fault found; `startProblem` tells the first ones in one line. */
export class DirectoryFileProblem extends StartProblem {
  constructor(
    readonly file: string,
    readonly faults: readonly Fault[],
  ) {
    const told = faults.slice(0, MOST_TOLD).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    const rest = faults.length > MOST_TOLD ? ` (and ${faults.length - MOST_TOLD} more)` : '';
    super(`DIRECTORY_FILE: ${file} cannot be imported: ${told.join('; ')}${rest}`);
    this.name = 'DirectoryFileProblem';
  }
}

const MOST_TOLD = 10;

/**
 * Reads and checks a directory file, the project's own unless another is named.
 *
 * @throws DirectoryFileProblem when it cannot be read, is not JSON, or has any fault
 */
export async function readDirectoryFile(named: string | null = null): Promise<DirectoryFile> {
  const path = named ?? OWN_DIRECTORY_FILE;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DirectoryFileProblem(path, [{ path: '', message: `cannot be read (${error.code ?? error.message})` }]);
  });
  const { file, faults } = parseDirectoryFile(text);
  if (file === null) throw new DirectoryFileProblem(path, faults);
  return file;
}

/** Checks the text of a directory file: either the file with its defaults filled in, or every fault. */
export function parseDirectoryFile(
  text: string,
): { file: DirectoryFile; faults: [] } | { file: null; faults: readonly Fault[] } {
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (json.fault !== null) return { file: null, faults: [json.fault] };
  const read = DirectoryFile.safeParse(json.value);
  if (!read.success) return { file: null, faults: read.error.issues.flatMap(faultsOfIssue) };
  const faults = checkDirectoryFile(read.data);
  return faults.length > 0 ? { file: null, faults } : { file: read.data, faults: [] };
}

function parseJson(text: string): { value: unknown; fault: null } | { fault: Fault } {
  try {
    return { value: JSON.parse(text), fault: null };
  } catch {
    const offset = firstJsonFault(text);
    const found = offset < text.length ? `unexpected ${JSON.stringify(text[offset])}` : 'the text ends too early';
    return { fault: { path: '', message: `is not JSON: ${found} at ${lineAndColumn(text, offset)}` } };
  }
}

// Zod names the object that has unknown keys, or the record with a wrong one; people look for the key itself.
function faultsOfIssue(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.flatMap((key) => faultsOf([{ path: [...issue.path, key], message: 'unknown field' }]));
  }
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return faultsOf([{ path: issue.path, message }]);
}
