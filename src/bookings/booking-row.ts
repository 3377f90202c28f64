import type { ServiceMode } from '../directory/directory.contract.js';
import type { BookingStatus } from './bookings.contract.js';

/** A row of `booking`, as the statements read it. Instants are JavaScript dates. */
export type BookingRow = {
  office_id: number;
  id: string;
  hold_id: string;
  code: string | null;
  offering_id: number;
  extra_offering_ids: number[];
  /** Pools that it draws on: its offering's and, with a needed language, the mediators'. */
  pool_ids: number[];
  municipality_code: string;
  mode: ServiceMode;
  people: number;
  needs_language: string | null;
  /** Language of its messages; null while it is held. */
  language: string | null;
  day: string;
  starts_at: Date;
  ends_at: Date;
  occupied_until: Date;
  status: BookingStatus;
  expires_at: Date | null;
  renewals: number;
  forced: boolean;
  late: boolean;
  by_staff: boolean;
  created_at: Date;
  confirmed_at: Date | null;
  checked_in_at: Date | null;
  ended_at: Date | null;
  ticket_id: string | null;
  ticket_number: string | null;
  name: string | null;
  surname: string | null;
  email: string | null;
  phone: string | null;
  notes: string | null;
  fields: Record<string, string | number | boolean>;
  cancel_reason: string | null;
  contact_erased_at: Date | null;
  sequence: number;
  token_version: number;
};

/** The columns of {@link BookingRow}, for statements that call the table `b`. */
export const BOOKING_COLUMNS = [
  'office_id, id, hold_id, code, offering_id, extra_offering_ids, pool_ids, municipality_code, mode, people',
  'needs_language, language, day, starts_at, ends_at, occupied_until, status, expires_at, renewals, forced, late',
  'by_staff, created_at, confirmed_at, checked_in_at, ended_at, ticket_id, ticket_number, name, surname, email, phone, notes, fields',
  'cancel_reason, contact_erased_at, sequence, token_version',
]
  .join(', ')
  .split(', ')
  .map((column) => `b.${column}`)
  .join(', ');
