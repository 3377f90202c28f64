import type { StaffTicket } from '../../src/queue/queue.contract.js';
import type { IconName } from '../../ui-kit/components/icon.js';
import { myTicket, step } from '../state/desk.js';
import { openDialog } from '../state/dialogs.js';
import { isPossible, type TicketAction } from '../state/next-step.js';
import * as actions from '../state/ticket-actions.js';
import { workTexts as t } from '../texts/work.texts.js';
import { CommandButton } from './command-button.js';

type Choice = {
  action: TicketAction;
  letter: string;
  icon: IconName;
  label: () => string;
  run: (ticket: StaffTicket) => void | Promise<unknown>;
};

const dialogFor = (kind: 'transfer' | 'correct' | 'cancel') => (ticket: StaffTicket) => openDialog({ kind, ticket });

const CHOICES: readonly Choice[] = [
  { action: 'start', letter: 'S', icon: 'check', label: () => t('start'), run: actions.start },
  { action: 'recall', letter: 'R', icon: 'bell', label: () => t('recall'), run: actions.recall },
  { action: 'resume', letter: 'B', icon: 'arrow-left', label: () => t('putBack'), run: actions.resume },
  { action: 'no-show', letter: 'N', icon: 'person', label: () => t('noShow'), run: actions.markNoShow },
  { action: 'park', letter: 'P', icon: 'clock', label: () => t('park'), run: actions.park },
  { action: 'transfer', letter: 'T', icon: 'arrow-right', label: () => t('transfer'), run: dialogFor('transfer') },
  { action: 'correct', letter: 'C', icon: 'document-question', label: () => t('correct'), run: dialogFor('correct') },
  { action: 'cancel', letter: 'X', icon: 'close', label: () => t('cancelTicket'), run: dialogFor('cancel') },
];

/** What else can be done with the visitor at my counter, each with its letter. */
export function VisitorActions() {
  const ticket = myTicket.value;
  if (ticket === null) return null;
  const possible = CHOICES.filter(({ action }) => isPossible(action, ticket) && action !== step.value);
  return (
    <div class="visitor-actions" role="group" aria-label={t('actions', { number: ticket.number })}>
      {possible.map(({ action, letter, icon, label, run }) => (
        <CommandButton key={action} letter={letter} icon={icon} onPress={() => run(ticket)}>
          <span class="grow">{label()}</span>
        </CommandButton>
      ))}
    </div>
  );
}
