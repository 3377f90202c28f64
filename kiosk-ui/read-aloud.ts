import { useEffect } from 'preact/hooks';
import { language } from '../ui-kit/catalogue.js';
import { reachable, step } from './kiosk-store.js';

/** Reads a screen's heading and what has the focus, for whoever asked for easier use and where the browser has a voice. */
export function useReadAloud(): void {
  const on = reachable.value;
  const now = step.value;
  useEffect(() => {
    if (!on || !('speechSynthesis' in window)) return;
    speak(document.querySelector('main h1')?.textContent ?? '');
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement) speak(event.target.innerText);
    };
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('focusin', onFocus);
      speechSynthesis.cancel();
    };
  }, [on, now]);
}

function speak(text: string): void {
  if (text.trim() === '') return;
  speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance(text);
  said.lang = language.value === 'zh-Hans' ? 'zh-CN' : language.value;
  speechSynthesis.speak(said);
}
