import { useId, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui-kit/components/button.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { LiveRegion } from '../../ui-kit/components/notices.js';
import { m } from './texts.js';

/** Copies the link; where the browser does not let us, the link stands selected in a field. */
export function CopyLink({ link }: { link: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'by-hand' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const copy = async () => {
    const copied = (await throughClipboard(link)) || throughSelection(field.current);
    setOutcome(copied ? 'copied' : 'by-hand');
  };
  const said = outcome === null ? '' : m(outcome === 'copied' ? 'copied' : 'copyByHand');
  return (
    <div class="manage-link">
      <div class="field">
        <label for={id}>{m('link')}</label>
        <input
          ref={field}
          id={id}
          class="form-control"
          readOnly
          value={link}
          aria-describedby={`${id}-line`}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p id={`${id}-line`} class="form-text">
          {m('linkLine')}
        </p>
      </div>
      <Button onPress={copy}>{m('copy')}</Button>
      <LiveRegion text={said} />
      {said === '' ? null : (
        <p class="manage-done" aria-hidden="true">
          {outcome === 'copied' ? <Icon name="check" /> : null} {said}
        </p>
      )}
    </div>
  );
}

async function throughClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http, an older browser or a refusal: there is another way.
    return false;
  }
}

// Older browsers copy what is selected; all others leave it selected for the finger.
function throughSelection(field: HTMLInputElement | null): boolean {
  field?.focus();
  field?.setSelectionRange(0, field.value.length);
  const { execCommand } = document as { execCommand?: (command: string) => boolean };
  return execCommand?.call(document, 'copy') ?? false;
}
