import { signal } from '@preact/signals';
import type { Device } from '../../src/devices/devices.contract.js';
import type { List } from '../../src/http/conventions.contract.js';
import { api } from '../../ui-kit/api.js';
import { failureText, send } from './commands.js';
import { officePath } from './office.js';

/** Paired kiosks and displays; null until they have come. */
export const devices = signal<Device[] | null>(null);
export const devicesProblem = signal<string | null>(null);

/** Reads the list again; what is on the screen stays when the server is away. */
export async function loadDevices(): Promise<void> {
  try {
    devices.value = (await api.get<List<Device>>(`${officePath.value}/devices`)).items;
    devicesProblem.value = null;
  } catch (error) {
    devicesProblem.value = failureText(error);
  }
}

/** Confirms the code that a new screen shows. @returns a sentence when it was refused, else null */
export async function pairDevice(code: string, name: string): Promise<string | null> {
  const path = `${officePath.value}/devices`;
  const result = await send<Device>({ name: 'pair', method: 'POST', path, body: { code, name } });
  await loadDevices();
  return result.ok ? null : result.text;
}

/** Ends a device's access at once. @returns as `pairDevice` */
export async function revokeDevice(id: string): Promise<string | null> {
  const path = `${officePath.value}/devices/${id}`;
  const result = await send<null>({ name: 'revoke', method: 'DELETE', path });
  await loadDevices();
  return result.ok ? null : result.text;
}
