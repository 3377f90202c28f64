import { signal, type ReadonlySignal } from '@preact/signals';
import type {
  DeviceHeartbeat,
  DeviceKind,
  DeviceSelf,
  PairingStarted,
  PairingState,
} from '../src/devices/devices.contract.js';
import { api, ApiProblem } from './api.js';

/** Where a kiosk or display stands: shows a code until a coordinator confirms it, then is paired for good. */
export type Pairing =
  | { step: 'starting' }
  | { step: 'code'; code: string }
  | { step: 'away' }
  | { step: 'paired'; device: DeviceSelf; token: string };

const POLL_MS = 2_000;
const HEARTBEAT_MS = 30_000;

export type PairedDevice = {
  pairing: ReadonlySignal<Pairing>;
  /** Tells the server how the device is; sent at once and with every heartbeat. */
  report(condition: DeviceHeartbeat): void;
  /** Forgets the token and pairs anew, e.g. after the server said that it was revoked. */
  forget(): void;
};

/** Pairs this browser as a device of a kind, or goes on as the one that it was. */
export function pairDevice(kind: DeviceKind): PairedDevice {
  const device = new Device(kind);
  void device.run();
  return { pairing: device.pairing, report: (condition) => device.report(condition), forget: () => device.forget() };
}

class Device {
  readonly pairing = signal<Pairing>({ step: 'starting' });
  private condition: DeviceHeartbeat = {};
  private readonly key: string;

  constructor(private readonly kind: DeviceKind) {
    this.key = `sportello-${kind}-token`;
    setInterval(() => void this.beat(), HEARTBEAT_MS);
  }

  async run(): Promise<void> {
    for (;;) {
      try {
        const token = read(this.key) ?? (await this.obtainToken());
        const device = await api.get<DeviceSelf>('/devices/self', { token });
        keep(this.key, token);
        this.pairing.value = { step: 'paired', device, token };
        void this.beat();
        return;
      } catch (error) {
        // Only the server's own "no" ends a pairing; a server that is away leaves it as it is.
        if (error instanceof ApiProblem && error.status === 401) drop(this.key);
        else if (!(error instanceof ApiProblem)) this.pairing.value = { step: 'away' };
        await pause(POLL_MS);
      }
    }
  }

  report(condition: DeviceHeartbeat): void {
    this.condition = { ...this.condition, ...condition };
    void this.beat();
  }

  forget(): void {
    drop(this.key);
    // Before it is paired, `run` is still at it and finds the token gone by itself.
    if (this.pairing.value.step !== 'paired') return;
    this.pairing.value = { step: 'starting' };
    void this.run();
  }

  private async obtainToken(): Promise<string> {
    for (;;) {
      const { code, secret } = await api.post<PairingStarted>('/devices/pairings', { kind: this.kind });
      const token = await this.waitFor(secret, () => (this.pairing.value = { step: 'code', code }));
      if (token !== null) return token;
    }
  }

  // null: the code has expired, a new one is needed.
  private async waitFor(secret: string, showCode: () => void): Promise<string | null> {
    for (;;) {
      try {
        const state = await api.get<PairingState>(`/devices/pairings/${secret}`);
        if (state.status === 'paired') return state.token;
        showCode();
      } catch (error) {
        if (error instanceof ApiProblem && error.status < 500 && error.status !== 429) return null;
        if (!(error instanceof ApiProblem)) this.pairing.value = { step: 'away' };
      }
      await pause(POLL_MS);
    }
  }

  private async beat(): Promise<void> {
    const paired = this.pairing.value;
    if (paired.step !== 'paired') return;
    try {
      await api.post('/devices/self/heartbeat', this.condition, { token: paired.token });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) this.forget();
    }
  }
}

// A browser in private mode may refuse to keep anything: then the device pairs again after a restart.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // see read()
  }
}

function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // see read()
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
