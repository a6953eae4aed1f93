-- Spreadsheets brought into the registry: what was uploaded, how its columns were read, what it changed, so that it can be taken back.

create table sheet_import (
  id bigint generated always as identity primary key,
  file_name text not null,
  sha256 text not null,
  sheets jsonb,
  sheet text,
  heading_row integer,
  mapping jsonb,
  answers jsonb not null default '{}',
  clears boolean not null default false,
  counts jsonb not null default '{}',
  state text not null default 'uploaded' check (state in ('uploaded', 'applied', 'undone', 'dropped')),
  uploaded_by text not null,
  uploaded_at timestamptz not null default now(),
  applied_at timestamptz,
  undone_at timestamptz,
  undone_by text
);
comment on table sheet_import is 'A spreadsheet of members on its way into the registry.';
comment on column sheet_import.sheets is 'Its cells as text. Emptied when it is applied, dropped, or a week old: they hold persons.';
comment on column sheet_import.mapping is 'Column number to the field it fills.';
comment on column sheet_import.answers is 'Row number to who staff said it is: a key of an organisation, or "new".';
comment on column sheet_import.clears is 'Whether an empty cell empties the field.';

create table sheet_change (
  import_id bigint not null references sheet_import on delete cascade,
  place integer not null,
  organisation_id bigint not null references organisation on delete cascade,
  field text not null,
  before jsonb,
  after jsonb,
  primary key (import_id, place)
);
comment on table sheet_change is 'What an import changed, field by field. Kept thirty days, while it can be taken back.';

create table sheet_column (
  heading text primary key,
  field text not null,
  used_at timestamptz not null default now()
);
comment on table sheet_column is 'What a heading (folded) was said to mean, remembered for the next spreadsheet.';
