-- Generated from the migrations; read it, do not run it.

create table booking (
  office_id integer not null,
  id uuid not null,
  hold_id uuid not null,
  code text,
  offering_id integer not null,
  extra_offering_ids integer[] default '{}'::integer[] not null,
  pool_ids integer[] not null,
  municipality_code text not null,
  mode text not null,
  people smallint default 1 not null,
  needs_language text,
  language text,
  day date not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  occupied_until timestamp with time zone not null,
  status text not null,
  expires_at timestamp with time zone,
  renewals smallint default 0 not null,
  forced boolean default false not null,
  late boolean default false not null,
  by_staff boolean default false not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  checked_in_at timestamp with time zone,
  ended_at timestamp with time zone,
  ticket_id uuid,
  ticket_number text,
  name text,
  surname text,
  email text,
  phone text,
  notes text,
  fields jsonb default '{}'::jsonb not null,
  cancel_reason text,
  privacy_version text,
  privacy_language text,
  privacy_at timestamp with time zone,
  contact_erased_at timestamp with time zone,
  sequence integer default 0 not null,
  token_version smallint default 1 not null,
  token_hash bytea,
  browser_hash bytea,
  address_hash bytea,
  constraint booking_check CHECK (((starts_at < ends_at) AND (ends_at <= occupied_until))),
  constraint booking_check1 CHECK (((status = ANY (ARRAY['held'::text, 'awaiting-confirmation'::text])) = (expires_at IS NOT NULL))),
  constraint booking_check2 CHECK (((status = ANY (ARRAY['lapsed'::text, 'cancelled'::text, 'no-show'::text, 'completed'::text])) = (ended_at IS NOT NULL))),
  constraint booking_mode_check CHECK ((mode = ANY (ARRAY['desk'::text, 'phone'::text, 'video'::text]))),
  constraint booking_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES municipality(code),
  constraint booking_offering_id_fkey FOREIGN KEY (offering_id) REFERENCES offering(id),
  constraint booking_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint booking_people_check CHECK (((people >= 1) AND (people <= 20))),
  constraint booking_pkey PRIMARY KEY (office_id, id),
  constraint booking_status_check CHECK ((status = ANY (ARRAY['held'::text, 'awaiting-confirmation'::text, 'confirmed'::text, 'checked-in'::text, 'completed'::text, 'lapsed'::text, 'cancelled'::text, 'no-show'::text])))
);

create table booking_day (
  office_id integer not null,
  day date not null,
  offering_id integer not null,
  booked integer not null,
  cap integer,
  constraint booking_day_booked_check CHECK ((booked >= 0)),
  constraint booking_day_pkey PRIMARY KEY (office_id, day, offering_id),
  constraint booking_day_within_cap CHECK (((cap IS NULL) OR (booked <= cap)))
);

create table booking_event (
  office_id integer not null,
  booking_id uuid not null,
  id uuid not null,
  type text not null,
  at timestamp with time zone not null,
  actor text,
  details jsonb default '{}'::jsonb not null,
  constraint booking_event_pkey PRIMARY KEY (office_id, booking_id, id)
);

create table clock_origin (
  only_row boolean default true not null,
  real timestamp with time zone not null,
  simulated timestamp with time zone not null,
  speed double precision not null,
  constraint clock_origin_only_row_check CHECK (only_row),
  constraint clock_origin_pkey PRIMARY KEY (only_row),
  constraint clock_origin_speed_check CHECK ((speed > (0)::double precision))
);

create table closure (
  id integer generated always as identity not null,
  office_id integer not null,
  pool_id integer,
  first_day date not null,
  last_day date not null,
  opens time without time zone,
  closes time without time zone,
  reason jsonb not null,
  constraint closure_check CHECK ((first_day <= last_day)),
  constraint closure_check1 CHECK (((opens IS NULL) = (closes IS NULL))),
  constraint closure_check2 CHECK ((opens < closes)),
  constraint closure_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint closure_office_id_pool_id_fkey FOREIGN KEY (office_id, pool_id) REFERENCES pool(office_id, id),
  constraint closure_pkey PRIMARY KEY (id)
);

