import { textOf } from '../../ui-kit/catalogue.js';
import type { SeatChoice } from '../state/seat.js';
import { office, services } from '../state/office.js';
import { user } from '../state/session.js';
import { languageName } from '../texts/alerts.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { Check } from './field.js';

type SeatFieldsProps = { choice: SeatChoice; onChange: (choice: SeatChoice) => void };

/** Services and languages that somebody takes at a counter. */
export function SeatFields({ choice, onChange }: SeatFieldsProps) {
  return (
    <>
      <ServiceChoice choice={choice} onChange={onChange} />
      <LanguageChoice choice={choice} onChange={onChange} />
    </>
  );
}

function ServiceChoice({ choice, onChange }: SeatFieldsProps) {
  const all = services.value.map(({ code }) => code);
  const chosen = choice.services ?? all;
  const toggle = (code: string, on: boolean) => {
    const next = all.filter((one) => (one === code ? on : chosen.includes(one)));
    onChange({ ...choice, services: next.length === all.length ? null : next });
  };
  return (
    <fieldset class="seat-fields">
      <legend>{t('servicesTaken')}</legend>
      <Check
        label={<strong>{t('allServices')}</strong>}
        checked={choice.services === null}
        onChange={(on) => onChange({ ...choice, services: on ? null : [] })}
      />
      <div class="two-columns">
        {services.value.map((service) => {
          const name = textOf(service.name);
          return (
            <Check
              key={service.code}
              lang={name.lang}
              label={name.text}
              checked={chosen.includes(service.code)}
              onChange={(on) => toggle(service.code, on)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

function LanguageChoice({ choice, onChange }: SeatFieldsProps) {
  const offered = office.value?.languages ?? [];
  const chosen = choice.languages ?? ownLanguages();
  const toggle = (tag: string, on: boolean) =>
    onChange({ ...choice, languages: offered.filter((one) => (one === tag ? on : chosen.includes(one))) });
  return (
    <fieldset class="seat-fields">
      <legend>{t('languagesSpoken')}</legend>
      <div class="in-line">
        {offered.map((tag) => (
          <Check
            key={tag}
            lang={tag}
            label={languageName(tag)}
            checked={chosen.includes(tag)}
            onChange={(on) => toggle(tag, on)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** The person's own languages that the office uses; its first one for somebody without any, as the server does. */
export function ownLanguages(): string[] {
  const offered = office.value?.languages ?? [];
  const own = (user.value?.languages ?? []).filter((tag) => offered.includes(tag));
  return own.length > 0 ? own : offered.slice(0, 1);
}

/** The sentence for a choice that cannot be opened; null when it can. */
export function seatProblem(choice: SeatChoice): string | null {
  if (choice.services?.length === 0) return t('noServiceChosen');
  return choice.languages?.length === 0 ? t('noLanguageChosen') : null;
}
