import type { ComponentChildren } from 'preact';
import { QrCode } from '../../ui-kit/components/qr-code.js';

type ForVisitorProps = {
  /** What the visitor reads or says: a number, a code. */
  big: string;
  /** What the visitor's phone or the kiosk's scanner reads; null = no code beside it. */
  qr: string | null;
  qrLabel: string;
  qrHint: string;
  children: ComponentChildren;
};

/** What is shown over the desk to a visitor: large letters, and the same as a code to scan. */
export function ForVisitor({ big, qr, qrLabel, qrHint, children }: ForVisitorProps) {
  return (
    <div class="given">
      <div>
        <p class={`given-number number ${big.length > 5 ? 'given-code' : ''}`}>{big}</p>
        {children}
      </div>
      {qr !== null && (
        <figure>
          <QrCode value={qr} label={qrLabel} />
          <figcaption class="soft">{qrHint}</figcaption>
        </figure>
      )}
    </div>
  );
}
