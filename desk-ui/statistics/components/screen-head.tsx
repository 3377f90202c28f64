import type { ComponentChildren } from 'preact';
import { textOf } from '../../../ui-kit/catalogue.js';
import { Alert } from '../../../ui-kit/components/notices.js';
import { timeOf } from '../../../ui-kit/format.js';
import { SelectField } from '../../components/field.js';
import { enterOffice } from '../../state/boot.js';
import { municipalityName, office, offices } from '../../state/office.js';
import { worksAt } from '../../state/session.js';
import { frameTexts } from '../../texts/frame.texts.js';
import type { Reading } from '../state/reading.js';
import { statisticsTexts as t } from '../texts/statistics.texts.js';

type ScreenHeadProps = {
  title: string;
  reading: Pick<Reading<unknown>, 'answered' | 'problem'>;
  shares: readonly string[] | null;
  children?: ComponentChildren;
};

/** Title, whose figures these are, how old they are, and why there are no newer ones. */
export function ScreenHead({ title, reading, shares, children }: ScreenHeadProps) {
  const { answered, problem } = reading;
  const at = answered.value?.at;
  return (
    <>
      <div class="statistics-head">
        <h1>{title}</h1>
        {children}
        <span class="grow" />
        <OfficeChoice />
        {at !== undefined && <span class="soft read-at">{t('readAt', { time: timeOf(at) })}</span>}
      </div>
      {shares !== null && <p class="share-line">{t('share', { names: shares.map(municipalityName).join(', ') })}</p>}
      {problem.value !== null && problem.value.faults.length === 0 && (
        <Alert kind="warning">
          {at === undefined ? problem.value.text : t('stale', { time: timeOf(at), reason: problem.value.text })}
        </Alert>
      )}
    </>
  );
}

// Whoever works at the desk changes the office there; who sees shares of several has only this place.
function OfficeChoice() {
  const slug = office.value?.slug ?? '';
  if (offices.value.length < 2 || worksAt(slug)) return null;
  const options = offices.value.map((one) => ({ value: one.slug, label: textOf(one.name).text }));
  return (
    <SelectField
      label={frameTexts('office')}
      value={slug}
      onChange={(next) => void enterOffice(next)}
      options={options}
    />
  );
}