create table counter (
  id integer generated always as identity not null,
  office_id integer not null,
  code text not null,
  name jsonb not null,
  position integer default 0 not null,
  constraint counter_code_check CHECK ((code ~ '^[A-Za-z0-9-]+$'::text)),
  constraint counter_office_id_code_key UNIQUE (office_id, code),
  constraint counter_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint counter_pkey PRIMARY KEY (id)
);

create table counter_session (
  office_id integer not null,
  id uuid not null,
  counter_id integer not null,
  user_id uuid not null,
  user_name text not null,
  offering_ids integer[] not null,
  all_services boolean not null,
  languages text[] not null,
  paused boolean default false not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint counter_session_counter_id_fkey FOREIGN KEY (counter_id) REFERENCES counter(id),
  constraint counter_session_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint counter_session_pkey PRIMARY KEY (office_id, id)
);

create table day_close (
  office_id integer not null,
  day date not null,
  closed_at timestamp with time zone not null,
  constraint day_close_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint day_close_pkey PRIMARY KEY (office_id, day)
);

create table desk_alert (
  office_id integer not null,
  id uuid not null,
  kind text not null,
  device text,
  language text,
  raised_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  constraint desk_alert_kind_check CHECK ((kind = ANY (ARRAY['operator-wanted'::text, 'paper-out'::text, 'language-unattended'::text]))),
  constraint desk_alert_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint desk_alert_pkey PRIMARY KEY (office_id, id)
);

create table device (
  id uuid not null,
  office_id integer not null,
  kind text not null,
  name text not null,
  token_hash bytea,
  paired_at timestamp with time zone not null,
  last_seen_at timestamp with time zone,
  condition jsonb default '{}'::jsonb not null,
  revoked_at timestamp with time zone,
  constraint device_kind_check CHECK ((kind = ANY (ARRAY['kiosk'::text, 'display'::text]))),
  constraint device_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint device_pkey PRIMARY KEY (id),
  constraint device_token UNIQUE (token_hash)
);

create table device_pairing (
  code text not null,
  secret_hash bytea not null,
  kind text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  device_id uuid,
  constraint device_pairing_device_id_fkey FOREIGN KEY (device_id) REFERENCES device(id) DEFERRABLE INITIALLY DEFERRED,
  constraint device_pairing_kind_check CHECK ((kind = ANY (ARRAY['kiosk'::text, 'display'::text]))),
  constraint device_pairing_pkey PRIMARY KEY (code),
  constraint device_pairing_secret_hash_key UNIQUE (secret_hash)
);

create table directory_version (
  only_row boolean default true not null,
  version bigint not null,
  constraint directory_version_only_row_check CHECK (only_row),
  constraint directory_version_pkey PRIMARY KEY (only_row)
);

create table exceptional_opening (
  id integer generated always as identity not null,
  office_id integer not null,
  pool_id integer,
  offering_id integer,
  day date not null,
  opens time without time zone not null,
  closes time without time zone not null,
  bookings boolean not null,
  walk_ins boolean not null,
  constraint exceptional_opening_check CHECK ((opens < closes)),
  constraint exceptional_opening_check1 CHECK (((pool_id IS NULL) OR (offering_id IS NULL))),
  constraint exceptional_opening_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint exceptional_opening_office_id_offering_id_fkey FOREIGN KEY (office_id, offering_id) REFERENCES offering(office_id, id),
  constraint exceptional_opening_office_id_pool_id_fkey FOREIGN KEY (office_id, pool_id) REFERENCES pool(office_id, id),
  constraint exceptional_opening_pkey PRIMARY KEY (id)
);

create table idempotency_key (
  caller text not null,
  route text not null,
  key text not null,
  body_hash bytea not null,
  result_id text,
  status smallint,
  created_at timestamp with time zone not null,
  constraint idempotency_key_pkey PRIMARY KEY (caller, route, key)
);

