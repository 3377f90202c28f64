/**
 * A hot statement: constant text, `$n` values and a constant name, so that PostgreSQL parses and plans it once per
 * connection. The type parameter is the shape of its rows.
 */
export type Statement<Row> = { readonly name: string; readonly text: string; readonly __row?: Row };

/** Declares a statement: `statement<{ id: string }>('queue.call-next.v1', '…')`. A second shape is a second statement. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text };
}
