import type { ComponentChildren } from 'preact';
import type { Connection } from '../live.js';
import { timeOf } from '../format.js';
import { status } from '../status.js';
import { words } from '../words.js';
import { Icon } from './icon.js';

/** A message that is also told by its icon and word, never by colour alone. */
export function Alert(props: { kind: 'info' | 'success' | 'warning' | 'danger'; children: ComponentChildren }) {
  const icon = { info: 'bell', success: 'check', warning: 'warning', danger: 'warning' }[props.kind];
  return (
    <div class={`kit-alert kit-alert-${props.kind}`} role={props.kind === 'danger' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div>{props.children}</div>
    </div>
  );
}

/** Says honestly since when a screen has heard nothing; nothing at all while it is live. */
export function ConnectionBanner({ connection, freshAt }: { connection: Connection; freshAt: string | null }) {
  if (connection !== 'stale') return null;
  return (
    <Alert kind="warning">
      {freshAt === null ? words('serverAway') : words('connectionLost', { time: timeOf(freshAt) })}
    </Alert>
  );
}

/** Every screen of a demo says that it is one. */
export function DemoBadge() {
  return status.value?.demo === true ? <aside class="demo-badge">{words('demo')}</aside> : null;
}

/** Tells screen readers what changed, without moving the focus. */
export function LiveRegion({ text, assertive = false }: { text: string; assertive?: boolean }) {
  return (
    <p class="visually-hidden" aria-live={assertive ? 'assertive' : 'polite'}>
      {text}
    </p>
  );
}