create table municipality (
  code text not null,
  name text not null,
  local_names jsonb default '{}'::jsonb not null,
  role text not null,
  patron_day text,
  public_url text,
  footer jsonb default '{}'::jsonb not null,
  position integer default 0 not null,
  privacy_version text default '1'::text not null,
  constraint municipality_code_check CHECK ((code ~ '^[0-9]{6}$'::text)),
  constraint municipality_patron_day_check CHECK ((patron_day ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text)),
  constraint municipality_pkey PRIMARY KEY (code),
  constraint municipality_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'promoter'::text, 'collaborating'::text])))
);

create table notice (
  id integer generated always as identity not null,
  office_id integer not null,
  text jsonb not null,
  shown_from timestamp with time zone,
  shown_until timestamp with time zone,
  position integer default 0 not null,
  constraint notice_check CHECK ((shown_from < shown_until)),
  constraint notice_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint notice_pkey PRIMARY KEY (id)
);

create table offering (
  id integer generated always as identity not null,
  office_id integer not null,
  category_id integer not null,
  pool_id integer not null,
  prefix text not null,
  duration_minutes integer not null,
  walk_in boolean not null,
  bookable boolean not null,
  modes text[] not null,
  daily_ticket_cap integer,
  last_ticket_minutes_before integer,
  wait_target_minutes integer,
  hide_name_on_paper boolean default false not null,
  position integer default 0 not null,
  buffer_minutes integer default 0 not null,
  daily_booking_cap integer,
  max_people smallint default 1 not null,
  minutes_per_further_person integer default 0 not null,
  fields jsonb default '[]'::jsonb not null,
  constraint offering_buffer_minutes_check CHECK ((buffer_minutes >= 0)),
  constraint offering_category_id_fkey FOREIGN KEY (category_id) REFERENCES service_category(id),
  constraint offering_daily_booking_cap_check CHECK ((daily_booking_cap > 0)),
  constraint offering_daily_ticket_cap_check CHECK ((daily_ticket_cap > 0)),
  constraint offering_duration_minutes_check CHECK ((duration_minutes > 0)),
  constraint offering_last_ticket_minutes_before_check CHECK ((last_ticket_minutes_before >= 0)),
  constraint offering_max_people_check CHECK (((max_people >= 1) AND (max_people <= 20))),
  constraint offering_minutes_per_further_person_check CHECK ((minutes_per_further_person >= 0)),
  constraint offering_modes_check CHECK (((cardinality(modes) > 0) AND (modes <@ ARRAY['desk'::text, 'phone'::text, 'video'::text]))),
  constraint offering_office_id_category_id_key UNIQUE (office_id, category_id),
  constraint offering_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint offering_office_id_id_key UNIQUE (office_id, id),
  constraint offering_office_id_pool_id_fkey FOREIGN KEY (office_id, pool_id) REFERENCES pool(office_id, id),
  constraint offering_pkey PRIMARY KEY (id),
  constraint offering_prefix_check CHECK ((prefix ~ '^[A-Z]{1,2}$'::text)),
  constraint offering_wait_target_minutes_check CHECK ((wait_target_minutes > 0))
);

create table offering_day (
  office_id integer not null,
  day date not null,
  offering_id integer not null,
  issued integer not null,
  cap integer,
  constraint offering_day_issued_check CHECK ((issued > 0)),
  constraint offering_day_pkey PRIMARY KEY (office_id, day, offering_id),
  constraint offering_day_within_cap CHECK (((cap IS NULL) OR (issued <= cap)))
);

create table offering_municipality (
  offering_id integer not null,
  municipality_code text not null,
  constraint offering_municipality_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES municipality(code),
  constraint offering_municipality_offering_id_fkey FOREIGN KEY (offering_id) REFERENCES offering(id) ON DELETE CASCADE,
  constraint offering_municipality_pkey PRIMARY KEY (offering_id, municipality_code)
);

