import { signal, type ReadonlySignal } from '@preact/signals';

/** What the office's clock showed when we were last told, and how fast it runs (simulated days run faster). */
type Told = { officeMs: number; deviceMs: number; speed: number; offset: string };

let told: Told | null = null;
const TICK_MS = 1_000;

/** Tells what the office's clock shows now; `/status` and live ticks do. `speed` stays as it was when absent. */
export function setOfficeTime(instant: string, speed: number = told?.speed ?? 1): void {
  const offset = /[+-]\d{2}:\d{2}$/.exec(instant)?.[0] ?? '+00:00';
  told = { officeMs: Date.parse(instant), deviceMs: performance.now(), speed, offset };
}

/**
 * The office's time as the API writes instants (`2026-11-24T09:15:00.000+01:00`). Screens show it instead of the device's,
 * whose clock may be wrong or in another zone; until the server has told, it is the device's.
 */
export function officeNow(): string {
  if (told === null) return instantAt(Date.now(), deviceOffset());
  return instantAt(told.officeMs + (performance.now() - told.deviceMs) * told.speed, told.offset);
}

/** True once the server has told its time: before that, decide nothing by the clock. */
export function officeTimeKnown(): boolean {
  return told !== null;
}

let timer: ReturnType<typeof setInterval> | undefined;

/** The office's time as a signal, new every second while something on the screen reads it. */
export const officeClock: ReadonlySignal<string> = signal(officeNow(), {
  watched() {
    officeClockNow();
    timer = setInterval(officeClockNow, TICK_MS);
  },
  unwatched() {
    clearInterval(timer);
  },
});

function officeClockNow(): void {
  (officeClock as { value: string }).value = officeNow();
}

function instantAt(ms: number, offset: string): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(offset) ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  return `${new Date(ms + shift).toISOString().slice(0, -1)}${offset}`;
}

function deviceOffset(): string {
  const minutes = -new Date().getTimezoneOffset();
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
