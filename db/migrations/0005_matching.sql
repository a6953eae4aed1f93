-- Ranking indexes: built by a worker, stored as immutable versioned blobs, loaded by every process.

create table ranking_index (
  version bigint generated always as identity primary key,
  format integer not null,
  fingerprint text not null,
  documents integer not null,
  actors integer not null,
  concept_codes text[] not null,
  byte_size bigint not null,
  build_seconds real not null,
  built_at timestamptz not null default now()
);
comment on table ranking_index is 'A built index; the newest one of the program''s format is in use.';
comment on column ranking_index.fingerprint is 'Of the rows it was built from: an equal one need not be built again.';

create table ranking_index_chunk (
  version bigint not null references ranking_index on delete cascade,
  part integer not null,
  bytes bytea not null,
  primary key (version, part)
);
comment on column ranking_index.concept_codes is 'Fields of science by the number the index gives them.';
comment on table ranking_index_chunk is 'The bytes of an index, in parts of some megabytes.';

create table call_match (
  call_id text not null references call on delete cascade,
  index_version bigint not null references ranking_index on delete cascade,
  scope text not null check (scope in ('all', 'members')),
  results jsonb not null,
  made_at timestamptz not null default now(),
  primary key (call_id, index_version, scope)
);
comment on table call_match is 'Ranked organisations for a call, with their reasons, as an index version gave them: computed once, read by every page.';