create table office (
  id integer generated always as identity not null,
  slug text not null,
  name jsonb not null,
  description jsonb not null,
  address jsonb not null,
  contacts jsonb default '{}'::jsonb not null,
  seat text not null,
  time_zone text not null,
  languages text[] not null,
  holiday_calendar text,
  patron_day_of text,
  ask_priority boolean default true not null,
  priorities jsonb default '[]'::jsonb not null,
  outcomes jsonb default '[]'::jsonb not null,
  booking jsonb default '{}'::jsonb not null,
  settings jsonb default '{}'::jsonb not null,
  position integer default 0 not null,
  constraint office_holiday_calendar_check CHECK ((holiday_calendar = 'IT'::text)),
  constraint office_languages_check CHECK ((cardinality(languages) > 0)),
  constraint office_patron_day_of_fkey FOREIGN KEY (patron_day_of) REFERENCES municipality(code),
  constraint office_pkey PRIMARY KEY (id),
  constraint office_seat_fkey FOREIGN KEY (seat) REFERENCES municipality(code),
  constraint office_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint office_slug_key UNIQUE (slug)
);

create table office_head (
  office_id integer not null,
  revision bigint default 0 not null,
  last_event_at timestamp with time zone default '1970-01-01 00:00:00+00'::timestamp with time zone not null,
  constraint office_head_pkey PRIMARY KEY (office_id)
);

create table opening_rule (
  id integer generated always as identity not null,
  office_id integer not null,
  pool_id integer,
  offering_id integer,
  weekday smallint not null,
  opens time without time zone not null,
  closes time without time zone not null,
  bookings boolean not null,
  walk_ins boolean not null,
  valid_from date,
  valid_until date,
  constraint opening_rule_check CHECK ((opens < closes)),
  constraint opening_rule_check1 CHECK ((valid_from <= valid_until)),
  constraint opening_rule_check2 CHECK (((pool_id IS NULL) OR (offering_id IS NULL))),
  constraint opening_rule_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint opening_rule_office_id_offering_id_fkey FOREIGN KEY (office_id, offering_id) REFERENCES offering(office_id, id),
  constraint opening_rule_office_id_pool_id_fkey FOREIGN KEY (office_id, pool_id) REFERENCES pool(office_id, id),
  constraint opening_rule_pkey PRIMARY KEY (id),
  constraint opening_rule_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);

create table outbox_message (
  office_id integer not null,
  id uuid not null,
  booking_id uuid not null,
  kind text not null,
  sequence integer not null,
  due_at timestamp with time zone not null,
  state text default 'waiting'::text not null,
  attempts integer default 0 not null,
  next_try_at timestamp with time zone,
  claimed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  last_error text,
  constraint outbox_message_check CHECK (((state = 'sending'::text) = (claimed_at IS NOT NULL))),
  constraint outbox_message_check1 CHECK (((state = ANY (ARRAY['sent'::text, 'failed'::text, 'dropped'::text, 'uncertain'::text])) = (ended_at IS NOT NULL))),
  constraint outbox_message_kind_check CHECK ((kind = ANY (ARRAY['confirmation-request'::text, 'confirmed'::text, 'moved'::text, 'cancelled'::text, 'reminder'::text]))),
  constraint outbox_message_once UNIQUE (office_id, booking_id, kind, sequence),
  constraint outbox_message_pkey PRIMARY KEY (office_id, id),
  constraint outbox_message_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text, 'uncertain'::text])))
);

create table pool (
  id integer generated always as identity not null,
  office_id integer not null,
  code text not null,
  language text,
  booking_capacity integer not null,
  slot_minutes integer not null,
  rules_version bigint default 1 not null,
  walk_in_share_percent smallint default 0 not null,
  cells_version bigint default 0 not null,
  constraint pool_booking_capacity_check CHECK ((booking_capacity >= 0)),
  constraint pool_office_id_code_key UNIQUE (office_id, code),
  constraint pool_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint pool_office_id_id_key UNIQUE (office_id, id),
  constraint pool_pkey PRIMARY KEY (id),
  constraint pool_slot_minutes_check CHECK (((slot_minutes > 0) AND ((slot_minutes % 5) = 0))),
  constraint pool_walk_in_share_percent_check CHECK (((walk_in_share_percent >= 0) AND (walk_in_share_percent <= 100)))
);

create table pool_cell (
  pool_id integer not null,
  cell_at timestamp with time zone not null,
  taken integer not null,
  capacity integer not null,
  forced integer not null,
  constraint pool_cell_pkey PRIMARY KEY (pool_id, cell_at),
  constraint pool_cell_within_capacity CHECK (((taken >= 0) AND (forced = GREATEST(0, (taken - capacity)))))
);

