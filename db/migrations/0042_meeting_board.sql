-- The board of an organiser: agendas computed and shown before they hold, the steps by which the agenda changed, and what people were told of it.

create table agenda_run (
  id bigint generated always as identity primary key,
  event_id bigint not null references event_agenda on delete cascade,
  kind text not null check (kind in ('optimise', 'repair')),
  state text not null check (state in ('running', 'ready', 'impossible', 'failed', 'interrupted', 'applied', 'dropped')),
  asked jsonb not null default '{}',
  asked_by text not null,
  asked_at timestamptz not null,
  alive_at timestamptz not null,
  ended_at timestamptz,
  of_version integer not null,
  found jsonb
);
comment on table agenda_run is 'An agenda that was computed, beside the one that holds, until it is applied or dropped.';
comment on column agenda_run.alive_at is 'Renewed while the process that computes lives: one that stopped is told from one that works.';
comment on column agenda_run.of_version is 'The version of the agenda it began from: on another one it is not applied.';
comment on column agenda_run.found is 'The agenda by the numbers of registrations, slots and tables, with its value, bound and unmet wishes; or why there is none.';
create unique index agenda_run_one on agenda_run (event_id) where state = 'running';
create index agenda_run_event on agenda_run (event_id, id);

create table agenda_step (
  id bigint generated always as identity primary key,
  event_id bigint not null references event_agenda on delete cascade,
  act text not null check (act in ('placed', 'moved', 'swapped', 'locked', 'unlocked', 'removed', 'optimised', 'repaired')),
  changes jsonb not null,
  made_by text not null,
  made_at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  check ((undone_at is null) = (undone_by is null))
);
comment on table agenda_step is 'What was done on the board, in order: each can be undone and done again while nothing later depends on it.';
comment on column agenda_step.changes is 'For each pair where it was and where it went; and what a repair noted of people, tables and wishes.';
create index agenda_step_event on agenda_step (event_id, id);

alter table meeting add column told_starts_at timestamptz, add column told_table text;
alter table meeting add constraint meeting_told_whole check ((told_starts_at is null) = (told_table is null));
comment on column meeting.told_starts_at is 'When the two were told that they meet; empty while they know of none, or were told that it is off.';
comment on column meeting.told_table is 'Where the two were told that they meet.';

-- Another hour, or another name of a table, is another place in everybody's calendar.
create function meeting_elsewhere() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'meeting_slot' then
    update meeting set sequence = sequence + 1 where slot_id = new.id and state = 'placed';
  else
    update meeting set sequence = sequence + 1 where table_id = new.id and state = 'placed';
  end if;
  return null;
end $$;
create trigger meeting_elsewhere after update of starts_at, ends_at on meeting_slot
  for each row when ((old.starts_at, old.ends_at) is distinct from (new.starts_at, new.ends_at)) execute function meeting_elsewhere();
create trigger meeting_elsewhere after update of name on event_table
  for each row when (old.name is distinct from new.name) execute function meeting_elsewhere();
