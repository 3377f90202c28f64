import type { ComponentChildren } from 'preact';
import type { IconName } from '../../ui-kit/components/icon.js';
import { Button } from '../../ui-kit/components/button.js';
import { idle } from '../state/commands.js';
import { KeyHint } from './key-hint.js';

type CommandButtonProps = {
  children: ComponentChildren;
  onPress: () => void | Promise<unknown>;
  letter?: string;
  kind?: 'primary' | 'plain' | 'danger';
  icon?: IconName;
  class?: string;
  /** Something besides the server forbids it; `describedBy` is the id of the sentence that says what. */
  disabled?: boolean;
  describedBy?: string;
};

/** A button that needs the server: it waits while something runs or the connection is away. */
export function CommandButton({ children, letter, disabled = false, ...button }: CommandButtonProps) {
  return (
    <Button {...button} disabled={disabled || !idle.value} {...(letter === undefined ? {} : { shortcut: letter })}>
      {children}
      {letter !== undefined && <KeyHint letter={letter} />}
    </Button>
  );
}
