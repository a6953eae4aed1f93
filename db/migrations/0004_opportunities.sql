-- Calls: the topics one can apply to, with their deadlines.

create table call (
  id text primary key,
  title text not null,
  programme text not null,
  call_identifier text,
  call_title text,
  destination text,
  action_label text,
  action text check (action in ('RIA', 'IA', 'CSA', 'COFUND', 'PCP', 'PPI', 'MSCA-DN', 'MSCA-PF', 'MSCA-SE', 'MSCA-COFUND', 'ERC', 'EIC-ACC', 'EIC', 'PRIZE', 'OTHER')),
  lump_sum boolean not null default false,
  status text not null check (status in ('forthcoming', 'open', 'closed')),
  opens_on date,
  stages text not null default 'single' check (stages in ('single', 'two', 'cutoffs')),
  budget_cents bigint check (budget_cents >= 0),
  grant_min_cents bigint check (grant_min_cents >= 0),
  grant_max_cents bigint check (grant_max_cents >= 0),
  expected_grants integer check (expected_grants >= 0),
  description text,
  conditions text,
  summary_it text,
  summary_en text,
  keywords text[] not null default '{}',
  portal_url text,
  source text not null,
  source_hash text not null,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  vanished_at timestamptz,
  search tsvector generated always as (
    setweight(to_tsvector('simple', id), 'A') || setweight(to_tsvector('english', title), 'A')
    || setweight(to_tsvector('english', coalesce(summary_en, '')), 'B') || setweight(to_tsvector('italian', coalesce(summary_it, '')), 'B')
    || to_tsvector('english', coalesce(left(description, 200000), ''))
  ) stored
);
comment on table call is 'A call topic of a funding programme, as the Funding & Tenders portal names it.';
comment on column call.description is 'Readable text: paragraphs separated by an empty line, list items begin with "- ", headings with "## ".';
comment on column call.summary_it is 'Our own summary, in our own words; texts of the portal are imported by the installation that wants them.';
comment on column call.vanished_at is 'When an import no longer found it in the source; it is kept and marked.';
create index call_search on call using gin (search);

create table call_deadline (
  call_id text not null references call on delete cascade,
  stage smallint not null default 1 check (stage in (1, 2)),
  at timestamptz not null,
  primary key (call_id, at)
);
comment on table call_deadline is 'Submission deadlines: one, one per stage, or several cut-offs.';
create index call_deadline_at on call_deadline (at);

create table call_concept (
  call_id text not null references call on delete cascade,
  concept_code text not null references concept,
  weight real not null check (weight > 0 and weight <= 1),
  source text not null check (source in ('derived', 'hand')),
  primary key (call_id, concept_code)
);
comment on table call_concept is 'Fields of science a call needs: derived from the projects nearest to its text, editable by hand.';
