/** On a list's `onKeyDown`: arrows go up and down between its rows (elements with `data-row`). */
export function moveBetweenRows(event: KeyboardEvent): void {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row.closest('li, tr')?.contains(document.activeElement) ?? false);
  rows[Math.min(rows.length - 1, Math.max(0, here + move))]?.focus();
  event.preventDefault();
}
