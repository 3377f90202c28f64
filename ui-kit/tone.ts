/** One sine tone of our own: nothing to load, nothing to license. */
export type Tone = { hertz: number; afterSeconds: number; seconds: number; loudness: number };

/** Plays a tone that swells in a fiftieth of a second and fades out; a context that may not sound stays silent. */
export function playTone(audio: AudioContext | null, { hertz, afterSeconds, seconds, loudness }: Tone): void {
  if (audio === null || audio.state !== 'running') return;
  const from = audio.currentTime + afterSeconds;
  const oscillator = new OscillatorNode(audio, { frequency: hertz, type: 'sine' });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(loudness, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + seconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + seconds);
}
