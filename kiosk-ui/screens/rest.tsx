import { LANGUAGE_NAMES, LANGUAGES, ourLanguage, type Language } from '../../ui-kit/catalogue.js';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Icon } from '../../ui-kit/components/icon.js';
import { soonOf, timeOf, waitOf } from '../../ui-kit/format.js';
import { officeNow } from '../../ui-kit/api.js';
import { status } from '../../ui-kit/status.js';
import { words } from '../../ui-kit/words.js';
import { appointmentsNow, begin, office, waitingCount, waitingRange } from '../kiosk-store.js';
import { InThree } from '../parts/in-three.js';
import { Mediation } from '../parts/mediation.js';
import { PortalCode } from '../parts/portal-code.js';
import { RestNotices } from '../parts/rest-notices.js';
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
    <div class="rest-body">
      <button type="button" class="touch-to-start" onClick={begin}>
        <Icon name="ticket" size="2.2em" />
        {LANGUAGES.map((language) => (
          <span key={language} lang={language}>
            {t('touchToStart', {}, language)}
          </span>
        ))}
      </button>
      <div class="rest-side">
        <div class="rest-state">
          <InThree text={stateLine} />
        </div>
        {office.value?.attended === false ? <Late /> : <Mediation otherwise={<SpokenNow />} />}
        <RestNotices />
      </div>
    </div>
  );
}

function stateLine(language: Language): string {
  const { openUntil } = office.value ?? {};
  const waiting = waitingCount.value;
  const range = waitingRange.value;
  return [
    ...(openUntil == null ? [] : [words('openUntil', { time: timeOf(openUntil) }, language)]),
    ...(waiting === null
      ? []
      : [waiting === 0 ? t('nobodyWaiting', {}, language) : words('waiting', { n: waiting }, language)]),
    ...(range === null || waiting === 0 ? [] : [waitOf(range, language)]),
  ].join(' · ');
}

function Late() {
  return (
    <div class="rest-note">
      {LANGUAGES.map((language) => (
        <p key={language} lang={language}>
          <strong>{t('lateTitle', {}, language)}</strong>
          <br />
          {t('lateLine', {}, language)}
        </p>
      ))}
    </div>
  );
}

function SpokenNow() {
  const spoken = office.value?.languagesNow ?? [];
  if (spoken.length === 0) return null;
  const names = spoken.map((tag) => {
    const ours = ourLanguage(tag);
    return ours === null ? tag : LANGUAGE_NAMES[ours];
  });
  return (
    <div class="rest-note rest-spoken">
      <InThree text={(language) => t('mediationNow', { list: names.join(' · ') }, language)} />
    </div>
  );
}

function Closed() {
  const { open, nextOpening } = office.value ?? {};
  const today = officeNow().slice(0, 10);
  return (
    <div class="rest-body">
      <div class="rest-state-and-way">
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
        {appointmentsNow.value ? <CheckInOnly /> : null}
      </div>
      <div class="rest-side">
        <PortalCode inThree />
        <Mediation />
        <RestNotices />
      </div>
    </div>
  );
}

/** No numbers now, but whoever booked may say that they are here. */
function CheckInOnly() {
  return (
    <button type="button" class="large-choice check-in-only" onClick={begin}>
      <Icon name="calendar" size="1.6em" />
      {LANGUAGES.map((language) => (
        <span key={language} lang={language}>
          {words('haveAppointment', {}, language)}
        </span>
      ))}
    </button>
  );
}
