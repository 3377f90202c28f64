import { statement } from '../database/statement.js';
import type { HeldRole } from '../access/principal.js';

/** A person with their roles; offices by slug, null = every office. */
export type UserRow = {
  id: string;
  username: string;
  name: string;
  languages: string[];
  roles: HeldRole[];
  disabled_at: Date | null;
};

const USER = `
  u.id, u.username, u.name, u.languages, u.disabled_at,
  (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'office', o.slug, 'municipality', r.municipality_code)
     order by r.role, o.slug, r.municipality_code), '[]')
   from staff_role r left join office o on o.id = r.office_id where r.user_id = u.id) as roles`;

/** By primary key of the session; at most once in five seconds per session and node (see Access). */
export const findSession = statement<UserRow & { session_id: string; last_seen_at: Date }>(
  'staff.find-session.v2',
  `select s.id as session_id, s.last_seen_at, ${USER}
   from staff_session s join staff_user u on u.id = s.user_id
   where s.token_hash = $1 and s.expires_at > $2 and u.disabled_at is null`,
);

export const touchSession = statement<never>(
  'staff.touch-session.v1',
  'update staff_session set last_seen_at = $2, expires_at = $3 where token_hash = $1',
);

/** Only for a person who is not disabled at this moment. */
export const openSession = statement<{ id: string }>(
  'staff.open-session.v1',
  `insert into staff_session (token_hash, id, user_id, created_at, last_seen_at, expires_at)
   select $1, $2, u.id, $4, $4, $5 from staff_user u where u.id = $3 and u.disabled_at is null
   returning id`,
);

export const closeSession = statement<{ user_id: string }>(
  'staff.close-session.v1',
  'delete from staff_session where token_hash = $1 returning user_id',
);

export const closeSessionsOfUser = statement<never>(
  'staff.close-sessions-of-user.v1',
  'delete from staff_session where user_id = $1',
);

export const sweepSessions = statement<never>(
  'staff.sweep-sessions.v1',
  'delete from staff_session where expires_at < $1',
);

export const findByUsername = statement<UserRow & { password_hash: string }>(
  'staff.find-by-username.v2',
  `select u.password_hash, ${USER} from staff_user u where u.username = $1 and u.disabled_at is null`,
);

export const findUser = statement<UserRow>('staff.find-user.v2', `select ${USER} from staff_user u where u.id = $1`);

/** Also of people who may not sign in any more. $1 ids */
export const namesOfUsers = statement<{ id: string; name: string }>(
  'staff.names-of-users.v1',
  'select id, name from staff_user where id = any ($1::uuid[])',
);

export const listUsers = statement<UserRow>(
  'staff.list-users.v2',
  `select ${USER} from staff_user u order by u.disabled_at is not null, u.username`,
);

/** No row when the username is taken. */
export const insertUser = statement<{ id: string }>(
  'staff.insert-user.v1',
  `insert into staff_user (id, username, name, password_hash, languages, created_at) values ($1, $2, $3, $4, $5, $6)
   on conflict on constraint staff_user_username do nothing returning id`,
);

/** A null keeps the value; `$5` says whether `disabled_at` changes, to `$6`. Locks the person's row. */
export const changeUser = statement<{ id: string }>(
  'staff.change-user.v1',
  `update staff_user set name = coalesce($2, name), password_hash = coalesce($3, password_hash),
     languages = coalesce($4::text[], languages),
     disabled_at = case when $5::boolean then $6::timestamptz else disabled_at end
   where id = $1 returning id`,
);

export const dropRoles = statement<never>('staff.drop-roles.v1', 'delete from staff_role where user_id = $1');

/**
 * Roles as JSON `[{ role, office, municipality }]`; answers how many were given, fewer than asked when an office or a
 * municipality is unknown.
 */
export const giveRoles = statement<{ given: number }>(
  'staff.give-roles.v2',
  `with given as (
     insert into staff_role (user_id, role, office_id, municipality_code)
     select distinct $1::uuid, r.role, o.id, m.code
     from jsonb_to_recordset($2::jsonb) as r (role text, office text, municipality text)
       left join office o on o.slug = r.office left join municipality m on m.code = r.municipality
     where (r.office is null or o.id is not null) and (r.municipality is null or m.code is not null)
     returning 1)
   select count(*)::int as given from given`,
);

export const anybody = statement<{ one: number }>('staff.anybody.v1', 'select 1 as one from staff_user limit 1');
