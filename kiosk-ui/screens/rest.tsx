import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../ui-kit/catalogue.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { soonOf, timeOf } from '../../ui-kit/format.js';
import { officeNow } from '../../ui-kit/api.js';
import { status } from '../../ui-kit/status.js';
import { words } from '../../ui-kit/words.js';
import { begin, office, waitingCount } from '../kiosk-store.js';
import { PortalCode } from '../parts/portal-code.js';
import { t } from '../texts.js';

/** Nobody is here yet: what a passer-by wants to know, in three languages. */
export function Rest() {
  const detail = office.value;
  if (detail === null) return <p class="rest-state">{words('connecting')}</p>;
  return (
    <div class="rest" onClick={detail.ticketsOpen ? begin : undefined}>
      <h1>
        <TextOf text={detail.name} />
      </h1>
      {detail.ticketsOpen ? <Open /> : <Closed />}
      <TechnicianNotes />
    </div>
  );
}

/** What a technician has to put right, small and only here: visitors can do nothing about it. */
function TechnicianNotes() {
  const warnings = status.value?.warnings ?? [];
  return warnings.map(({ code, detail }) => (
    <p key={code} class="technician-note" lang="en">
      {detail}
    </p>
  ));
}

function Open() {
  return (
    <>
      <button type="button" class="touch-to-start" onClick={begin}>
        <Icon name="ticket" size="2.2em" />
        {LANGUAGES.map((language) => (
          <span key={language} lang={language}>
            {t('touchToStart', {}, language)}
          </span>
        ))}
      </button>
      <div class="rest-state">
        {LANGUAGES.map((language) => (
          <p key={language} lang={language}>
            {stateLine(language)}
          </p>
        ))}
      </div>
      {office.value?.attended === false ? <Late /> : <Mediation />}
    </>
  );
}

function stateLine(language: Language): string {
  const { openUntil } = office.value ?? {};
  const waiting = waitingCount.value === null ? [] : [words('waiting', { n: waitingCount.value }, language)];
  const until = openUntil == null ? [] : [words('openUntil', { time: timeOf(openUntil) }, language)];
  return [...until, ...waiting].join(' · ');
}

function Late() {
  return (
    <div class="rest-note">
      {LANGUAGES.map((language) => (
        <p key={language} lang={language}>
          <strong>{t('lateTitle', {}, language)}.</strong> {t('lateLine', {}, language)}
        </p>
      ))}
    </div>
  );
}

function Mediation() {
  const spoken = (office.value?.languagesNow ?? []).map((tag) => LANGUAGE_NAMES[tag as Language] ?? tag);
  if (spoken.length === 0) return null;
  return (
    <p class="rest-note" lang="it">
      {t('mediationNow', { list: spoken.join(' · ') }, 'it')}
    </p>
  );
}

function Closed() {
  const { open, nextOpening } = office.value ?? {};
  const today = officeNow().slice(0, 10);
  return (
    <>
      <div class="rest-closed">
        {LANGUAGES.map((language) => (
          <p key={language} lang={language}>
            <strong>{t(open === true ? 'noTicketsNow' : 'closedTitle', {}, language)}</strong>
            <br />
            {nextOpening == null
              ? t('closedUnknown', {}, language)
              : t('closedLine', { time: soonOf(nextOpening, today, language) }, language)}
          </p>
        ))}
      </div>
      <PortalCode />
    </>
  );
}
