-- Work of staff: what to do by when, and what to remember of an organisation.

create table task (
  id bigint generated always as identity primary key,
  organisation_id bigint references organisation,
  title text not null check (title <> ''),
  due_on date,
  assignee text references account_user on delete set null,
  added_by text not null,
  added_at timestamptz not null default now(),
  done_at timestamptz,
  done_by text
);
comment on table task is 'Something staff have to do, about an organisation or by itself.';
create index task_open on task (due_on) where done_at is null;
create index task_organisation on task (organisation_id) where organisation_id is not null;

create table note (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  words text not null check (words <> ''),
  written_by text not null,
  written_at timestamptz not null default now()
);
comment on table note is 'What staff want to remember of an organisation. Seen by staff alone; its author deletes it, the register keeps that it was.';
create index note_organisation on note (organisation_id, id desc);