create table queue_event (
  office_id integer not null,
  revision bigint not null,
  type text not null,
  at timestamp with time zone not null,
  day date not null,
  ticket_id uuid,
  counter_id integer,
  actor text,
  details jsonb default '{}'::jsonb not null,
  constraint queue_event_pkey PRIMARY KEY (office_id, revision)
);

create table secret_fingerprint (
  only_row boolean default true not null,
  fingerprint text not null,
  constraint secret_fingerprint_only_row_check CHECK (only_row),
  constraint secret_fingerprint_pkey PRIMARY KEY (only_row)
);

create table series (
  office_id integer not null,
  day date not null,
  prefix text not null,
  last integer not null,
  constraint series_last_check CHECK ((last > 0)),
  constraint series_pkey PRIMARY KEY (office_id, day, prefix)
);

create table service_category (
  id integer generated always as identity not null,
  code text not null,
  name jsonb not null,
  description jsonb not null,
  icon text not null,
  required_documents jsonb default '[]'::jsonb not null,
  cost_euro numeric,
  audience text[] default '{}'::text[] not null,
  reviewed jsonb default '{}'::jsonb not null,
  position integer default 0 not null,
  constraint service_category_audience_check CHECK ((audience <@ ARRAY['citizens'::text, 'businesses'::text])),
  constraint service_category_code_check CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint service_category_code_key UNIQUE (code),
  constraint service_category_cost_euro_check CHECK ((cost_euro >= (0)::numeric)),
  constraint service_category_pkey PRIMARY KEY (id)
);

create table service_session (
  office_id integer not null,
  id uuid not null,
  ticket_id uuid not null,
  counter_id integer not null,
  user_id uuid,
  offering_id integer not null,
  called_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_how text,
  outcome text,
  constraint service_session_check CHECK (((ended_at IS NULL) = (ended_how IS NULL))),
  constraint service_session_counter_id_fkey FOREIGN KEY (counter_id) REFERENCES counter(id),
  constraint service_session_ended_how_check CHECK ((ended_how = ANY (ARRAY['completed'::text, 'no-show'::text, 'parked'::text, 'put-back'::text, 'transferred'::text, 'cancelled'::text, 'day-close'::text]))),
  constraint service_session_offering_id_fkey FOREIGN KEY (offering_id) REFERENCES offering(id),
  constraint service_session_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint service_session_office_id_ticket_id_fkey FOREIGN KEY (office_id, ticket_id) REFERENCES ticket(office_id, id),
  constraint service_session_pkey PRIMARY KEY (office_id, id)
);

create table slot_watch (
  office_id integer not null,
  id uuid not null,
  service text not null,
  municipality_code text not null,
  needs_language text,
  mode text,
  email text not null,
  language text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  looked_at timestamp with time zone,
  claimed_at timestamp with time zone,
  constraint slot_watch_mode_check CHECK ((mode = ANY (ARRAY['desk'::text, 'phone'::text, 'video'::text]))),
  constraint slot_watch_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES municipality(code),
  constraint slot_watch_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint slot_watch_pkey PRIMARY KEY (office_id, id)
);

create table staff_role (
  user_id uuid not null,
  role text not null,
  office_id integer,
  municipality_code text,
  constraint staff_role_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES municipality(code),
  constraint staff_role_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint staff_role_once UNIQUE NULLS NOT DISTINCT (user_id, role, office_id, municipality_code),
  constraint staff_role_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'coordinator'::text, 'administrator'::text]))),
  constraint staff_role_user_id_fkey FOREIGN KEY (user_id) REFERENCES staff_user(id) ON DELETE CASCADE
);

create table staff_session (
  token_hash bytea not null,
  id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint staff_session_id_key UNIQUE (id),
  constraint staff_session_pkey PRIMARY KEY (token_hash),
  constraint staff_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES staff_user(id) ON DELETE CASCADE
);

