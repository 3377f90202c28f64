import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.js';

export type ButtonProps = {
  children: ComponentChildren;
  /** May be slow: until it has settled the button is busy and further presses do nothing. */
  onPress: () => void | Promise<unknown>;
  kind?: 'primary' | 'plain' | 'danger';
  icon?: IconName;
  disabled?: boolean;
  class?: string;
  /** The key that does the same, told to screen readers: `aria-keyshortcuts`. */
  shortcut?: string;
  /** Id of a sentence that says more, such as why it is disabled. */
  describedBy?: string;
};

/** A button that a double tap presses once. While busy it keeps the focus and says so instead of vanishing. */
export function Button({
  children,
  onPress,
  kind = 'plain',
  icon,
  disabled = false,
  shortcut,
  describedBy,
  ...rest
}: ButtonProps) {
  const [busy, setBusy] = useState(false);
  // Two taps within a frame meet the same render: only a reference tells the second one of the first.
  const running = useRef(false);
  const press = async () => {
    if (running.current || disabled) return;
    const work = onPress();
    if (!(work instanceof Promise)) return;
    running.current = true;
    setBusy(true);
    await work.finally(() => {
      running.current = false;
      setBusy(false);
    });
  };
  return (
    <button
      type="button"
      class={`kit-button ${kind === 'plain' ? '' : `kit-button-${kind}`} ${rest.class ?? ''}`}
      aria-disabled={busy || disabled}
      aria-busy={busy}
      aria-keyshortcuts={shortcut}
      aria-describedby={describedBy}
      onClick={() => void press()}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}
