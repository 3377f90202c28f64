import { statement } from '../database/statement.js';

/** Who comes and what they wrote; null once it is erased. */
export type BookedByRow = {
  id: string;
  name: string | null;
  surname: string | null;
  phone: string | null;
  notes: string | null;
  fields: Record<string, string | number | boolean>;
};

/** Who comes with some tickets: for the operator only. */
export const bookedBy = statement<BookedByRow>(
  'bookings.booked-by.v1',
  `select id, name, surname, phone, notes, fields from booking where office_id = $1 and id = any ($2::uuid[])`,
);
