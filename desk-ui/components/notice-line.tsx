import { Icon } from '../../ui-kit/components/icon.js';
import { idle } from '../state/commands.js';
import { dismissNotice, notice, undoLast } from '../state/notices.js';
import { workTexts as t } from '../texts/work.texts.js';
import { Button } from '../../ui-kit/components/button.js';
import { KeyHint } from './key-hint.js';

/** What just happened, with a way back for ten seconds. */
export function NoticeLine() {
  const now = notice.value;
  return (
    <aside class="notice-place" aria-label={t('noticesTitle')}>
      <div role={now?.kind === 'danger' ? 'alert' : 'status'}>
        {now !== null && (
          <div class={`notice notice-${now.kind}`} key={now.id}>
            <Icon name={now.kind === 'success' ? 'check' : now.kind === 'info' ? 'bell' : 'warning'} />
            <span class="grow">{now.text}</span>
            {now.undo !== null && (
              <Button class="notice-button" disabled={!idle.value} shortcut="Z" onPress={undoLast}>
                {t('undo')} <KeyHint letter="Z" />
              </Button>
            )}
            <button type="button" class="notice-close" onClick={dismissNotice}>
              <Icon name="close" size={18} />
              <span class="visually-hidden">{t('closeNotice')}</span>
            </button>
            {now.undo !== null && <span class="notice-time" aria-hidden="true" />}
          </div>
        )}
      </div>
    </aside>
  );
}
