import { signal } from '@preact/signals';

/** Whether this browser lets the screen sound: some want a touch first. */
export const sound = signal<'unknown' | 'ok' | 'blocked'>('unknown');

/** How long a browser may take to open the sound before we call it blocked. */
const OPENS_WITHIN_MS = 1_500;
const CHIME: readonly (readonly [frequency: number, at: number])[] = [
  [659.25, 0],
  [523.25, 0.32],
];
const CHIME_MS = 1_100;

let context: AudioContext | null = null;

/** Tries to open the sound: at the start, and again with every touch or key until it is open. Never throws. */
export async function openSound(): Promise<void> {
  try {
    context ??= newContext();
    // A browser that wants a touch leaves this promise open for as long as none comes.
    await Promise.race([context.resume(), pause(OPENS_WITHIN_MS)]);
  } catch {
    // No Web Audio at all.
  }
  look();
}

/** Two soft notes; resolves when they have faded, at once where the browser does not let us sound. */
export async function chime(): Promise<void> {
  if (context === null || context.state !== 'running') return;
  const start = context.currentTime;
  for (const [frequency, at] of CHIME) strike(context, frequency, start + at);
  await pause(CHIME_MS);
}

function newContext(): AudioContext {
  const opened = new AudioContext();
  // The system may take the sound away later, too, and give it back.
  opened.onstatechange = look;
  return opened;
}

function look(): void {
  sound.value = context?.state === 'running' ? 'ok' : 'blocked';
}

// A soft bell: one sine that fades out.
function strike(on: AudioContext, frequency: number, at: number): void {
  const tone = on.createOscillator();
  const loudness = on.createGain();
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.5, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.75);
  tone.connect(loudness).connect(on.destination);
  tone.start(at);
  tone.stop(at + 0.8);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
