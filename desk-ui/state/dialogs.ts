import { signal } from '@preact/signals';
import type { StaffBooking } from '../../src/bookings/bookings.contract.js';
import type { StaffTicket, Ticket } from '../../src/queue/queue.contract.js';

/** The dialog that lies over the work; at most one. */
export type OpenDialog =
  | { kind: 'finish' | 'transfer' | 'correct' | 'cancel' | 'ticket'; ticket: StaffTicket }
  | { kind: 'booking' | 'booking-move' | 'booking-cancel' | 'booking-no-show' | 'booked'; booking: StaffBooking }
  | { kind: 'new-ticket' | 'new-booking' | 'find' | 'help' | 'seat' | 'sign-out' }
  | { kind: 'given'; ticket: Ticket; fresh: boolean };

export const dialog = signal<OpenDialog | null>(null);

export function openDialog(next: OpenDialog | null): void {
  dialog.value = next;
}

export function closeDialog(): void {
  dialog.value = null;
}
