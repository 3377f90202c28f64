import { useState } from 'preact/hooks';
import type { QueueCounter } from '../../src/queue/queue.contract.js';
import { textOf } from '../../ui-kit/catalogue.js';
import { Alert } from '../../ui-kit/components/notices.js';
import { CommandButton } from '../components/command-button.js';
import { SelectField } from '../components/field.js';
import { SeatFields, seatProblem } from '../components/seat-fields.js';
import { enterOffice } from '../state/boot.js';
import { queue } from '../state/live-queue.js';
import { office, offices } from '../state/office.js';
import { preferences } from '../state/preferences.js';
import { sitDown, type SeatChoice } from '../state/seat.js';
import { isCoordinator } from '../state/session.js';
import { frameTexts as t } from '../texts/frame.texts.js';

/** Where the person sits, and what is taken there. */
export function ChooseCounterScreen() {
  const [counter, setCounter] = useState<string | null>(null);
  const [choice, setChoice] = useState<SeatChoice>(() => rememberedChoice());
  const [problem, setProblem] = useState<string | null>(null);
  const [takeOver, setTakeOver] = useState(false);
  const counters = queue.value?.counters ?? [];
  const chosen = counters.find(({ code }) => code === (counter ?? suggested(counters)));
  const open = async () => {
    if (chosen === undefined) return setProblem(t('noCounterChosen'));
    const wrong = seatProblem(choice);
    const taken = chosen.state !== 'closed';
    if (wrong !== null || (taken && !takeOver)) {
      setProblem(wrong);
      return setTakeOver(taken);
    }
    setProblem(await sitDown(chosen.code, choice, taken));
    setTakeOver(false);
  };
  return (
    <div class="choose-counter">
      <h1>{t('chooseTitle')}</h1>
      {offices.value.length > 1 && <OfficeChoice />}
      <div class="choose-columns card">
        <CounterChoice
          counters={counters}
          chosen={chosen?.code ?? null}
          onChoose={(code) => {
            setCounter(code);
            setTakeOver(false);
          }}
        />
        <div>
          <SeatFields choice={choice} onChange={setChoice} />
        </div>
      </div>
      {problem !== null && <Alert kind="danger">{problem}</Alert>}
      {takeOver && <Alert kind="warning">{t('takeOverSure', { name: chosen?.operator?.name ?? '' })}</Alert>}
      <CommandButton kind="primary" class="open-counter" onPress={open}>
        {takeOver ? t('takeOver') : t('openCounter')}
      </CommandButton>
    </div>
  );
}

function CounterChoice(props: {
  counters: readonly QueueCounter[];
  chosen: string | null;
  onChoose: (code: string) => void;
}) {
  const mayTakeOver = isCoordinator(office.value?.slug ?? '');
  return (
    <fieldset class="seat-fields">
      <legend>{t('counterTitle')}</legend>
      {props.counters.map(({ code, name, state, operator }) => {
        const taken = state !== 'closed';
        const counterName = textOf(name);
        return (
          <label class="choice counter-choice" key={code}>
            <input
              type="radio"
              name="counter"
              value={code}
              checked={props.chosen === code}
              disabled={taken && !mayTakeOver}
              onChange={() => props.onChoose(code)}
            />
            <span>
              <strong lang={counterName.lang}>{counterName.text}</strong>
              <span class="soft">{taken ? t('takenBy', { name: operator?.name ?? '?' }) : t('free')}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function OfficeChoice() {
  const options = offices.value.map(({ slug, name }) => ({ value: slug, label: textOf(name).text }));
  return (
    <SelectField
      label={t('office')}
      value={office.value?.slug ?? ''}
      options={options}
      onChange={(slug) => void enterOffice(slug)}
    />
  );
}

// Last time's counter when it is free, else the first free one.
function suggested(counters: readonly QueueCounter[]): string | null {
  const free = counters.filter(({ state }) => state === 'closed').map(({ code }) => code);
  const last = preferences.value.counter;
  return last !== null && free.includes(last) ? last : (free[0] ?? null);
}

// A service that the office has given up meanwhile is no longer chosen.
function rememberedChoice(): SeatChoice {
  const { services, languages } = preferences.value;
  return { services: services?.length === 0 ? null : services, languages };
}
