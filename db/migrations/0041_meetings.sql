-- Meetings of two at an event: when and where they can be, who wants to meet whom, and the agenda. Nobody is ever in two places and no table holds two
-- meetings at once: the database refuses it, whatever program writes. The checks wait for the end of a transaction, so that two meetings can change places.

alter table event_room add column capacity integer check (capacity > 0);
comment on column event_room.capacity is 'Most meetings at the same time in it; no limit when empty.';

create table event_agenda (
  event_id bigint primary key references event on delete cascade,
  state text not null default 'collecting' check (state in ('collecting', 'published')),
  wishes_until timestamptz,
  most_meetings integer check (most_meetings > 0),
  most_in_a_row integer check (most_in_a_row > 0),
  language_matters boolean not null default false,
  version integer not null default 1,
  published_at timestamptz,
  published_by text,
  made_by text not null,
  made_at timestamptz not null default now(),
  check ((state = 'published') = (published_at is not null))
);
comment on table event_agenda is 'That an event has meetings of two, and how they are made. Until it is published only staff see where and when.';
comment on column event_agenda.version is 'Raised by every change of the agenda: who moves something on an older picture of it is told.';

create table meeting_slot (
  id bigint generated always as identity primary key,
  event_id bigint not null references event_agenda on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at),
  unique (event_id, id),
  constraint meeting_slot_apart exclude using gist (event_id with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table meeting_slot is 'A time at which meetings are held, all tables at once.';

create table event_table (
  id bigint generated always as identity primary key,
  event_id bigint not null references event_agenda on delete cascade,
  room_id bigint not null,
  name text not null check (name <> ''),
  seats integer not null default 2 check (seats between 2 and 50),
  accessible boolean not null default false,
  unique (event_id, name),
  unique (event_id, id),
  foreign key (event_id, room_id) references event_room (event_id, id)
);

create table event_table_lost (
  event_id bigint not null,
  table_id bigint not null,
  slot_id bigint not null,
  primary key (table_id, slot_id),
  foreign key (event_id, table_id) references event_table (event_id, id) on delete cascade,
  foreign key (event_id, slot_id) references meeting_slot (event_id, id) on delete cascade
);
comment on table event_table_lost is 'A table that is not there in a slot.';

alter table registration add constraint registration_of_event unique (event_id, id);

create table meeting_person (
  registration_id bigint primary key,
  event_id bigint not null references event_agenda on delete cascade,
  takes_part boolean not null default true,
  offers text not null default '',
  seeks text not null default '',
  languages text[] not null default '{}',
  kept_apart text not null default '',
  people integer not null default 1 check (people between 1 and 20),
  most_meetings integer check (most_meetings >= 0),
  accessible boolean not null default false,
  phone text not null default '',
  said_at timestamptz not null,
  said_by text,
  foreign key (event_id, registration_id) references registration (event_id, id) on delete cascade
);
comment on table meeting_person is 'What somebody registered said for the meetings. Who has said nothing has no row, and takes part.';
comment on column meeting_person.people is 'Chairs taken: more than one for a delegation or with an interpreter.';
comment on column meeting_person.kept_apart is 'A group whose people do not meet each other here, competitors for example; set by staff.';
comment on column meeting_person.said_by is 'The account that entered it; empty when the person did.';

create table meeting_away (
  event_id bigint not null,
  registration_id bigint not null,
  slot_id bigint not null,
  primary key (registration_id, slot_id),
  foreign key (event_id, registration_id) references registration (event_id, id) on delete cascade,
  foreign key (event_id, slot_id) references meeting_slot (event_id, id) on delete cascade
);
comment on table meeting_away is 'A slot in which somebody is not there.';

create table meeting_wish (
  event_id bigint not null references event_agenda on delete cascade,
  from_id bigint not null,
  to_id bigint not null,
  strength text not null check (strength in ('must', 'like', 'no')),
  said_at timestamptz not null,
  said_by text,
  expires_at timestamptz,
  primary key (from_id, to_id),
  check (from_id <> to_id),
  foreign key (event_id, from_id) references registration (event_id, id) on delete cascade,
  foreign key (event_id, to_id) references registration (event_id, id) on delete cascade
);
comment on table meeting_wish is 'Whom somebody wants to meet, or not. Accepting a wish is a like back, declining a no back: there is no other answer.';
comment on column meeting_wish.expires_at is 'Until when an answer is waited for. Without one the wish no longer counts; empty never expires.';
create index meeting_wish_event on meeting_wish (event_id);
create index meeting_wish_to on meeting_wish (to_id);

create table meeting (
  id bigint generated always as identity primary key,
  uid uuid not null default gen_random_uuid() unique,
  event_id bigint not null references event_agenda on delete cascade,
  a_id bigint not null,
  b_id bigint not null,
  slot_id bigint not null,
  table_id bigint not null,
  locked boolean not null default false,
  state text not null default 'placed' check (state in ('placed', 'cancelled')),
  sequence integer not null default 0,
  told integer,
  changed_at timestamptz not null default now(),
  changed_by text not null,
  check (a_id < b_id),
  unique (event_id, a_id, b_id),
  unique (event_id, id),
  foreign key (event_id, a_id) references registration (event_id, id) on delete cascade,
  foreign key (event_id, b_id) references registration (event_id, id) on delete cascade,
  foreign key (event_id, slot_id) references meeting_slot (event_id, id),
  foreign key (event_id, table_id) references event_table (event_id, id),
  constraint meeting_table_once exclude using btree (slot_id with =, table_id with =) where (state = 'placed') deferrable initially deferred
);
comment on table meeting is 'Two people, a slot and a table. A pair has one row for ever, so that calendars know it again: what is cancelled may be placed again.';
comment on column meeting.sequence is 'Raised when slot, table or state change: calendars take the newer one.';
comment on column meeting.told is 'The sequence of which both were told; empty while they know nothing of it.';
create index meeting_a on meeting (a_id);
create index meeting_b on meeting (b_id);

create table meeting_seat (
  meeting_id bigint not null references meeting on delete cascade,
  slot_id bigint not null,
  registration_id bigint not null,
  constraint meeting_person_once primary key (slot_id, registration_id) deferrable initially deferred
);
comment on table meeting_seat is 'Where everybody is in each slot: kept by a trigger on meeting, so that nobody is in two places.';
create index meeting_seat_meeting on meeting_seat (meeting_id);

create function keep_seats() returns trigger language plpgsql as $$
begin
  delete from meeting_seat where meeting_id = new.id;
  if new.state = 'placed' then
    insert into meeting_seat (meeting_id, slot_id, registration_id)
      values (new.id, new.slot_id, new.a_id), (new.id, new.slot_id, new.b_id);
  end if;
  return null;
end $$;
create trigger keep_seats after insert or update of state, slot_id, a_id, b_id on meeting
  for each row execute function keep_seats();

-- Who cancels, or is erased, leaves no meeting behind that somebody would wait at.
create function drop_meetings() returns trigger language plpgsql as $$
begin
  update meeting set state = 'cancelled', sequence = sequence + 1, changed_at = now(), changed_by = 'registration'
    where state = 'placed' and (a_id = new.id or b_id = new.id);
  return null;
end $$;
create trigger drop_meetings after update of state on registration
  for each row when (old.state = 'confirmed' and new.state <> 'confirmed') execute function drop_meetings();

-- What somebody said of themselves for the meetings goes with their name.
create function forget_person() returns trigger language plpgsql as $$
begin
  delete from meeting_person where registration_id = new.id;
  return null;
end $$;
create trigger forget_person after update of erased_at on registration
  for each row when (new.erased_at is not null) execute function forget_person();
