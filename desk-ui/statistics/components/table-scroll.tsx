import type { ComponentChildren } from 'preact';

/** Lets a wide table scroll inside itself, also by the keyboard. */
export function TableScroll({ caption, children }: { caption: string; children: ComponentChildren }) {
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      {children}
    </div>
  );
}
