import type { Pairing } from '../../ui-kit/pairing.js';
import { DemoBadge } from '../../ui-kit/components/notices.js';
import { status } from '../../ui-kit/status.js';
import { words } from '../../ui-kit/words.js';
import { t } from '../texts.js';
import { Away } from './away.js';

// Without the scheme, as people say and type it.
function deskAddress(): string {
  return `${status.value?.publicUrl ?? location.origin}/desk/`.replace(/^https?:\/\//, '');
}

/** A kiosk that nobody knows yet shows its code, large enough to read across the room. */
export function PairingScreen({ pairing }: { pairing: Pairing }) {
  if (pairing.step === 'away') return <Away />;
  return (
    <div class="kiosk">
      <DemoBadge />
      <main class="centred">
        <h1>{t('pairingTitle')}</h1>
        {pairing.step === 'code' ? (
          <>
            <p class="pairing-code">{pairing.code}</p>
            <p class="lead-line">{t('pairingLine', { address: deskAddress() })}</p>
          </>
        ) : (
          <p class="lead-line">{words('connecting')}</p>
        )}
      </main>
    </div>
  );
}
