-- What each source says of a call, as it said it last: the call is made of them by one rule, so the order of imports does not matter.

create table call_told (
  call_id text not null references call on delete cascade deferrable initially deferred,
  source text not null,
  title text,
  programme text,
  call_identifier text,
  call_title text,
  destination text,
  action_label text,
  action text,
  lump_sum boolean,
  status text,
  opens_on date,
  stages text,
  budget_cents bigint,
  grant_min_cents bigint,
  grant_max_cents bigint,
  expected_grants integer,
  description text,
  conditions text,
  keywords text[] not null default '{}',
  portal_url text,
  deadlines timestamptz[] not null default '{}',
  deadlines_partial boolean not null,
  primary key (call_id, source)
);
comment on table call_told is 'What a source says of a call; null where it does not say. The list of the portal comes first, details of topics fill in and tell the description, the starter data come last.';
comment on column call_told.deadlines_partial is 'The source names one deadline of several.';