create table staff_user (
  id uuid not null,
  username text not null,
  name text not null,
  password_hash text not null,
  languages text[] default '{}'::text[] not null,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint staff_user_pkey PRIMARY KEY (id),
  constraint staff_user_username UNIQUE (username),
  constraint staff_user_username_check CHECK (((username = lower(username)) AND (username <> ''::text)))
);

create table statistics_cell (
  office_id integer not null,
  day date not null,
  dimension text not null,
  share text not null,
  tallies json not null,
  constraint statistics_cell_pkey PRIMARY KEY (office_id, dimension, day, share)
);

create table statistics_day (
  office_id integer not null,
  day date not null,
  definition smallint not null,
  reckoned_at timestamp with time zone not null,
  stale boolean default false not null,
  extras json not null,
  constraint statistics_day_pkey PRIMARY KEY (office_id, day)
);

create table statistics_measures (
  office_id integer not null,
  day date not null,
  share text not null,
  measures json not null,
  constraint statistics_measures_pkey PRIMARY KEY (office_id, share, day)
);

create table statistics_office (
  office_id integer not null,
  kept_until date not null,
  checked_revision bigint not null,
  constraint statistics_office_pkey PRIMARY KEY (office_id)
);

create table ticket (
  office_id integer not null,
  id uuid not null,
  day date not null,
  prefix text not null,
  ordinal integer not null,
  number text not null,
  offering_id integer not null,
  municipality_code text,
  language text not null,
  needs_language text,
  priority text,
  people smallint default 1 not null,
  extra_offering_ids integer[] default '{}'::integer[] not null,
  source text not null,
  status text not null,
  end_reason text,
  rank_at timestamp with time zone not null,
  rank_reason text not null,
  seq bigint not null,
  not_before timestamp with time zone,
  counter_id integer,
  wanted_counter_id integer,
  call_revision bigint,
  recalls smallint default 0 not null,
  returns smallint default 0 not null,
  issued_at timestamp with time zone not null,
  called_at timestamp with time zone,
  last_called_at timestamp with time zone,
  served_at timestamp with time zone,
  ended_at timestamp with time zone,
  outcome text,
  token_version smallint default 1 not null,
  token_hash bytea not null,
  booking_id uuid,
  slot_start timestamp with time zone,
  mode text default 'desk'::text not null,
  constraint ticket_counter_id_fkey FOREIGN KEY (counter_id) REFERENCES counter(id),
  constraint ticket_end_has_reason CHECK ((((status = ANY (ARRAY['completed'::text, 'no-show'::text, 'cancelled'::text, 'expired'::text])) = (end_reason IS NOT NULL)) AND ((end_reason IS NULL) = (ended_at IS NULL)))),
  constraint ticket_end_reason_check CHECK ((end_reason = ANY (ARRAY['served'::text, 'left'::text, 'cancelled-by-staff'::text, 'no-show'::text, 'day-close'::text]))),
  constraint ticket_mode_check CHECK ((mode = ANY (ARRAY['desk'::text, 'phone'::text, 'video'::text]))),
  constraint ticket_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES municipality(code),
  constraint ticket_number_once UNIQUE (office_id, day, prefix, ordinal),
  constraint ticket_of_booking CHECK ((((source = 'booking'::text) = (booking_id IS NOT NULL)) AND ((booking_id IS NULL) = (slot_start IS NULL)))),
  constraint ticket_offering_id_fkey FOREIGN KEY (offering_id) REFERENCES offering(id),
  constraint ticket_office_id_fkey FOREIGN KEY (office_id) REFERENCES office(id),
  constraint ticket_open_has_counter CHECK (((status <> ALL (ARRAY['called'::text, 'serving'::text])) OR (counter_id IS NOT NULL))),
  constraint ticket_people_check CHECK (((people >= 1) AND (people <= 20))),
  constraint ticket_pkey PRIMARY KEY (office_id, id),
  constraint ticket_rank_reason_check CHECK ((rank_reason = ANY (ARRAY['arrival'::text, 'booking'::text, 'priority'::text, 'language'::text, 'returned'::text, 'transferred'::text]))),
  constraint ticket_source_check CHECK ((source = ANY (ARRAY['kiosk'::text, 'desk'::text, 'phone'::text, 'booking'::text]))),
  constraint ticket_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'called'::text, 'serving'::text, 'parked'::text, 'completed'::text, 'no-show'::text, 'cancelled'::text, 'expired'::text]))),
  constraint ticket_wanted_counter_id_fkey FOREIGN KEY (wanted_counter_id) REFERENCES counter(id)
);

