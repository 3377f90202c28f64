import { CurrentVisitor } from '../components/current-visitor.js';
import { QueueList } from '../components/queue-list.js';
import { CounterList, ParkedList, ReturningList } from '../components/side-lists.js';
import { StepButton } from '../components/step-button.js';
import { VisitorActions } from '../components/visitor-actions.js';
import { openDialog } from '../state/dialogs.js';
import { CommandButton } from '../components/command-button.js';
import { Button } from '../../ui-kit/components/button.js';
import { KeyHint } from '../components/key-hint.js';
import { workTexts as t } from '../texts/work.texts.js';

/** The main job: the visitor and the one next step at the left, the queue in the middle, everybody else at the right. */
export function WorkScreen() {
  return (
    <div class="work">
      <div class="work-main">
        <CurrentVisitor />
        <StepButton />
        <VisitorActions />
        <div class="work-more" role="group" aria-label={t('more')}>
          <CommandButton icon="ticket" letter="A" onPress={() => openDialog({ kind: 'new-ticket' })}>
            {t('giveTicket')}
          </CommandButton>
          <Button icon="search" shortcut="V" onPress={() => openDialog({ kind: 'find' })}>
            {t('find')} <KeyHint letter="V" />
          </Button>
        </div>
      </div>
      <QueueList />
      <div class="work-side">
        <ParkedList />
        <ReturningList />
        <CounterList />
      </div>
    </div>
  );
}
