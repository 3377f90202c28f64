import { statement } from '../database/statement.js';

/** The name that an operator last sat down with; what is kept of closed days has no names. $1 office, $2 ids */
export const operatorNames = statement<{ user_id: string; user_name: string }>(
  'statistics.operator-names.v1',
  `select distinct on (user_id) user_id, user_name from counter_session
   where office_id = $1 and user_id::text = any ($2::text[]) order by user_id, opened_at desc`,
);
