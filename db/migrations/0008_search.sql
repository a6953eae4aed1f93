-- What the search of organisations reads: one row per organisation, made again after every import.

create table organisation_search (
  organisation_id bigint primary key references organisation on delete cascade,
  name text not null,
  words tsvector not null,
  country text,
  region text,
  province text,
  kind text not null,
  sme boolean,
  member boolean not null,
  category text,
  programmes text[] not null,
  concepts text[] not null,
  project_count integer not null,
  contribution_cents bigint not null,
  sort_name text not null
);
comment on table organisation_search is 'Derived: names, words and filters of each organisation, linked records counted with the one they point to.';
comment on column organisation_search.name is 'All its names and acronyms, folded: what typing errors are forgiven in.';
comment on column organisation_search.words is 'Names, fields of science in both languages, acronyms of projects, what it says of itself.';
comment on column organisation_search.concepts is 'Codes of its fields of science with all their ancestors.';
create index organisation_search_name on organisation_search using gin (name gin_trgm_ops);
create index organisation_search_words on organisation_search using gin (words);
create index organisation_search_concepts on organisation_search using gin (concepts);
create index organisation_search_size on organisation_search (project_count desc, organisation_id);
create index organisation_search_place on organisation_search (country, region, province);