CREATE INDEX booking_address ON booking USING btree (office_id, address_hash) WHERE (address_hash IS NOT NULL);
CREATE INDEX booking_browser ON booking USING btree (office_id, browser_hash) WHERE (browser_hash IS NOT NULL);
CREATE UNIQUE INDEX booking_code ON booking USING btree (office_id, code);
CREATE INDEX booking_email ON booking USING btree (office_id, lower(email)) WHERE ((status = ANY (ARRAY['awaiting-confirmation'::text, 'confirmed'::text])) AND (email IS NOT NULL));
CREATE INDEX booking_expiring ON booking USING btree (office_id, expires_at) WHERE (expires_at IS NOT NULL);
CREATE UNIQUE INDEX booking_hold ON booking USING btree (office_id, hold_id);
CREATE INDEX booking_of_day ON booking USING btree (office_id, day, starts_at) WHERE (status <> ALL (ARRAY['held'::text, 'lapsed'::text]));
CREATE INDEX booking_person ON booking USING btree (office_id, lower(surname), lower(name)) WHERE (status = ANY (ARRAY['awaiting-confirmation'::text, 'confirmed'::text]));
CREATE INDEX booking_phone ON booking USING btree (office_id, phone) WHERE ((status = ANY (ARRAY['awaiting-confirmation'::text, 'confirmed'::text])) AND (phone IS NOT NULL));
CREATE INDEX booking_to_come ON booking USING btree (office_id, starts_at) WHERE (status = 'confirmed'::text);
CREATE INDEX booking_to_erase ON booking USING btree (office_id, ends_at) WHERE (contact_erased_at IS NULL);
CREATE UNIQUE INDEX booking_token ON booking USING btree (office_id, token_hash);
CREATE INDEX closure_of_office ON closure USING btree (office_id);
CREATE INDEX counter_session_by_time ON counter_session USING btree (office_id, opened_at);
CREATE UNIQUE INDEX counter_session_one_per_counter ON counter_session USING btree (office_id, counter_id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX counter_session_one_per_person ON counter_session USING btree (office_id, user_id) WHERE (closed_at IS NULL);
CREATE INDEX desk_alert_open ON desk_alert USING btree (office_id) WHERE (cleared_at IS NULL);
CREATE INDEX device_of_office ON device USING btree (office_id, paired_at) WHERE (revoked_at IS NULL);
CREATE INDEX device_pairing_age ON device_pairing USING btree (expires_at);
CREATE INDEX exceptional_opening_of_office ON exceptional_opening USING btree (office_id);
CREATE INDEX idempotency_key_age ON idempotency_key USING btree (created_at);
CREATE INDEX notice_of_office ON notice USING btree (office_id);
CREATE INDEX opening_rule_of_office ON opening_rule USING btree (office_id);
CREATE INDEX outbox_message_sending ON outbox_message USING btree (claimed_at) WHERE (state = 'sending'::text);
CREATE INDEX outbox_message_waiting ON outbox_message USING btree (due_at) WHERE (state = 'waiting'::text);
CREATE INDEX pool_cell_overbooked ON pool_cell USING btree (pool_id, cell_at) WHERE (forced > 0);
CREATE INDEX queue_event_of_pauses ON queue_event USING btree (office_id, day) WHERE (type = ANY (ARRAY['counter.opened'::text, 'counter.paused'::text, 'counter.resumed'::text]));
CREATE INDEX queue_event_of_repetitions ON queue_event USING btree (office_id, ticket_id) WHERE (type = ANY (ARRAY['ticket.recalled'::text, 'ticket.transferred'::text]));
CREATE INDEX queue_event_of_ticket ON queue_event USING btree (office_id, ticket_id, revision) WHERE (ticket_id IS NOT NULL);
CREATE INDEX service_session_of_ticket ON service_session USING btree (office_id, ticket_id);
CREATE UNIQUE INDEX service_session_one_open_per_counter ON service_session USING btree (office_id, counter_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX service_session_one_open_per_ticket ON service_session USING btree (office_id, ticket_id) WHERE (ended_at IS NULL);
CREATE INDEX service_session_pace ON service_session USING btree (office_id, ended_at DESC) WHERE (ended_how = 'completed'::text);
CREATE INDEX slot_watch_email ON slot_watch USING btree (office_id, lower(email));
CREATE INDEX slot_watch_expiry ON slot_watch USING btree (expires_at);
CREATE INDEX staff_session_age ON staff_session USING btree (expires_at);
CREATE INDEX staff_session_of_user ON staff_session USING btree (user_id);
CREATE INDEX statistics_day_stale ON statistics_day USING btree (office_id, day) WHERE stale;
CREATE INDEX ticket_no_show ON ticket USING btree (office_id, ended_at) WHERE (status = 'no-show'::text);
CREATE INDEX ticket_not_ended ON ticket USING btree (office_id, day) WHERE (status = ANY (ARRAY['waiting'::text, 'called'::text, 'serving'::text, 'parked'::text]));
CREATE UNIQUE INDEX ticket_once_per_booking ON ticket USING btree (office_id, booking_id) WHERE (booking_id IS NOT NULL);
CREATE UNIQUE INDEX ticket_one_open_per_counter ON ticket USING btree (office_id, counter_id) WHERE (status = ANY (ARRAY['called'::text, 'serving'::text]));
CREATE UNIQUE INDEX ticket_token ON ticket USING btree (office_id, token_hash);
CREATE INDEX ticket_waiting ON ticket USING btree (office_id, rank_at, seq) WHERE (status = 'waiting'::text);

CREATE TRIGGER closure_raises_rules AFTER INSERT OR DELETE OR UPDATE ON closure FOR EACH ROW EXECUTE FUNCTION raise_rules_of_office();
CREATE TRIGGER closure_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON closure FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER counter_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON counter FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER exceptional_opening_raises_rules AFTER INSERT OR DELETE OR UPDATE ON exceptional_opening FOR EACH ROW EXECUTE FUNCTION raise_rules_of_office();
CREATE TRIGGER exceptional_opening_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON exceptional_opening FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER municipality_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON municipality FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER notice_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON notice FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER offering_raises_rules AFTER INSERT OR DELETE OR UPDATE ON offering FOR EACH ROW EXECUTE FUNCTION raise_rules_of_office();
CREATE TRIGGER offering_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON offering FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER offering_municipality_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON offering_municipality FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER office_raises_rules AFTER UPDATE ON office FOR EACH ROW WHEN ((((old.time_zone IS DISTINCT FROM new.time_zone) OR (old.holiday_calendar IS DISTINCT FROM new.holiday_calendar)) OR (old.patron_day_of IS DISTINCT FROM new.patron_day_of))) EXECUTE FUNCTION raise_rules_of_changed_office();
CREATE TRIGGER office_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON office FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER opening_rule_raises_rules AFTER INSERT OR DELETE OR UPDATE ON opening_rule FOR EACH ROW EXECUTE FUNCTION raise_rules_of_office();
CREATE TRIGGER opening_rule_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON opening_rule FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER pool_raises_rules BEFORE UPDATE ON pool FOR EACH ROW WHEN (((((old.booking_capacity IS DISTINCT FROM new.booking_capacity) OR (old.slot_minutes IS DISTINCT FROM new.slot_minutes)) OR (old.walk_in_share_percent IS DISTINCT FROM new.walk_in_share_percent)) OR (old.language IS DISTINCT FROM new.language))) EXECUTE FUNCTION raise_rules_of_pool();
CREATE TRIGGER pool_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON pool FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
CREATE TRIGGER service_category_raises_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON service_category FOR EACH STATEMENT EXECUTE FUNCTION raise_directory_version();
