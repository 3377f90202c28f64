import type { ComponentChildren } from 'preact';

/** A label and what is known; null where there is nothing to say. */
export type Fact = readonly [label: string, value: ComponentChildren | null];

/** Labels with their values, only those that have one. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
