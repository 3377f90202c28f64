import { dialog } from '../state/dialogs.js';
import { BookedDialog } from './booked.js';
import { BookingCancelDialog, BookingNoShowDialog } from './booking-end.js';
import { BookingMoveDialog } from './booking-move.js';
import { BookingDialog } from './booking.js';
import { CancelDialog } from './cancel.js';
import { CorrectDialog } from './correct.js';
import { FindDialog } from './find.js';
import { FinishDialog } from './finish.js';
import { GivenDialog } from './given.js';
import { HelpDialog } from './help.js';
import { NewBookingDialog } from './new-booking.js';
import { NewTicketDialog } from './new-ticket.js';
import { SeatDialog } from './seat.js';
import { SignOutDialog } from './sign-out.js';
import { TicketDialog } from './ticket.js';
import { TransferDialog } from './transfer.js';

/** The dialog that is open, if any. */
export function OpenDialog() {
  const open = dialog.value;
  switch (open?.kind) {
    case undefined:
      return null;
    case 'finish':
      return <FinishDialog ticket={open.ticket} />;
    case 'transfer':
      return <TransferDialog ticket={open.ticket} />;
    case 'correct':
      return <CorrectDialog ticket={open.ticket} />;
    case 'cancel':
      return <CancelDialog ticket={open.ticket} />;
    case 'ticket':
      return <TicketDialog ticket={open.ticket} />;
    case 'given':
      return <GivenDialog ticket={open.ticket} fresh={open.fresh} />;
    case 'booking':
      return <BookingDialog booking={open.booking} />;
    case 'booking-move':
      return <BookingMoveDialog booking={open.booking} />;
    case 'booking-cancel':
      return <BookingCancelDialog booking={open.booking} />;
    case 'booking-no-show':
      return <BookingNoShowDialog booking={open.booking} />;
    case 'booked':
      return <BookedDialog booking={open.booking} />;
    case 'new-booking':
      return <NewBookingDialog />;
    case 'new-ticket':
      return <NewTicketDialog />;
    case 'find':
      return <FindDialog />;
    case 'help':
      return <HelpDialog />;
    case 'seat':
      return <SeatDialog />;
    case 'sign-out':
      return <SignOutDialog />;
  }
}
