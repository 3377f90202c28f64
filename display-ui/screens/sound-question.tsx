import { Button } from '../../ui-kit/components/button.js';
import { asking, testSound } from '../sound-check.js';
import { sound } from '../sound.js';
import { t } from '../texts.js';
import { VoicesMissing } from './voices-missing.js';

const START_OPTION = '--autoplay-policy=no-user-gesture-required';

/** The browser wants a touch before it sounds: says so, and how to spare it. The calls go on being shown above. */
export function SoundQuestion() {
  const open = sound.value === 'ok';
  return (
    <section class="sound-question" aria-labelledby="sound-title">
      <div>
        <h2 id="sound-title">
          {t(open ? 'soundOpen' : 'soundTitle')} ·{' '}
          <span lang="zh-Hans">{t(open ? 'soundOpen' : 'soundTitle', {}, 'zh-Hans')}</span>
        </h2>
        {open ? null : (
          <p>
            {t('soundLine')} <code>{START_OPTION}</code> {t('soundAnyway')}
          </p>
        )}
        <VoicesMissing />
      </div>
      <div class="sound-buttons">
        <Button kind="primary" icon="sound" onPress={testSound}>
          {t(open ? 'soundTest' : 'soundAllow')}
        </Button>
        <Button onPress={() => void (asking.value = false)}>{t(open ? 'soundDone' : 'soundSkip')}</Button>
      </div>
    </section>
  );
}
