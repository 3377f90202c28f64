import { LANGUAGE_NAMES } from '../../ui-kit/catalogue.js';
import { Button } from '../../ui-kit/components/button.js';
import { soundAnswered, voicesMissing } from '../display-store.js';
import { openSound, sound } from '../voice.js';
import { t } from '../texts.js';

/** The browser wants a touch before it sounds: says so, and how to spare it. Calls are shown behind it all the same. */
export function SoundQuestion() {
  const missing = voicesMissing();
  const allow = async () => {
    await openSound();
    soundAnswered.value = sound.value === 'ok';
  };
  return (
    <section class="sound-question" role="dialog" aria-labelledby="sound-title">
      <h2 id="sound-title">{t('soundTitle')}</h2>
      <p>{t('soundLine')}</p>
      {missing.length === 0 ? null : (
        <p>{t('voicesMissing', { list: missing.map((language) => LANGUAGE_NAMES[language]).join(', ') })}</p>
      )}
      <div>
        <Button kind="primary" onPress={allow}>
          {t('soundAllow')}
        </Button>
        <Button onPress={() => void (soundAnswered.value = true)}>{t('soundSkip')}</Button>
      </div>
    </section>
  );
}
