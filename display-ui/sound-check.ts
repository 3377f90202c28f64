import { computed, effect, signal, untracked } from '@preact/signals';
import type { DeviceHeartbeat } from '../src/devices/devices.contract.js';
import { LANGUAGES, type Language } from '../ui-kit/catalogue.js';
import type { PairedDevice } from '../ui-kit/pairing.js';
import { announcementText } from './announcement-text.js';
import { officeLanguages } from './display-store.js';
import { chime, openSound, sound } from './sound.js';
import { say, voices, watchVoices } from './voice.js';

/** The question goes away by itself: a screen that nobody can touch shows its calls undisturbed. */
const ASKED_FOR_MS = 60_000;
/** Voices may come seconds after the page; before that none is called missing. */
const VOICES_AFTER_MS = 4_000;

/** Whether the screen still asks for sound. */
export const asking = signal(false);
const voicesLoaded = signal(false);
let touched = false;

/** Office languages that the browser cannot speak; none while it may still be loading its voices. */
export const voicesMissing = computed<Language[]>(() =>
  voicesLoaded.value ? officeLanguages.value.filter((language) => !voices.value.includes(language)) : [],
);

/** Opens the sound where the browser lets us, asks for it where not, and tells the server how it stands. */
export async function startSound(device: PairedDevice): Promise<void> {
  watchVoices();
  setTimeout(() => (voicesLoaded.value = true), VOICES_AFTER_MS);
  // Any touch or key allows sound, long after the question has gone.
  for (const gesture of ['pointerdown', 'keydown']) window.addEventListener(gesture, openAgain);
  await openSound();
  if (sound.value === 'blocked') {
    asking.value = true;
    setTimeout(() => (asking.value = false), ASKED_FOR_MS);
  }
  effect(() => {
    const condition: DeviceHeartbeat = { sound: sound.value === 'ok' ? 'ok' : 'blocked', voices: [...voices.value] };
    untracked(() => device.report(condition));
  });
  // A slow machine may open its sound after all; after a touch the question stays, to let the sound be tried.
  effect(() => {
    if (sound.value === 'ok' && !touched) asking.value = false;
  });
}

/** A chime, then a made-up call in every language that has a voice. */
export async function testSound(): Promise<void> {
  await openSound();
  await chime();
  for (const language of LANGUAGES) {
    if (voices.value.includes(language))
      await say(announcementText({ number: 'A012', counter: '3' }, language), language);
  }
}

function openAgain(): void {
  touched = true;
  if (sound.value !== 'ok') void openSound();
}
