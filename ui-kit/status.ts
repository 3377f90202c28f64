import { signal } from '@preact/signals';
import type { Status } from '../src/http/status.contract.js';
import { api, setOfficeTime } from './api.js';

/** What the server last said of itself; null before the first answer. */
export const status = signal<Status | null>(null);

/** Asks the server about itself and sets the office's clock. @throws ServerAway, ApiProblem */
export async function loadStatus(): Promise<Status> {
  const loaded = await api.get<Status>('/status');
  setOfficeTime(loaded.time, loaded.clock?.speed ?? 1);
  status.value = loaded;
  return loaded;
}
