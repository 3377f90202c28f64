import { playTone } from '../../ui-kit/tone.js';
import { preferences } from './preferences.js';

// Our own sounds, made by the browser: nothing to load, nothing to license.
let audio: AudioContext | null = null;

/** Browsers let a page sound only after somebody has pressed something; called once. */
export function wakeSoundOnFirstPress(): void {
  const wake = () => {
    audio ??= typeof AudioContext === 'undefined' ? null : new AudioContext();
    void audio?.resume();
  };
  window.addEventListener('pointerdown', wake);
  window.addEventListener('keydown', wake);
}

/** Somebody is waiting while the operator is free: one soft tone. */
export function softSound(): void {
  tone(660, 0, 0.35, 0.08);
}

/** Somebody at a device wants a person: two tones, three times. */
export function ring(): void {
  for (const round of [0, 1, 2]) {
    tone(880, round * 0.5, 0.2, 0.16);
    tone(1047, round * 0.5 + 0.22, 0.2, 0.16);
  }
}

function tone(hertz: number, afterSeconds: number, seconds: number, loudness: number): void {
  if (preferences.value.sound) playTone(audio, { hertz, afterSeconds, seconds, loudness });
}
