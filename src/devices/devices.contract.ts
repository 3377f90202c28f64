import { z } from 'zod';
import { Instant } from '../http/conventions.contract.js';

// Control characters cannot be shown, and PostgreSQL refuses some of them.
const shown = (text: z.ZodString) => text.regex(/^\P{Cc}*$/u, 'no control characters');

export const DeviceKind = z.enum(['kiosk', 'display']).meta({ id: 'DeviceKind' });
export type DeviceKind = z.infer<typeof DeviceKind>;

export const PairingRequest = z.strictObject({ kind: DeviceKind }).meta({ id: 'PairingRequest' });
/** What a new screen shows (`code`) and keeps to itself (`secret`). */
export const PairingStarted = z
  .object({ code: z.string(), secret: z.string(), expiresAt: Instant })
  .meta({ id: 'PairingStarted' });
export type PairingStarted = z.infer<typeof PairingStarted>;

/** `paired` is answered once, with the token; afterwards the pairing is gone. */
export const PairingState = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('pending') }),
    z.object({
      status: z.literal('paired'),
      token: z.string(),
      office: z.string(),
      deviceId: z.uuid(),
      name: z.string(),
      kind: DeviceKind,
    }),
  ])
  .meta({ id: 'PairingState' });
export type PairingState = z.infer<typeof PairingState>;

export const DeviceConfirmation = z
  .strictObject({ code: z.string().min(1).max(20), name: shown(z.string().trim().min(1).max(80)) })
  .meta({ id: 'DeviceConfirmation' });
export type DeviceConfirmation = z.infer<typeof DeviceConfirmation>;

export const Device = z
  .object({
    id: z.uuid(),
    kind: DeviceKind,
    name: z.string(),
    pairedAt: Instant,
    lastSeenAt: Instant.nullable(),
    condition: z.record(z.string(), z.unknown()).meta({ description: 'what the device last said of itself' }),
  })
  .meta({ id: 'Device' });
export type Device = z.infer<typeof Device>;

/** Sent by the device every half minute: `paper: "out"`, `voices: ["it"]`, `sound: "blocked"`. */
export const DeviceHeartbeat = z
  .strictObject({
    paper: z.enum(['ok', 'low', 'out', 'unknown']).optional(),
    sound: z.enum(['ok', 'blocked']).optional(),
    voices: z
      .array(shown(z.string().max(20)))
      .max(20)
      .optional(),
    screen: shown(z.string().max(40)).optional(),
  })
  .meta({ id: 'DeviceHeartbeat' });
export type DeviceHeartbeat = z.infer<typeof DeviceHeartbeat>;

/** `GET /devices/self`: the device that the token belongs to. */
export const DeviceSelf = z
  .object({ id: z.uuid(), kind: DeviceKind, name: z.string(), office: z.string() })
  .meta({ id: 'DeviceSelf' });
export type DeviceSelf = z.infer<typeof DeviceSelf>;
