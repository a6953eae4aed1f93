-- Extensions, and the function every search column is made with.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- unaccent() is only STABLE because its dictionary may change; ours does not, and an index needs IMMUTABLE.
create function fold(words text) returns text
  language sql immutable strict parallel safe
  return lower(unaccent('unaccent'::regdictionary, words));
comment on function fold(text) is 'Lower case without accents: how names are compared and searched.';

-- Every run of an importer: what was read, from which bytes, and what changed.
create table import_run (
  id bigint generated always as identity primary key,
  source text not null,
  file_name text not null,
  file_sha256 text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  counts jsonb not null default '{}',
  problems jsonb not null default '[]',
  check ((state = 'running') = (finished_at is null))
);
comment on table import_run is 'One row per run of an importer; a run left "running" was interrupted and the next one finishes its work.';
comment on column import_run.counts is 'Rows by outcome: {"project": {"read": 1, "added": 1, "changed": 0, "same": 0}, ...}.';
comment on column import_run.problems is 'The first broken rows: [{"file", "line", "reason"}]; all of them are in the report file.';
