import type { ComponentChildren } from 'preact';
import type { OfficeDetail } from '../../src/directory/directory.contract.js';
import type { Language } from '../../ui-kit/catalogue.js';
import { officeNow } from '../../ui-kit/api.js';
import { dayOf, timeOf } from '../../ui-kit/format.js';
import { office } from '../kiosk-store.js';
import { appointmentWords } from '../appointment-texts.js';
import { InThree } from './in-three.js';

type MediationTimes = OfficeDetail['mediation'][number];

/** When mediators are there: what is left of today, and their next day; `otherwise` where the office has none. */
export function Mediation({ otherwise = null }: { otherwise?: ComponentChildren }) {
  const known = (office.value?.mediation ?? []).filter(
    ({ today, next }) => next !== null || comingUp(today) !== undefined,
  );
  if (known.length === 0) return <>{otherwise}</>;
  return (
    <div class="rest-note rest-spoken rest-mediation">
      <InThree text={(inLanguage) => known.map((times) => lineOf(times, inLanguage)).join(' · ')} />
    </div>
  );
}

function comingUp(today: MediationTimes['today']) {
  return today.find(({ to }) => Date.parse(to) > Date.parse(officeNow()));
}

function lineOf({ language, today, next }: MediationTimes, inLanguage: Language): string {
  const named = nameOf(language, inLanguage);
  const day = next === null ? null : dayOf(next, inLanguage);
  const soon = comingUp(today);
  if (soon === undefined) return appointmentWords('mediationNotToday', { language: named, day: day ?? '' }, inLanguage);
  const to = timeOf(soon.to);
  const now =
    Date.parse(soon.from) > Date.parse(officeNow())
      ? appointmentWords('mediationFrom', { language: named, from: timeOf(soon.from), to }, inLanguage)
      : appointmentWords('mediationUntil', { language: named, to }, inLanguage);
  return day === null
    ? now
    : `${now}${inLanguage === 'zh-Hans' ? '；' : '; '}${appointmentWords('mediationNext', { day }, inLanguage)}`;
}

// The language alone, without its script: `cinese`, 中文, `Chinese`.
function nameOf(tag: string, inLanguage: Language): string {
  const alone = tag.split('-')[0] ?? tag;
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(alone) ?? alone;
}
