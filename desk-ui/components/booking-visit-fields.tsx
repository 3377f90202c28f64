import { textOf } from '../../ui-kit/catalogue.js';
import type { ServiceItem } from '../../src/directory/directory.contract.js';
import { NONE } from '../dialogs/options.js';
import type { BookingDraft } from '../state/booking-draft.js';
import { municipalityName, office, serviceName, services } from '../state/office.js';
import { languageName } from '../texts/alerts.js';
import { bookingFormTexts as t } from '../texts/booking-form.texts.js';
import { modeName } from '../texts/booking-words.js';
import { Check, SelectField, type Option } from './field.js';

type VisitFieldsProps = {
  draft: BookingDraft;
  onChange: (change: Partial<BookingDraft>) => void;
  municipalityError: string | null;
};

/** Services that can be booked. */
export const bookableServices = (): ServiceItem[] => services.value.filter(({ bookable }) => bookable);

/** What the visit is about: everything that decides which places fit. */
export function BookingVisitFields({ draft, onChange, municipalityError }: VisitFieldsProps) {
  const chosen = bookableServices().find(({ code }) => code === draft.service);
  const toService = (code: string) => {
    const service = bookableServices().find((one) => one.code === code);
    const keeps = service?.municipalities.includes(draft.municipality) === true;
    const mode = service?.modes.includes(draft.mode) === true ? draft.mode : (service?.modes[0] ?? 'desk');
    const municipality = keeps ? draft.municipality : NONE;
    onChange({ service: code, municipality, mode, people: 1, extraServices: [], answers: {} });
  };
  return (
    <>
      <SelectField
        label={t('service')}
        value={draft.service}
        options={bookableServices().map(({ code, name }) => ({ value: code, label: textOf(name).text }))}
        onChange={toService}
        autoFocus
      />
      <div class="side-by-side">
        <SelectField
          label={t('municipality')}
          value={draft.municipality}
          options={municipalityOptions(chosen)}
          onChange={(municipality) => onChange({ municipality })}
          error={municipalityError}
        />
        <NeedField draft={draft} onChange={onChange} />
        <ModeField draft={draft} modes={chosen?.modes ?? []} onChange={onChange} />
        <PeopleField draft={draft} most={chosen?.maxPeople ?? 1} onChange={onChange} />
      </div>
      <ExtraServices draft={draft} codes={chosen?.combinableWith ?? []} onChange={onChange} />
    </>
  );
}

type Part = Pick<VisitFieldsProps, 'draft' | 'onChange'>;

function NeedField({ draft, onChange }: Part) {
  const languages = office.value?.booking.languages ?? [];
  if (languages.length === 0) return null;
  const options: Option[] = languages.map((tag) => ({ value: tag, label: languageName(tag), lang: tag }));
  return (
    <SelectField
      label={t('needsLanguage')}
      value={draft.needsLanguage}
      options={[{ value: NONE, label: t('noNeed') }, ...options]}
      onChange={(needsLanguage) => onChange({ needsLanguage })}
    />
  );
}

function ModeField({ draft, modes, onChange }: Part & { modes: readonly BookingDraft['mode'][] }) {
  if (modes.length < 2) return null;
  return (
    <SelectField
      label={t('mode')}
      value={draft.mode}
      options={modes.map((mode) => ({ value: mode, label: modeName(mode) }))}
      onChange={(wanted) => onChange({ mode: modes.find((mode) => mode === wanted) ?? draft.mode })}
    />
  );
}

function PeopleField({ draft, most, onChange }: Part & { most: number }) {
  if (most < 2) return null;
  const numbers = Array.from({ length: most }, (_, index) => String(index + 1));
  return (
    <SelectField
      label={t('people')}
      value={String(draft.people)}
      options={numbers.map((n) => ({ value: n, label: n }))}
      onChange={(people) => onChange({ people: Number(people) })}
    />
  );
}

function ExtraServices({ draft, codes, onChange }: Part & { codes: readonly string[] }) {
  if (codes.length === 0) return null;
  const chosen = draft.extraServices;
  const toggle = (code: string, on: boolean) =>
    onChange({ extraServices: on ? [...chosen, code] : chosen.filter((one) => one !== code) });
  return (
    <details class="extras">
      <summary>{t('extraServices', { n: chosen.length })}</summary>
      {codes.map((code) => (
        <Check
          key={code}
          label={serviceName(code)}
          checked={chosen.includes(code)}
          onChange={(on) => toggle(code, on)}
        />
      ))}
    </details>
  );
}

function municipalityOptions(service: ServiceItem | undefined): Option[] {
  const served = (service?.municipalities ?? []).map((code) => ({ value: code, label: municipalityName(code) }));
  return [{ value: NONE, label: t('choose') }, ...served];
}
