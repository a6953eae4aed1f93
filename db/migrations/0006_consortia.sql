-- Teams around a call, and the proposals they become.

create table team (
  id bigint generated always as identity primary key,
  cluster_id smallint not null references cluster,
  call_id text references call,
  name text not null check (name <> ''),
  notes text not null default '',
  size_min smallint not null default 6 check (size_min between 1 and 60),
  size_max smallint not null default 12 check (size_max between 1 and 60),
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  check (size_min <= size_max)
);
comment on table team is 'A team being put together for a call.';
comment on column team.version is 'Grows with each change: a save of an older page is refused instead of overwriting.';

create table team_member (
  team_id bigint not null references team on delete cascade,
  organisation_id bigint not null references organisation,
  state text not null check (state in ('in', 'fixed', 'excluded')),
  role text not null default 'participant' check (role in ('coordinator', 'participant', 'affiliated', 'associatedPartner')),
  note text not null default '',
  primary key (team_id, organisation_id)
);
comment on table team_member is 'Who is in, who must stay, and who is not wanted.';
create unique index team_one_coordinator on team_member (team_id) where role = 'coordinator';

create table team_competence (
  team_id bigint not null references team on delete cascade,
  concept_code text not null references concept,
  weight real not null check (weight > 0 and weight <= 3),
  primary key (team_id, concept_code)
);
comment on table team_competence is 'The competences this team wants covered; begins as the call''s, then edited.';

create table proposal (
  id bigint generated always as identity primary key,
  cluster_id smallint not null references cluster,
  team_id bigint references team on delete set null,
  call_id text references call,
  title text not null check (title <> ''),
  acronym text not null check (acronym <> ''),
  action text not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'funded', 'rejected', 'withdrawn')),
  starts_on date,
  months smallint check (months between 1 and 120),
  project_id bigint references project,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (project_id is null or state = 'funded')
);
comment on table proposal is 'An application to a call. Its state is the last of its moves.';

create table proposal_partner (
  proposal_id bigint not null references proposal on delete cascade,
  organisation_id bigint not null references organisation,
  role text not null check (role in ('coordinator', 'participant', 'affiliated', 'associatedPartner')),
  budget_cents bigint not null default 0 check (budget_cents >= 0),
  rate_percent smallint not null default 100 check (rate_percent between 0 and 100),
  requested_cents bigint not null default 0 check (requested_cents >= 0),
  primary key (proposal_id, organisation_id),
  check (requested_cents <= budget_cents),
  check (role <> 'associatedPartner' or requested_cents = 0)
);
comment on table proposal_partner is 'Partners with their budget and requested contribution. Associated partners cannot charge costs.';
create unique index proposal_one_coordinator on proposal_partner (proposal_id) where role = 'coordinator';

create table proposal_move (
  id bigint generated always as identity primary key,
  proposal_id bigint not null references proposal on delete cascade,
  from_state text,
  to_state text not null,
  moved_on date not null,
  moved_by text not null,
  note text not null default '',
  recorded_at timestamptz not null default now()
);
comment on table proposal_move is 'Each change of state: when it happened, who recorded it.';
