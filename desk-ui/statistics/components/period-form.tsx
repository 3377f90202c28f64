import { SelectField, TextField } from '../../components/field.js';
import { officeDay } from '../../state/bookings.js';
import { office } from '../../state/office.js';
import { statisticsShare } from '../../state/session.js';
import { periodErrors } from '../state/period.js';
import { presetDays, presetOf, PRESETS } from '../state/presets.js';
import { DIMENSIONS, wantedPeriod, wantPeriod, type PeriodWish } from '../state/wanted.js';
import { periodTexts as t } from '../texts/period.texts.js';
import { dimensionWord } from '../texts/statistics.texts.js';

/** Which days, cut how. What is chosen counts at once. */
export function PeriodForm() {
  const { from, to, by } = wantedPeriod.value;
  const errors = periodErrors.value;
  return (
    <div class="card period-form">
      <PresetField />
      <TextField
        label={t('from')}
        type="date"
        value={from}
        onChange={(day) => wantPeriod({ from: day })}
        error={errors.from}
      />
      <TextField label={t('to')} type="date" value={to} onChange={(day) => wantPeriod({ to: day })} error={errors.to} />
      <SelectField
        label={t('by')}
        value={by}
        onChange={(next) => wantPeriod({ by: next as PeriodWish['by'] })}
        error={errors.by}
        options={[
          ...dimensions().map((dimension) => ({ value: dimension, label: dimensionWord(dimension) })),
          { value: 'funders', label: t('funders') },
        ]}
      />
    </div>
  );
}

function PresetField() {
  const preset = presetOf(wantedPeriod.value, officeDay.value);
  const choose = (next: string) => {
    const known = PRESETS.find((one) => one === next);
    if (known !== undefined) wantPeriod(presetDays(known, officeDay.value));
  };
  return (
    <SelectField
      label={t('preset')}
      value={preset ?? ''}
      onChange={choose}
      options={[{ value: '', label: t('otherDays') }, ...PRESETS.map((one) => ({ value: one, label: t(one) }))]}
    />
  );
}

// Operators are the whole office's: a municipality's coordinator has no such cut.
function dimensions() {
  const whole = office.value !== null && statisticsShare(office.value) === 'all';
  return DIMENSIONS.filter((dimension) => whole || dimension !== 'operator');
}
