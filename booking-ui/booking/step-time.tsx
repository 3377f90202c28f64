import { useEffect, useRef } from 'preact/hooks';
import { Alert } from '../../ui-kit/components/notices.js';
import { dayAndTimeOf } from '../../ui-kit/format.js';
import { SlotTimes } from '../slots/slot-days.js';
import { SlotPicker } from '../slots/slot-picker.js';
import { office, wish } from './choice.js';
import { draft } from './draft.js';
import { FieldError, idOf } from './fields.js';
import { StepForm } from './frame.js';
import { chooseSlot, holdTrouble, keepSlot, slotsRevision, type HoldTrouble } from './hold.js';
import { p, problemText } from './problem-texts.js';
import { faults, goOn } from './steps.js';
import { b } from './texts.js';

/** *Data e orario*: a slot, kept for this visitor as soon as one goes on. */
export function StepTime() {
  const detail = office.value?.detail;
  if (wish.value === null || detail === undefined) return null;
  const { slot, hold } = draft.value;
  const onNext = async () => {
    if (slot === null || (await keepSlot())) goOn();
  };
  return (
    <StepForm onNext={onNext} plain>
      {holdTrouble.value === null ? null : <Refused trouble={holdTrouble.value} />}
      <div id={idOf('slot')} tabIndex={-1} class="slot-field">
        <SlotPicker
          office={detail.slug}
          wish={wish.value}
          value={slot?.start ?? null}
          onChange={chooseSlot}
          label={b('pickTime')}
          kept={hold === null ? null : slot}
          emails={detail.booking.emails}
          revision={slotsRevision.value}
          errorId={faults.value.length > 0 ? `${idOf('slot')}-error` : undefined}
        />
        <FieldError field="slot" />
      </div>
    </StepForm>
  );
}

function Refused({ trouble }: { trouble: HoldTrouble }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [trouble]);
  const taken = trouble.code === 'slot-taken';
  return (
    <div ref={box} tabIndex={-1} class="slot-refused">
      <Alert kind="danger">
        <p>{taken ? p('slotTaken', { when: dayAndTimeOf(trouble.start) }) : problemText(trouble.code)}</p>
        {taken && trouble.nearest.length === 0 ? <p>{p('noNearest')}</p> : null}
      </Alert>
      {trouble.nearest.length === 0 ? null : (
        <SlotTimes
          name="nearest"
          label={b('nearest')}
          slots={trouble.nearest}
          value={draft.value.slot?.start ?? null}
          onChange={chooseSlot}
          withDay
        />
      )}
    </div>
  );
}
