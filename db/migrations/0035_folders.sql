-- Folders of evidence for labels of cluster excellence. What a label asks for is typed by the cluster; nothing of it comes with Telaio.

create table label_folder (
  id integer generated always as identity primary key,
  cluster_id smallint not null default 1 references cluster,
  name text not null check (name <> ''),
  label text not null default '',
  due_on date,
  added_by text not null,
  added_at timestamptz not null default now(),
  put_aside_at timestamptz
);
comment on table label_folder is 'What has to be shown for a label, and where it stands. Put aside, it can be brought back.';
comment on column label_folder.label is 'Which label, in the words of the cluster.';
select watch_data('label_folder');

create table label_item (
  id integer generated always as identity primary key,
  folder_id integer not null references label_folder,
  name text not null check (name <> ''),
  place integer not null,
  state text not null default 'missing' check (state in ('missing', 'work', 'ready')),
  note text not null default '',
  version integer not null default 1,
  put_aside_at timestamptz
);
comment on table label_item is 'One thing the label asks for.';
comment on column label_item.place is 'Order in the folder.';
comment on column label_item.version is 'Counts changes: a form that began from an older one is refused.';
create index label_item_folder on label_item (folder_id, place);
select watch_data('label_item');

create table label_evidence (
  id integer generated always as identity primary key,
  item_id integer not null references label_item,
  code text,
  period text,
  fact_seq bigint references fact_link (seq),
  address text,
  check (num_nonnulls(code, fact_seq, address) = 1),
  check ((code is null) = (period is null))
);
comment on table label_evidence is 'What shows it: a figure of a period, counted anew each time it is looked at; a fact by its number; or an address.';
create index label_evidence_item on label_evidence (item_id, id);
select watch_data('label_evidence');
