import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { asksSpeaker, choice, hasWishes, office, takeTicket } from '../kiosk-store.js';
import { t } from '../texts.js';

/** Nothing to ask, but something to know before the ticket. */
function OnlyTheGap() {
  return (
    <div class="centred">
      <Icon name="clock" size="6rem" />
      <h1>{t('beforeTaking')}</h1>
      <p class="lead-line">{t('gapWarning')}</p>
      <button type="button" class="kit-button kit-button-primary take" data-first onClick={() => void takeTicket()}>
        {t('takeTicket')}
      </button>
    </div>
  );
}

/** A speaker of the visitor's language, and priority, asked discreetly; then the ticket. */
export function Wishes() {
  const { needsLanguage, priority, service } = choice.value;
  const detail = office.value;
  if (!hasWishes()) return <OnlyTheGap />;
  return (
    <>
      <h1>{t('wishes')}</h1>
      {service?.waitMayPassGap === true ? <Alert kind="warning">{t('gapWarning')}</Alert> : null}
      <div class="wishes">
        {asksSpeaker() ? (
          <button
            type="button"
            class="wish"
            aria-pressed={needsLanguage}
            onClick={() => (choice.value = { ...choice.value, needsLanguage: !needsLanguage })}
          >
            <span class="wish-box" />
            <span>
              {t('wantSpeaker')}
              <small>{t('wantSpeakerLine')}</small>
            </span>
          </button>
        ) : null}
        {detail?.askPriority === true && detail.priorities.length > 0 ? (
          <fieldset class="priority">
            <legend>{t('priorityTitle')}</legend>
            <p>{t('priorityLine')}</p>
            {[null, ...detail.priorities].map((one) => (
              <button
                type="button"
                key={one?.code ?? 'none'}
                class="wish"
                aria-pressed={priority === (one?.code ?? null)}
                onClick={() => (choice.value = { ...choice.value, priority: one?.code ?? null })}
              >
                <span class="wish-box" />
                <span>{one === null ? t('noPriority') : <TextOf text={one.name} />}</span>
              </button>
            ))}
          </fieldset>
        ) : null}
      </div>
      <button type="button" class="kit-button kit-button-primary take" data-first onClick={() => void takeTicket()}>
        {t('takeTicket')}
      </button>
    </>
  );
}
