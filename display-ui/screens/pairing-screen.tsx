import { LANGUAGES } from '../../ui-kit/catalogue.js';
import type { Pairing } from '../../ui-kit/pairing.js';
import { words } from '../../ui-kit/words.js';
import { t } from '../texts.js';

/** A display that nobody knows yet shows its code; one that waits for its server says so in three languages. */
export function PairingScreen({ pairing }: { pairing: Pairing }) {
  if (pairing.step === 'code') {
    return (
      <main class="pairing">
        <h1>{t('pairingTitle')}</h1>
        <p class="pairing-code">{pairing.code}</p>
        <p>{t('pairingLine')}</p>
      </main>
    );
  }
  const word = pairing.step === 'away' ? 'serverAway' : 'connecting';
  return (
    <main class="pairing">
      <h1>Sportello</h1>
      {LANGUAGES.map((language) => (
        <p key={language} lang={language}>
          {words(word, {}, language)}
        </p>
      ))}
    </main>
  );
}
