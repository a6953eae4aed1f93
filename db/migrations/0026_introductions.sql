-- One organisation asks, through the cluster, to be introduced to another; what they then write to each other.

alter table cluster add column introductions_wait boolean not null default false;
comment on column cluster.introductions_wait is 'Requests for an introduction wait until staff pass them on; otherwise they go at once.';

create table reachability (
  organisation_id bigint primary key references organisation,
  refuses boolean not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
comment on table reachability is 'Organisations that have said whether they may be asked for introductions. Without a row: they may.';

create table introduction (
  id bigint generated always as identity primary key,
  from_id bigint not null references organisation,
  to_id bigint not null references organisation,
  call_id text references call on delete set null,
  need_id bigint references need on delete set null,
  words text not null check (words <> ''),
  state text not null check (state in ('asked', 'passed', 'accepted', 'declined', 'expired', 'withdrawn', 'met')),
  staff_note text not null default '',
  asked_by text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  passed_at timestamptz,
  ended_at timestamptz,
  from_account text references account_user on delete set null,
  from_person bigint references person on delete set null,
  to_account text references account_user on delete set null,
  to_person bigint references person on delete set null,
  outcome text check (outcome in ('project', 'goes on', 'nothing')),
  outcome_words text not null default '',
  check (from_id <> to_id),
  check ((state = 'met') = (outcome is not null))
);
comment on table introduction is 'A request of one organisation to be introduced to another, and what became of it.';
comment on column introduction.state is 'asked: with staff; passed: with the other side; then what it answered, or nothing in time; met: either side has said how it went.';
comment on column introduction.from_account is 'Whom the asking side names once the other accepts: an account that acts for it, or a contact of it who agreed.';
comment on column introduction.expires_at is 'When it ends politely by itself.';
create unique index introduction_open on introduction (from_id, to_id) where state in ('asked', 'passed');
create index introduction_to on introduction (to_id, state);
create index introduction_from on introduction (from_id, state);
create index introduction_due on introduction (expires_at) where state in ('asked', 'passed');

create table introduction_move (
  id bigint generated always as identity primary key,
  introduction_id bigint not null references introduction on delete cascade,
  to_state text not null,
  moved_by text not null,
  on_behalf boolean not null default false,
  moved_at timestamptz not null
);
comment on table introduction_move is 'The states an introduction has gone through.';
create index introduction_move_of on introduction_move (introduction_id);

create table case_message (
  id bigint generated always as identity primary key,
  introduction_id bigint not null references introduction on delete cascade,
  side text not null check (side in ('from', 'to')),
  written_by text,
  body text not null check (body <> ''),
  quoted text not null default '',
  attachments_left integer not null default 0,
  mail_in_id bigint references mail_in on delete set null,
  other_address boolean not null default false,
  written_at timestamptz not null
);
comment on table case_message is 'What the two sides of an introduction wrote to each other, here or by mail.';
comment on column case_message.quoted is 'What the mail repeated of earlier ones: kept folded away.';
comment on column case_message.attachments_left is 'Attachments that the mail had and that were not taken in.';
comment on column case_message.other_address is 'The mail came from an address that is none of that side''s.';
create index case_message_of on case_message (introduction_id, id);
