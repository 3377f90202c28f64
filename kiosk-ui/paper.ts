import { signal } from '@preact/signals';
import type { Ticket, TicketPrint } from '../src/queue/queue.contract.js';
import { api } from '../ui-kit/api.js';
import { status } from '../ui-kit/status.js';
import { officePath, token } from './this-kiosk.js';

/** What goes on paper next; printing clears nothing, a new ticket replaces it. */
export const paper = signal<TicketPrint | null>(null);

let lastId = '';

/** Prints a new ticket's paper. A demo in an ordinary browser prints on request only, not with every press. */
export async function printTicket({ id }: Ticket): Promise<void> {
  lastId = id;
  const made = await api
    .post<TicketPrint>(`${officePath()}/tickets/${id}/print`, {}, { token: token() })
    .catch(() => null);
  // Two visitors close together: an answer that comes late does not push the next one's paper away.
  if (lastId !== id) return;
  paper.value = made;
  if (status.value?.demo !== true) print();
}

/** Prints what is prepared, once the page shows it. */
export function print(): void {
  if (paper.value === null) return;
  requestAnimationFrame(() => window.print());
}
