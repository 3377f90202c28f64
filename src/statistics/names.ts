import type { Directory } from '../directory/directory.js';
import type { OfficeRecord } from '../directory/directory.types.js';
import { localizedText, type Wanted } from '../directory/localize.js';
import type { LocalizedText } from '../http/conventions.contract.js';

/** Names of what statistics keep by code; null where the directory no longer knows it, or the code says it all. */
export type Names = {
  service(code: string): LocalizedText | null;
  counter(code: string): LocalizedText | null;
  municipality(code: string): string | null;
};

export function namesIn(directory: Directory, office: OfficeRecord, wanted: Wanted): Names {
  const text = (name: Readonly<Record<string, string>> | undefined) =>
    name === undefined ? null : localizedText(name, wanted, office.languages);
  return {
    service: (code) => text(directory.service(code)?.name),
    counter: (code) => text(office.counterByCode.get(code)?.name),
    municipality: (code) => directory.municipality(code)?.name ?? null,
  };
}
