import { useState } from 'preact/hooks';
import { textOf } from '../../ui-kit/catalogue.js';
import { CommandButton } from '../components/command-button.js';
import { SeatFields, seatProblem } from '../components/seat-fields.js';
import { myCounter, myTicket } from '../state/desk.js';
import { services } from '../state/office.js';
import { changeSeat, leaveCounter, type SeatChoice } from '../state/seat.js';
import { frameTexts as t } from '../texts/frame.texts.js';
import { dialogTexts } from '../texts/dialogs.texts.js';
import { FormDialog } from './form-dialog.js';

/** What my counter takes, changed while working; or another counter. */
export function SeatDialog() {
  const all = services.value.map(({ code }) => code);
  const counter = myCounter.value;
  const [choice, setChoice] = useState<SeatChoice>(() => ({
    services: all.every((code) => counter?.services.includes(code)) ? null : (counter?.services ?? []),
    languages: counter?.languages ?? null,
  }));
  const [leaving, setLeaving] = useState<string | null>(null);
  const send = async () => seatProblem(choice) ?? changeSeat(choice, { services: all, languages: null });
  return (
    <FormDialog title={textOf(counter?.name ?? '').text} submit={t('change')} onSubmit={send}>
      <SeatFields choice={choice} onChange={setChoice} />
      {(leaving ?? openTicket()) !== null && <p class="soft">{leaving ?? openTicket()}</p>}
      {myTicket.value === null && (
        <CommandButton icon="arrow-left" onPress={async () => setLeaving(await leaveCounter())}>
          {t('otherCounter')}
        </CommandButton>
      )}
    </FormDialog>
  );
}

function openTicket(): string | null {
  return myTicket.value === null ? null : dialogTexts('finishFirst', { number: myTicket.value.number });
}
