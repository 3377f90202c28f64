import type { Booking } from '../../src/bookings/bookings.contract.js';
import { QrCode } from '../../ui-kit/components/qr-code.js';
import { timeOf } from '../../ui-kit/format.js';
import { m } from './texts.js';

/** What the kiosk wants to see: the code large, and the same as a QR code. `from` is when check-in opens. */
export function CodeCard({ booking: { code }, from }: { booking: Booking; from: string }) {
  return (
    <section class="card manage-code" aria-labelledby="code">
      <h2 id="code">{m('codeTitle')}</h2>
      <p class="manage-code-letters" lang="en">
        {code}
      </p>
      <QrCode value={code} label={m('qr', { code })} />
      <p>{m('codeLine', { time: timeOf(from) })}</p>
    </section>
  );
}
