import { signal } from '@preact/signals';
import { ourLanguage, type Language } from '../ui-kit/catalogue.js';
import { playTone } from '../ui-kit/tone.js';
import type { Announcement } from './announcements.js';
import { announcementText } from './announcement-text.js';

/** Whether this browser lets the screen sound: some want a touch first. */
export const sound = signal<'unknown' | 'ok' | 'blocked'>('unknown');

/** Longer than any announcement: a voice that never says that it ended must not hold up the next call. */
const LONGEST_SPEECH_MS = 12_000;
const SILENT_SHOW_MS = 3_500;
const CHIME = [
  { hertz: 659.25, afterSeconds: 0, seconds: 0.75, loudness: 0.5 },
  { hertz: 523.25, afterSeconds: 0.32, seconds: 0.75, loudness: 0.5 },
];
const CHIME_SECONDS = 1.1;

let context: AudioContext | null = null;

/** Tries to open the sound; called at the start and by the touch that allows it. */
export async function openSound(): Promise<void> {
  context ??= new AudioContext();
  // A browser that wants a touch leaves this promise open, so it is not waited for.
  void context.resume().then(look, look);
  await new Promise((resolve) => setTimeout(resolve, 300));
  look();
}

function look(): void {
  sound.value = context?.state === 'running' ? 'ok' : 'blocked';
}

/** Languages among these for which the browser has a voice. */
export function voicesFor(languages: readonly Language[]): Language[] {
  if (!('speechSynthesis' in window)) return [];
  const spoken = new Set(speechSynthesis.getVoices().map(({ lang }) => ourLanguage(lang)));
  return languages.filter((language) => spoken.has(language));
}

/** Chimes, then says the call in the office's first language and in the ticket's; resolves when all of it is over. */
export async function announce({ call }: Announcement, first: Language): Promise<void> {
  await chime();
  const own = ourLanguage(call.language) ?? first;
  let spoken = false;
  for (const language of new Set([first, own]))
    spoken = (await speak(announcementText(call, language), language)) || spoken;
  // Without a voice the number still has its time on the screen before the next one takes its place.
  if (!spoken) await pause(SILENT_SHOW_MS);
}

async function chime(): Promise<void> {
  if (context === null || context.state !== 'running') return;
  for (const tone of CHIME) playTone(context, tone);
  await pause(CHIME_SECONDS * 1000);
}

/** @returns whether a voice said it */
async function speak(text: string, language: Language): Promise<boolean> {
  if (!('speechSynthesis' in window)) return false;
  const voice = speechSynthesis.getVoices().find(({ lang }) => ourLanguage(lang) === language);
  if (voice === undefined) return false;
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = 0.9;
  const over = new Promise<void>((resolve) => {
    said.onend = () => resolve();
    said.onerror = () => resolve();
  });
  speechSynthesis.speak(said);
  await Promise.race([over, pause(LONGEST_SPEECH_MS)]);
  speechSynthesis.cancel();
  return true;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
