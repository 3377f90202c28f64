import type { ComponentChildren } from 'preact';

/** One figure in large, with what it is and what to hold it against. */
export type Tile = { label: string; value: string; note?: ComponentChildren; alarming?: boolean };

/** Figures side by side. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <dl class="tiles">
      {tiles.map(({ label, value, note, alarming }) => (
        <div class={`card tile ${alarming === true ? 'tile-alarming' : ''}`} key={label}>
          <dt>{label}</dt>
          <dd>
            <span class="tile-value number">{value}</span>
            {note !== undefined && <span class="tile-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
