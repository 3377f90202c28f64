import { useEffect, useState } from 'preact/hooks';

const EVERY_MS = 60_000;
const PATH = [
  { x: 0, y: 0 },
  { x: 3, y: 0 },
  { x: 3, y: 3 },
  { x: 0, y: 3 },
] as const;

/** Moves the picture by a few pixels a minute, so that what always stands there does not burn in. */
export function useBurnInShift(): { x: number; y: number } {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setStep((last) => (last + 1) % PATH.length), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return PATH[step] ?? PATH[0];
}
