-- What came of each meeting of two, as each side says, and how the two go on. What somebody notes for themselves is nobody else's, and goes with their name.

create table meeting_mark (
  id uuid primary key,
  seq bigint generated always as identity unique,
  event_id bigint not null,
  meeting_id bigint not null,
  registration_id bigint not null,
  outcome text not null check (outcome in ('met', 'stand-in', 'they-absent', 'we-absent')),
  at timestamptz not null,
  received_at timestamptz not null,
  said_by text,
  foreign key (event_id, meeting_id) references meeting (event_id, id) on delete cascade,
  foreign key (event_id, registration_id) references registration (event_id, id) on delete cascade
);
comment on table meeting_mark is 'What one side said of a meeting, with an id made on the phone: it may arrive late and more than once. The latest of a side counts.';
comment on column meeting_mark.outcome is 'As that side sees it: they met, met somebody in the place of the other, the other did not come, they did not go themselves.';
comment on column meeting_mark.at is 'By the clock of the phone, never later than ours.';
comment on column meeting_mark.said_by is 'The account that entered it for them; empty when the person did.';
create index meeting_mark_meeting on meeting_mark (meeting_id);

create table meeting_note (
  event_id bigint not null,
  meeting_id bigint not null,
  registration_id bigint not null,
  text text not null check (text <> ''),
  at timestamptz not null,
  primary key (meeting_id, registration_id),
  foreign key (event_id, meeting_id) references meeting (event_id, id) on delete cascade,
  foreign key (event_id, registration_id) references registration (event_id, id) on delete cascade
);
comment on table meeting_note is 'What somebody noted for themselves: staff and the other side never read it. Goes with the name.';

create table follow_up (
  id uuid primary key,
  event_id bigint not null,
  meeting_id bigint not null,
  kind text not null check (kind in ('meeting', 'introduction', 'team')),
  about text not null default '',
  on_day date,
  state text not null default 'asked' check (state in ('asked', 'agreed', 'declined', 'held')),
  asked_by bigint not null,
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text,
  unique (meeting_id, kind),
  foreign key (event_id, meeting_id) references meeting (event_id, id) on delete cascade,
  foreign key (event_id, asked_by) references registration (event_id, id) on delete cascade,
  check (state <> 'held' or (kind = 'meeting' and on_day is not null))
);
comment on table follow_up is 'How two who met go on: a second meeting, an introduction of their organisations, a team for a call. One of each kind for a meeting, whoever asks first.';
comment on column follow_up.on_day is 'When the second meeting is to be, or was.';
comment on column follow_up.changed_by is 'The account that moved it last; empty when one of the two did.';

-- The words of somebody go with their name; that they met, and how the two went on, stays as numbers do.
create function forget_outcomes() returns trigger language plpgsql as $$
begin
  delete from meeting_note where registration_id = new.id;
  update follow_up set about = '', changed_by = null where meeting_id in (select id from meeting where a_id = new.id or b_id = new.id);
  update meeting_mark set said_by = null where registration_id = new.id;
  return null;
end $$;
create trigger forget_outcomes after update of erased_at on registration
  for each row when (new.erased_at is not null) execute function forget_outcomes();
