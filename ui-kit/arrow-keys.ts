import { useEffect } from 'preact/hooks';

const FOCUSABLE = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), [tabindex="0"]';
const DIRECTIONS: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Lets a keypad with four arrows and Enter reach everything on the screen: an arrow moves the focus to the nearest
 * control in that direction. In fields the arrows keep their own meaning.
 */
export function useArrowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const direction = DIRECTIONS[event.key];
      if (direction === undefined || event.defaultPrevented || isField(event.target)) return;
      const next = nearest(direction);
      if (next === null) return;
      event.preventDefault();
      next.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function nearest([x, y]: readonly [number, number]): HTMLElement | null {
  const all = visibleControls();
  const active = document.activeElement;
  // From nowhere the keypad begins with what the screen is about, not with the bar above it.
  if (!(active instanceof HTMLElement) || !all.includes(active)) {
    return all.find((control) => control.closest('main') !== null) ?? all[0] ?? null;
  }
  const from = centre(active);
  const scored = all
    .filter((control) => control !== active)
    .map((control) => {
      const to = centre(control);
      const along = (to.x - from.x) * x + (to.y - from.y) * y;
      const across = Math.abs((to.x - from.x) * y) + Math.abs((to.y - from.y) * x);
      return { control, along, score: along + 2 * across };
    })
    .filter(({ along }) => along > 4)
    .sort((a, b) => a.score - b.score);
  return scored[0]?.control ?? null;
}

function visibleControls(): HTMLElement[] {
  const modal = document.querySelector('dialog[open]');
  return [...(modal ?? document).querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (control) => control.getClientRects().length > 0,
  );
}

function centre(element: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}
