import { idle, running } from '../state/commands.js';
import { myTicket, nextForMe, step } from '../state/desk.js';
import { upToDate } from '../state/live-queue.js';
import type { NextStep } from '../state/next-step.js';
import { doStep, STEP_KEY } from '../state/shortcuts.js';
import { workTexts as t } from '../texts/work.texts.js';

/** The one large button: it and its key do the one sensible next thing. */
export function StepButton() {
  if (step.value === null) return null;
  return (
    <button
      type="button"
      class={`step-button step-${step.value}`}
      aria-disabled={!idle.value}
      aria-busy={running.value !== null}
      aria-keyshortcuts={STEP_KEY}
      onClick={() => void doStep()}
    >
      <span class="step-text">{label(step.value)}</span>
      <span class="step-keys" aria-hidden="true">
        <kbd>{STEP_KEY}</kbd> <kbd>{t('space')}</kbd>
      </span>
    </button>
  );
}

// While a command runs or the server is away the button says that instead: a press would do nothing.
function label(next: NextStep): string {
  if (running.value?.away === true) return t('noAnswerYet');
  if (!upToDate.value) return t('waitForServer');
  if (running.value !== null) return t('oneMoment');
  const number = myTicket.value?.number ?? '';
  switch (next) {
    case 'call-next':
      return nextForMe.value === null ? t('callNext') : t('callNextNumber', { number: nextForMe.value.number });
    case 'start':
      return t('startNumber', { number });
    case 'finish':
      return t('finishNumber', { number });
    case 'no-show':
      return t('noShowNumber', { number });
    case 'back':
      return t('comeBack');
  }
}
