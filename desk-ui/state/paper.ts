import { signal } from '@preact/signals';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { TicketPrint } from '../../src/queue/queue.contract.js';

/** What lies in the printer's layout: a ticket, or the slip of a booking. */
export type OnPaper = { kind: 'ticket'; print: TicketPrint } | { kind: 'booking'; booking: StaffBooking };
export const paper = signal<OnPaper | null>(null);

/** Prints by the browser's own print. */
export function putOnPaper(next: OnPaper): void {
  paper.value = next;
  // The layout has to be drawn before the browser takes its picture of it.
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}
