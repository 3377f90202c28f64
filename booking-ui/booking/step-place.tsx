import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { TextOf } from '../../ui-kit/components/directory-text.js';
import { Button } from '../../ui-kit/components/button.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { languageNameOf } from '../../ui-kit/format.js';
import { words } from '../../ui-kit/words.js';
import {
  combinable,
  isBookable,
  mode,
  modes,
  mostPeople,
  municipality,
  municipalityName,
  office,
  officeMeant,
  officesToChoose,
  servedMunicipalities,
  service,
} from './choice.js';
import { draft } from './draft.js';
import { CheckField, idOf, RadioField, SelectField } from './fields.js';
import { StepForm } from './frame.js';
import { changeWish } from './hold.js';
import { Instead } from './instead.js';
import { modeName } from './mode-name.js';
import { p } from './problem-texts.js';
import { goOn } from './steps.js';
import { b } from './texts.js';

/** The API takes so many further services in one visit. */
const MOST_EXTRA = 5;

/** The address named service and municipality, so the step shows them instead of asking. */
export const knownByAddress = signal(false);
/** The service of the address, when the office has none of that code. */
export const unknownService = signal(false);

/** *Luogo*: for which municipality, where, what, and what the visit needs. */
export function StepPlace() {
  const main = service.value;
  const fits = main !== null && isBookable(main, draft.value.municipality);
  return (
    <StepForm onNext={goOn}>
      {unknownService.value && main === null ? <Alert kind="warning">{p('unknownService')}</Alert> : null}
      {knownByAddress.value ? <Known /> : <Asked />}
      {main !== null && !fits ? <Instead service={main} /> : null}
      {fits ? <VisitNeeds /> : null}
    </StepForm>
  );
}

function Known() {
  return (
    <div class="known">
      <h3>{b('known')}</h3>
      <p>
        <strong>{service.value === null ? null : <TextOf text={service.value.name} />}</strong>
        <br />
        {municipality.value === null ? null : municipalityName(municipality.value)}
      </p>
      <Button onPress={() => void (knownByAddress.value = false)}>{b('change')}</Button>
    </div>
  );
}

function Asked() {
  const { municipality: code } = draft.value;
  return (
    <>
      <RadioField
        field="municipality"
        label={b('municipality')}
        hint={b('municipalityHint')}
        required
        options={servedMunicipalities.value.map((one) => ({ value: one.code, label: municipalityName(one) }))}
        value={code}
        onChange={(next) => changeWish({ municipality: next })}
      />
      <OfficeChoice />
      <SelectField
        field="service"
        label={words('service')}
        required
        choose={b('chooseOne')}
        options={(office.value?.services ?? []).map((one) => ({ value: one.code, label: textOf(one.name).text }))}
        value={service.value?.code ?? null}
        onChange={(next) => changeWish({ service: next, extraServices: [] })}
      />
    </>
  );
}

function OfficeChoice() {
  const offices = officesToChoose.value;
  if (offices.length < 2) return null;
  return (
    <RadioField
      field="office"
      label={b('office')}
      required
      options={offices.map(({ slug, name, address }) => ({
        value: slug,
        label: <TextOf text={name} />,
        hint: <span lang="it">{`${address.street}, ${address.locality}`}</span>,
      }))}
      value={officeMeant.value}
      onChange={(next) => changeWish({ office: next })}
    />
  );
}

function VisitNeeds() {
  return (
    <>
      <ExtraServices />
      <People />
      <ModeChoice />
      <LanguageChoice />
    </>
  );
}

function ExtraServices() {
  const { extraServices } = draft.value;
  // As it was at first: it must not fold under the finger that takes the last tick away.
  const [unfolded] = useState(extraServices.length > 0);
  if (combinable.value.length === 0) return null;
  const choose = (code: string, chosen: boolean) =>
    changeWish({ extraServices: chosen ? [...extraServices, code] : extraServices.filter((one) => one !== code) });
  return (
    <details class="fold" open={unfolded}>
      <summary>
        <span>{b('extraServices')}</span>
      </summary>
      {combinable.value.map(({ code, name }) => (
        <CheckField
          key={code}
          field={`extra-${code}`}
          label={<TextOf text={name} />}
          checked={extraServices.includes(code)}
          disabled={extraServices.length >= MOST_EXTRA && !extraServices.includes(code)}
          onChange={(chosen) => choose(code, chosen)}
        />
      ))}
    </details>
  );
}

function People() {
  const [most, alone] = [mostPeople.value, service.value?.maxPeople ?? 1];
  if (alone < 2) return null;
  return (
    <div class="field">
      <label for={idOf('people')}>{b('people')}</label>
      <select
        id={idOf('people')}
        class="form-select"
        value={String(Math.min(draft.value.people, most))}
        onChange={(event) => changeWish({ people: Number(event.currentTarget.value) })}
      >
        {Array.from({ length: most }, (_, index) => (
          <option key={index} value={String(index + 1)}>
            {b('peopleCount', { n: index + 1 })}
          </option>
        ))}
      </select>
      {most < alone ? <p class="form-text">{b('peopleMost', { n: most })}</p> : null}
    </div>
  );
}

function ModeChoice() {
  if (modes.value.length < 2) return null;
  return (
    <RadioField
      field="mode"
      label={b('mode')}
      options={modes.value.map((one) => ({ value: one, ...modeName(one) }))}
      value={mode.value}
      onChange={(next) => changeWish({ mode: modes.value.find((one) => one === next) ?? null })}
    />
  );
}

function LanguageChoice() {
  const languages = office.value?.detail.booking.languages ?? [];
  const { needsLanguage } = draft.value;
  const wishFor = (tag: string) => words('speaksLanguage', { language: languageNameOf(tag) });
  const [only, ...more] = languages;
  if (only === undefined) return null;
  if (more.length === 0)
    return (
      <CheckField
        field="needsLanguage"
        label={wishFor(only)}
        hint={b('languageHint')}
        checked={needsLanguage === only}
        onChange={(chosen) => changeWish({ needsLanguage: chosen ? only : null })}
      />
    );
  return (
    <RadioField
      field="needsLanguage"
      label={b('language')}
      hint={b('languageHint')}
      options={[
        { value: '', label: b('anyLanguage') },
        ...languages.map((tag) => ({ value: tag, label: wishFor(tag) })),
      ]}
      value={needsLanguage ?? ''}
      onChange={(next) => changeWish({ needsLanguage: next === '' ? null : next })}
    />
  );
}
