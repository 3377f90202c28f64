import { Icon } from '../../ui-kit/components/icon.js';
import { LanguageBar } from '../../ui-kit/components/language-bar.js';
import { words } from '../../ui-kit/words.js';
import { offerOperator } from '../help.js';
import { goBack, languageChosen, reachable, step } from '../kiosk-store.js';
import { t } from '../texts.js';

/** Always there: the way back, the languages, easier use and a person. */
export function TopBar() {
  const canGoBack = step.value !== 'ticket' && step.value !== 'taking';
  return (
    <header class="top-bar">
      {canGoBack ? (
        <button type="button" class="kit-button back" onClick={goBack}>
          <Icon name="arrow-left" /> {words('back')}
        </button>
      ) : (
        <span />
      )}
      <LanguageBar onChange={() => (languageChosen.value = true)} />
      <div class="helps">
        <button
          type="button"
          class="kit-button"
          aria-pressed={reachable.value}
          aria-label={t('accessibility')}
          onClick={() => (reachable.value = !reachable.value)}
        >
          <Icon name="accessibility" size="1.7em" />
        </button>
        <button type="button" class="kit-button" onClick={offerOperator}>
          <Icon name="bell" /> {t('callOperator')}
        </button>
      </div>
    </header>
  );
}
