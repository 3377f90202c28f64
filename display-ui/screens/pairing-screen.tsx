import { LANGUAGES } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import type { Pairing } from '../../ui-kit/pairing.js';
import { words } from '../../ui-kit/words.js';
import { testSound } from '../sound-check.js';
import { t } from '../texts.js';
import { VoicesMissing } from './voices-missing.js';

/** A display that nobody knows yet shows its code and lets its sound be tried; one without its server says so. */
export function PairingScreen({ pairing }: { pairing: Pairing }) {
  return (
    <main class="pairing">{pairing.step === 'code' ? <Code code={pairing.code} /> : <Away pairing={pairing} />}</main>
  );
}

function Code({ code }: { code: string }) {
  return (
    <>
      <h1>
        {LANGUAGES.map((tag) => (
          <span key={tag} lang={tag}>
            {t('pairingTitle', {}, tag)}
          </span>
        ))}
      </h1>
      <p class="pairing-code">{code}</p>
      {LANGUAGES.map((tag) => (
        <p key={tag} lang={tag}>
          {t('pairingLine', {}, tag)}
        </p>
      ))}
      <VoicesMissing />
      <Button icon="sound" onPress={testSound}>
        {t('soundTest')} · <span lang="zh-Hans">{t('soundTest', {}, 'zh-Hans')}</span>
      </Button>
    </>
  );
}

function Away({ pairing }: { pairing: Pairing }) {
  const word = pairing.step === 'away' ? 'serverAway' : 'connecting';
  return (
    <>
      <h1>Sportello</h1>
      {LANGUAGES.map((tag) => (
        <p key={tag} lang={tag}>
          {words(word, {}, tag)}
        </p>
      ))}
    </>
  );
}
