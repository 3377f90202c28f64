import { z } from 'zod';
import { Instant } from './conventions.contract.js';

/** `GET /status`. `warnings` are worded for the technician (e.g. links that only work on this machine). */
export const Status = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    time: Instant.meta({ description: "the office clock's time" }),
    database: z.literal('ok'),
    demo: z.boolean(),
    clock: z
      .object({ start: z.string(), speed: z.number() })
      .nullable()
      .meta({ description: 'set when the office clock is simulated' }),
    publicUrl: z.string().meta({ description: 'base of links in QR codes, unless a municipality has its own' }),
    mail: z.boolean().meta({ description: 'messages can be sent' }),
    warnings: z.array(z.object({ code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Status' });
export type Status = z.infer<typeof Status>;
