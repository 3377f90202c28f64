import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { IconName } from '../../ui-kit/components/icon.js';
import { soonOf } from '../../ui-kit/format.js';
import { officeClock } from '../../ui-kit/office-clock.js';
import { checkIn, startRemote } from '../state/booking-actions.js';
import { actionsOf, admits, isRemote, type BookingAction } from '../state/booking-rules.js';
import { officeDay } from '../state/bookings.js';
import { myCounter, myTicket } from '../state/desk.js';
import { closeDialog, openDialog } from '../state/dialogs.js';
import { tell } from '../state/notices.js';
import { bookingLabel, bookingStatusName } from '../texts/booking-words.js';
import { bookingTexts as t } from '../texts/bookings.texts.js';
import { CommandButton } from './command-button.js';

/** Why no remote talk can begin at my counter now; null when it can. */
export function startHindrance(): string | null {
  if (myCounter.value === null) return t('sitFirst');
  if (myTicket.value !== null) return t('finishFirst', { number: myTicket.value.number });
  return myCounter.value.state === 'paused' ? t('resumeFirst') : null;
}

/** Why something cannot be done with a booking; null when it can. */
function hindrance(booking: StaffBooking, action: BookingAction): string | null {
  if (!admits(booking, action)) {
    if (booking.status === 'awaiting-confirmation') return t('notYetConfirmed');
    if (booking.status === 'checked-in' && booking.ticket !== null) {
      return t('frozenTicket', { number: booking.ticket.number });
    }
    return t('frozen', { status: bookingStatusName(booking.status) });
  }
  if (action === 'no-show' && Date.parse(booking.start) > Date.parse(officeClock.value)) {
    return t('notBegun', { time: soonOf(booking.start, officeDay.value) });
  }
  return action === 'start' ? startHindrance() : null;
}

const ICONS: Record<BookingAction, IconName> = {
  'check-in': 'check',
  start: 'phone',
  reschedule: 'calendar',
  cancel: 'close',
  'no-show': 'person',
};

function labelOf(action: BookingAction, { mode }: StaffBooking): string {
  switch (action) {
    case 'check-in':
      return t('checkIn');
    case 'start':
      return mode === 'video' ? t('startVideo') : t('startCall');
    case 'reschedule':
      return t('reschedule');
    case 'cancel':
      return t('cancel');
    case 'no-show':
      return t('noShow');
  }
}

type WithProblem = { booking: StaffBooking; onProblem: (text: string | null) => void };

/** Everything that can be done with a booking; what its status forbids is disabled, and the reason is said below. */
export function BookingButtons({ booking, onProblem }: WithProblem) {
  const choices = actionsOf(booking).map((action) => ({ action, why: hindrance(booking, action) }));
  const reasons = [...new Set(choices.flatMap(({ why }) => why ?? []))];
  return (
    <>
      <div class="dialog-buttons booking-buttons">
        {choices.map(({ action, why }) => (
          <CommandButton
            key={action}
            icon={ICONS[action]}
            kind={action === 'check-in' || action === 'start' ? 'primary' : 'plain'}
            disabled={why !== null}
            {...(why === null ? {} : { describedBy: `hindrance-${String(reasons.indexOf(why))}` })}
            onPress={() => press(action, booking, onProblem)}
          >
            {labelOf(action, booking)}
          </CommandButton>
        ))}
      </div>
      {reasons.map((reason, index) => (
        <p class="soft" id={`hindrance-${String(index)}`} key={reason}>
          {reason}
        </p>
      ))}
    </>
  );
}

async function press(
  action: BookingAction,
  booking: StaffBooking,
  onProblem: (text: string | null) => void,
): Promise<void> {
  if (action === 'reschedule') return openDialog({ kind: 'booking-move', booking });
  if (action === 'cancel') return openDialog({ kind: 'booking-cancel', booking });
  if (action === 'no-show') return openDialog({ kind: 'booking-no-show', booking });
  const refusal = await (action === 'start' ? startRemote(booking) : checkIn(booking));
  onProblem(refusal);
  if (refusal === null) closeDialog();
}

/** In a list: the one thing that is done with today's booking when its time has come. */
export function QuickBookingButton({ booking, short = false }: { booking: StaffBooking; short?: boolean }) {
  const action = isRemote(booking) ? 'start' : 'check-in';
  if (!admits(booking, action) || !booking.start.startsWith(officeDay.value)) return null;
  const run = async () => {
    const refusal = await (action === 'start' ? startRemote(booking) : checkIn(booking));
    if (refusal !== null && refusal !== '') tell('danger', refusal);
  };
  return (
    <CommandButton
      class="row-button"
      {...(short ? {} : { icon: ICONS[action] })}
      disabled={action === 'start' && startHindrance() !== null}
      {...(action === 'start' && startHindrance() !== null ? { describedBy: START_HINDRANCE_ID } : {})}
      onPress={run}
    >
      {labelOf(action, booking)}
      <span class="visually-hidden"> {bookingLabel(booking)}</span>
    </CommandButton>
  );
}

/** Where a list says once why no call can begin. */
export const START_HINDRANCE_ID = 'start-hindrance';
