import { LANGUAGE_NAMES } from '../../ui-kit/catalogue.js';
import { voicesMissing } from '../sound-check.js';
import { t } from '../texts.js';

/** Office languages in which this browser cannot speak, by their own names. */
export function VoicesMissing() {
  const missing = voicesMissing.value;
  if (missing.length === 0) return null;
  return (
    <p class="voices-missing">
      {t('voicesMissing', { list: missing.map((language) => LANGUAGE_NAMES[language]).join(', ') })}
    </p>
  );
}
