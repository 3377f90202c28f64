import type { ComponentChildren } from 'preact';

type FiguresTableProps = {
  caption: string;
  /** Heads of the columns; an empty one leaves the corner above the rows' names empty. */
  heads: readonly string[];
  class?: string;
  /** Body and foot. */
  children: ComponentChildren;
};

/** A table with its caption; a wide one scrolls inside itself, also by the keyboard. */
export function FiguresTable({ caption, heads, class: more = '', children }: FiguresTableProps) {
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class={`measures ${more}`.trim()}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) =>
              head === '' ? (
                <td key={head} />
              ) : (
                <th scope="col" key={head}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
