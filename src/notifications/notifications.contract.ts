import { z } from 'zod';
import { ServiceMode } from '../directory/directory.contract.js';
import { Code, Instant, LanguageTag, MunicipalityCode } from '../http/conventions.contract.js';

/** Somebody who found no free slot wants one e-mail when there is one. */
export const SlotWatchRequest = z
  .strictObject({
    service: Code,
    municipality: MunicipalityCode,
    email: z.email().max(254),
    language: LanguageTag.meta({ description: 'of the e-mail' }),
    needsLanguage: LanguageTag.nullable().optional(),
    mode: ServiceMode.optional(),
  })
  .meta({ id: 'SlotWatchRequest' });
export type SlotWatchRequest = z.infer<typeof SlotWatchRequest>;

export const SlotWatch = z
  .object({
    id: z.uuid(),
    expiresAt: Instant.meta({ description: 'then the address is forgotten, told or not' }),
  })
  .meta({ id: 'SlotWatch' });
export type SlotWatch = z.infer<typeof SlotWatch>;
