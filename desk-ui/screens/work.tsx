import { CurrentVisitor } from '../components/current-visitor.js';
import { QueueList } from '../components/queue-list.js';
import { CounterList, ParkedList, ReturningList } from '../components/side-lists.js';
import { StepButton } from '../components/step-button.js';
import { TodayBookings } from '../components/today-bookings.js';
import { VisitorActions } from '../components/visitor-actions.js';

/** The main job: the visitor and the one next step at the left, the queue in the middle, everybody else at the right. */
export function WorkScreen() {
  return (
    <div class="work">
      <div class="work-main">
        <CurrentVisitor />
        <StepButton />
        <VisitorActions />
      </div>
      <QueueList />
      <div class="work-side">
        <TodayBookings />
        <ParkedList />
        <ReturningList />
        <CounterList />
      </div>
    </div>
  );
}
