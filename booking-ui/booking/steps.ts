import { computed, effect, signal } from '@preact/signals';
import { applicantFaults, detailFaults, type Fault } from './checks.js';
import { mode, byRequest, questions, wish } from './choice.js';
import { draft } from './draft.js';

/** The five steps of Italian municipal sites, in their order. */
export const STEPS = ['place', 'time', 'details', 'applicant', 'summary'] as const;
export type Step = (typeof STEPS)[number];

/** The step on the screen. The address keeps it (`?step=2`), so the browser's back button goes one step back. */
export const step = signal<Step>('place');

/** What is wrong with the step on the screen since somebody last tried to go on. */
export const faults = signal<readonly Fault[]>([]);

/** *Modifica* was pressed in the summary: going on leads back there. */
const editing = signal(false);

export const stepNumber = computed(() => STEPS.indexOf(step.value) + 1);

/** Faults of a step as it stands now. */
export function faultsOf(one: Step): readonly Fault[] {
  const current = draft.value;
  if (one === 'place') return placeFaults();
  if (one === 'time') return current.slot === null ? [{ field: 'slot', text: 'chooseSlot' }] : [];
  if (one === 'details') return detailFaults(questions.value, current.answers, current.notes);
  return one === 'applicant' ? applicantFaults(current, contactNeeds()) : [];
}

/** What this booking needs to know of the applicant. */
export function contactNeeds(): { email: boolean; phone: boolean } {
  return { email: byRequest.value, phone: mode.value !== 'desk' };
}

/** Goes to a step as far as the ones before it are filled in; a new entry in the browser's history. */
export function goTo(wanted: Step, how: 'push' | 'replace' = 'push'): void {
  const next = reachable(wanted);
  const address = new URL(location.href);
  address.searchParams.set('step', String(STEPS.indexOf(next) + 1));
  if (how === 'push' && next !== step.value) history.pushState({ from: step.value }, '', address);
  else history.replaceState(history.state, '', address);
  show(next);
}

/** Back to the step that one came from, as the browser's own button does. */
export function goBack(): void {
  if ((history.state as { from?: Step } | null)?.from !== undefined) history.back();
  else goTo(STEPS[stepNumber.value - 2] ?? 'place', 'replace');
}

/** From the summary to one card and back again. */
export function edit(one: Step): void {
  goTo(one);
  editing.value = true;
}

/** The step after this one, or the summary for whoever came from there. */
export function goOn(): void {
  const wrong = faultsOf(step.value);
  faults.value = wrong;
  if (wrong.length > 0) return;
  goTo(editing.value ? 'summary' : (STEPS[stepNumber.value] ?? 'summary'));
}

/** Shows the step that the address names, now and whenever the browser goes back or forth. */
export function followAddress(): () => void {
  const follow = () => {
    show(reachable(stepOfAddress()));
    nameChoice();
  };
  follow();
  addEventListener('popstate', follow);
  const stopNaming = effect(nameChoice);
  return () => {
    removeEventListener('popstate', follow);
    stopNaming();
  };
}

// The address names what is chosen now, so that a reload does not bring back what it named first.
function nameChoice(): void {
  const { service, municipality, office } = draft.value;
  const address = new URL(location.href);
  for (const [name, value] of Object.entries({ service, municipality, office }))
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  if (address.href !== location.href) history.replaceState(history.state, '', address);
}

function show(next: Step): void {
  if (next === step.value) return;
  if (next === 'summary') editing.value = false;
  faults.value = [];
  step.value = next;
}

function reachable(wanted: Step): Step {
  const before = STEPS.slice(0, STEPS.indexOf(wanted));
  return before.find((one) => faultsOf(one).length > 0) ?? wanted;
}

function stepOfAddress(): Step {
  return STEPS[Number(new URLSearchParams(location.search).get('step') ?? '1') - 1] ?? 'place';
}

function placeFaults(): Fault[] {
  if (draft.value.municipality === null) return [{ field: 'municipality', text: 'chooseMunicipality' }];
  if (draft.value.service === null) return [{ field: 'service', text: 'chooseService' }];
  return wish.value === null ? [{ field: 'service', text: 'notBookable' }] : [];
}
