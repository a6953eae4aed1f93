-- What somebody has typed beside a team and not saved yet: computing the team again must not lose it.

create table team_draft (
  account_id text not null references account_user on delete cascade,
  call_id text not null references call on delete cascade,
  team_id bigint references team on delete cascade,
  name text not null,
  notes text not null,
  version integer,
  written_at timestamptz not null default now(),
  unique nulls not distinct (account_id, call_id, team_id)
);
comment on table team_draft is 'Name and notes of a team as one person typed them, until they save; forgotten after a month.';
comment on column team_draft.team_id is 'The saved team they belong to; null for one that was never saved.';
comment on column team_draft.version is 'The version of that team they were typed over.';
