-- Records that may be one organisation: what the comparison found, and what people decided.

create table duplicate_pair (
  first_id bigint not null references organisation on delete cascade,
  second_id bigint not null references organisation on delete cascade,
  score real not null,
  reasons jsonb not null,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
comment on table duplicate_pair is 'Derived: pairs that the last comparison thought worth a look. Made again by each comparison; decisions are kept apart.';
comment on column duplicate_pair.score is 'Log-odds that both are the same (src/algorithms/linkage).';
comment on column duplicate_pair.reasons is 'Why, heaviest first: what is compared, with which outcome and weight.';
create index duplicate_pair_second on duplicate_pair (second_id);

create table duplicate_decision (
  id bigint generated always as identity primary key,
  first_id bigint not null references organisation,
  second_id bigint not null references organisation,
  decision text not null check (decision in ('same', 'different', 'unsure')),
  score real not null,
  undoing jsonb,
  decided_by text not null,
  decided_at timestamptz not null default now(),
  undone_by text,
  undone_at timestamptz,
  check (first_id < second_id),
  check ((decision = 'same') = (undoing is not null)),
  check ((undone_by is null) = (undone_at is null))
);
comment on table duplicate_decision is 'What somebody said of two records. It stands, through later imports and comparisons, until it is taken back.';
comment on column duplicate_decision.undoing is 'Only of the same: how the records pointed before and after, and the line of link_decision, so that taking it back restores exactly that.';
create unique index duplicate_decision_stands on duplicate_decision (first_id, second_id) where undone_at is null;

create table linkage_word (
  word text primary key,
  bearers integer not null
);
comment on table linkage_word is 'Derived: in how many records a word of a name occurs, so that a name that is being typed can be weighed without reading all names.';

create table linkage_run (
  one boolean primary key default true check (one),
  records integer not null,
  pairs integer not null,
  finished_at timestamptz not null default now()
);
comment on table linkage_run is 'The last comparison of all records with one another.';
