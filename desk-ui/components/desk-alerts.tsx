import { Icon } from '../../ui-kit/components/icon.js';
import { timeOf } from '../../ui-kit/format.js';
import { queue } from '../state/live-queue.js';
import { clearAlert } from '../state/news.js';
import { alertText } from '../texts/alerts.js';
import { workTexts as t } from '../texts/work.texts.js';
import { CommandButton } from './command-button.js';

/** What devices and the queue ask of the desk: in words, with an icon, and with a sound (`news`). */
export function DeskAlerts() {
  const alerts = queue.value?.alerts ?? [];
  if (alerts.length === 0) return null;
  return (
    <ul class="desk-alerts" aria-label={t('alertsTitle')}>
      {alerts.map((alert, index) => (
        <li class={`desk-alert desk-alert-${alert.kind}`} key={alert.id}>
          <Icon name={alert.kind === 'operator-wanted' ? 'bell' : 'warning'} />
          <span class="grow">
            <strong>{alertText(alert)}</strong> <span>{timeOf(alert.raisedAt)}</span>
          </span>
          {alert.kind !== 'language-unattended' && (
            <CommandButton {...(index === 0 ? { letter: 'K' } : {})} onPress={() => clearAlert(alert)}>
              {alert.kind === 'operator-wanted' ? t('iGo') : t('refilled')}
            </CommandButton>
          )}
        </li>
      ))}
    </ul>
  );
}
