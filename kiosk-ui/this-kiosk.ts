import type { DeviceHeartbeat } from '../src/devices/devices.contract.js';
import type { PairedDevice } from '../ui-kit/pairing.js';

let device: PairedDevice | null = null;

/** Remembers as which device this page speaks. */
export function speakAs(paired: PairedDevice): void {
  device = paired;
}

/** Path of the office that this kiosk stands in; only once it is paired. */
export function officePath(): string {
  const paired = device?.pairing.value;
  return `/offices/${paired?.step === 'paired' ? paired.device.office : ''}`;
}

/** The kiosk's own credentials; null before it is paired. */
export function token(): string | null {
  const paired = device?.pairing.value;
  return paired?.step === 'paired' ? paired.token : null;
}

/** Tells the devices list how this kiosk is, now and with every heartbeat. */
export function report(condition: DeviceHeartbeat): void {
  device?.report(condition);
}
