import { Icon } from '../../ui-kit/components/icon.js';
import { words } from '../../ui-kit/words.js';
import { earlierCalls } from '../display-store.js';
import { t } from '../texts.js';

const SHOWN = 6;

/** The calls before the large one; those still on their way are brighter than those being served. */
export function EarlierCalls() {
  const calls = earlierCalls.value.slice(0, SHOWN);
  if (calls.length === 0) return null;
  return (
    <section class="earlier">
      <h2>
        <span lang="it">{t('earlierCalls', {}, 'it')}</span> ·{' '}
        <span lang="zh-Hans">{t('earlierCalls', {}, 'zh-Hans')}</span>
      </h2>
      <ol>
        {calls.map((call) => (
          <li key={call.callId} class={call.status}>
            <strong>{call.number}</strong>
            <Icon name="arrow-right" size="0.7em" />
            <span>
              <small>{words('counter', {}, 'it')}</small> <b>{call.counter}</b>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
