-- Reports on their way out: a draft with words, who reviewed, approved and published it, and what was published, which never changes again.

create table report (
  id integer generated always as identity primary key,
  cluster_id smallint not null default 1 references cluster,
  period text not null check (period ~ '^\d{4}(-H[12]|-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)?$'),
  from_day date not null,
  until_day date not null,
  edition smallint not null check (edition > 0),
  state text not null default 'draft' check (state in ('draft', 'reviewed', 'approved', 'published')),
  blocks jsonb not null default '[]' check (jsonb_typeof(blocks) = 'array'),
  head_seq bigint references fact_link,
  reviewed_by text,
  version integer not null default 1,
  begun_at timestamptz not null default now(),
  begun_by text not null,
  unique (cluster_id, period, edition),
  check (from_day <= until_day),
  check (state = 'draft' or reviewed_by is not null)
);
comment on table report is 'The report of a period in one edition: words in both languages, and its state.';
comment on column report.blocks is 'Words by section: [{section, it, en}]; figures stand in them as references ({events_held}).';
comment on column report.head_seq is 'The fact up to which the ledger is read, fixed from reviewed on: what is approved is what is published. Null while a draft, or when the ledger was empty.';
comment on column report.version is 'Counts changes: a form that began from an older one is refused, and of two people who approve at once one is told.';
create unique index report_in_work on report (cluster_id, period) where state <> 'published';
select watch_data('report');

create table report_move (
  id integer generated always as identity primary key,
  report_id integer not null references report,
  from_state text,
  to_state text not null,
  moved_at timestamptz not null default now(),
  moved_by text not null,
  note text not null default ''
);
comment on table report_move is 'Who moved a report on or back, and when; only ever added to.';
create index report_move_report on report_move (report_id, id desc);

create table publication (
  report_id integer primary key references report,
  published_at timestamptz not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  statement json not null
);
comment on table publication is 'A published report, frozen: its figures with their definitions, its words and the head of the ledger they were counted up to.';
comment on column publication.statement is 'As it was written, members in their order.';
comment on column publication.hash is 'The hash of the report: SHA-256 of the manifest of its package.';
select watch_data('publication');

create table publication_file (
  report_id integer not null references publication,
  name text not null check (name ~ '^[a-z0-9][a-zA-Z0-9._-]{1,80}$'),
  media_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null,
  primary key (report_id, name)
);
comment on table publication_file is 'The files of a published report, as they went out: documents, sheets, open data, and the package that can be checked.';

create trigger report_move_append_only before update or delete or truncate on report_move for each statement execute function refuse_change();
create trigger publication_append_only before update or delete or truncate on publication for each statement execute function refuse_change();
create trigger publication_file_append_only before update or delete or truncate on publication_file for each statement execute function refuse_change();

create function keep_published_report() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then raise exception 'a published report does not change: corrections are shown beside it, or in the next edition'; end if;
  return coalesce(new, old);
end $$;
create trigger keep_published_report before update or delete on report for each row execute function keep_published_report();
