import { PaperTicket } from '../../ui-kit/components/paper-ticket.js';
import { paper } from '../state/paper.js';
import { PaperBooking } from './paper-booking.js';

/** What a printer sees instead of the screen. */
export function Paper() {
  const lies = paper.value;
  if (lies === null) return null;
  return lies.kind === 'ticket' ? <PaperTicket print={lies.print} /> : <PaperBooking booking={lies.booking} />;
}
