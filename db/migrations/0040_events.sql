-- Events: what is announced, who registers, who came. What must never happen (more people than places, two registrations of one address, two
-- sessions in one room) is refused here, whatever program writes.

create extension if not exists btree_gist;

create table event (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and slug <> 'new'),
  kind text not null check (kind in ('matchmaking', 'pitching', 'visibility', 'training', 'table')),
  mode text not null check (mode in ('presence', 'online', 'mixed')),
  title_it text not null check (title_it <> ''),
  title_en text not null check (title_en <> ''),
  summary_it text not null default '',
  summary_en text not null default '',
  description_it text not null default '',
  description_en text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null default 'Europe/Rome',
  place text not null default '',
  nuts text references nuts,
  online_address text not null default '',
  capacity integer check (capacity > 0),
  overbooked integer not null default 0 check (overbooked >= 0),
  taken integer not null default 0 check (taken >= 0),
  consent_version integer not null default 1,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed', 'cancelled', 'held')),
  moved_at timestamptz,
  moved_by text,
  copied_from bigint references event on delete set null,
  version integer not null default 1,
  made_by text not null,
  made_at timestamptz not null default now(),
  sequence integer not null default 0,
  fact_id bigint,
  check (ends_at > starts_at),
  -- Whatever happens at the same time, no more places are given than there are.
  constraint event_places check (capacity is null or taken <= capacity + overbooked)
);
comment on table event is 'Something people come to. Its times are instants, told in its zone.';
comment on column event.taken is 'Confirmed registrations, counted by a trigger under the lock of this row.';
comment on column event.overbooked is 'Places given beyond capacity, since some do not come.';
comment on column event.online_address is 'Told only to those whose registration is confirmed.';
comment on column event.version is 'Raised by every change of its form: who saves an older one is told.';
comment on column event.sequence is 'Raised when time, place or state change: calendars take the newer one.';
create index event_starts on event (starts_at);

create table event_consent (
  event_id bigint not null references event on delete cascade,
  version integer not null,
  it text not null,
  en text not null,
  since timestamptz not null default now(),
  primary key (event_id, version)
);
comment on table event_consent is 'What people agree to when they register, each wording it has had.';

create table event_room (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  name text not null check (name <> ''),
  unique (event_id, name),
  unique (event_id, id)
);

create table event_session (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  room_id bigint,
  title_it text not null check (title_it <> ''),
  title_en text not null check (title_en <> ''),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  speakers text[] not null default '{}',
  check (ends_at > starts_at),
  foreign key (event_id, room_id) references event_room (event_id, id),
  constraint event_session_room exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table event_session is 'A part of the programme. One room holds one at a time.';
create index event_session_event on event_session (event_id, starts_at);

create table event_question (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  kind text not null check (kind in ('text', 'choice', 'yes-no', 'number')),
  it text not null check (it <> ''),
  en text not null check (en <> ''),
  choices text[] not null default '{}',
  required boolean not null default false,
  check ((kind = 'choice') = (cardinality(choices) > 0))
);
comment on column event_question.choices is 'Each as "Italian | English", or one text for both.';
create index event_question_event on event_question (event_id, id);

create table registration (
  id bigint generated always as identity primary key,
  event_id bigint not null references event on delete cascade,
  email text,
  name text not null default '',
  organisation text not null default '',
  organisation_id bigint references organisation,
  language text not null default 'it' check (language in ('it', 'en')),
  answers jsonb not null default '{}',
  needs text not null default '',
  state text not null check (state in ('confirmed', 'waiting', 'cancelled')),
  line integer,
  attendance text not null default 'unknown' check (attendance in ('unknown', 'present', 'stand-in', 'cancelled', 'absent')),
  consent_version integer,
  consented_at timestamptz,
  registered_at timestamptz not null default now(),
  registered_by text,
  cancelled_at timestamptz,
  reminded_week_at timestamptz,
  reminded_day_at timestamptz,
  feedback_at timestamptz,
  erased_at timestamptz,
  check ((state = 'waiting') = (line is not null)),
  check (erased_at is null or (email is null and name = '' and organisation = '' and needs = '' and answers = '{}')),
  check (erased_at is not null or email is not null),
  foreign key (event_id, consent_version) references event_consent (event_id, version),
  unique (event_id, line)
);
comment on table registration is 'One person at one event. Its links are sealed by a secret outside the database and stand nowhere in it.';
comment on column registration.line is 'Number in the line of those who wait; the lowest goes first.';
comment on column registration.needs is 'What somebody needs in order to take part; erased thirty days after the event.';
comment on column registration.registered_by is 'The account that entered it by hand; empty when the person did.';
create unique index registration_live on registration (event_id, lower(email)) where state <> 'cancelled';
create index registration_email on registration (lower(email));

create function count_places() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.state = 'confirmed' and (tg_op = 'DELETE' or new.state <> 'confirmed') then
    update event set taken = taken - 1 where id = old.event_id;
  end if;
  if tg_op <> 'DELETE' and new.state = 'confirmed' and (tg_op = 'INSERT' or old.state <> 'confirmed') then
    update event set taken = taken + 1 where id = new.event_id;
  end if;
  return null;
end $$;
create trigger count_places after insert or update of state or delete on registration
  for each row execute function count_places();

create table check_in_mark (
  id uuid primary key,
  registration_id bigint not null references registration on delete cascade,
  attendance text not null check (attendance in ('unknown', 'present', 'stand-in', 'absent')),
  at timestamptz not null,
  seq bigint generated always as identity,
  received_at timestamptz not null default now(),
  marked_by text not null
);
comment on table check_in_mark is 'What was said at the door. Its id is made where it was said, maybe without a network: sent twice it is one.';
create index check_in_mark_registration on check_in_mark (registration_id);

create table event_feedback (
  id uuid primary key default gen_random_uuid(),
  event_id bigint not null references event on delete cascade,
  overall integer not null check (overall between 1 and 5),
  useful integer not null check (useful between 1 and 5),
  words text not null default ''
);
comment on table event_feedback is 'What people thought of an event, without who: that somebody has answered is in their registration, what is not.';
create index event_feedback_event on event_feedback (event_id);
