-- A number that changes with every committed change of what pages show, so that a page that was kept can be told from a page that is old.

create table data_version (
  one boolean primary key default true check (one),
  version bigint not null
);
comment on table data_version is 'One row. Two readings that are equal: no transaction that changed a watched table was committed in between.';
insert into data_version (version) values (0);

create table data_change (
  transaction xid8 primary key
);
comment on table data_change is 'Transactions that have changed something and are not committed yet. Nobody ever sees a row: each is deleted as its transaction ends.';

create function note_data_change() returns trigger language plpgsql as $$
begin
  insert into data_change (transaction) values (pg_current_xact_id()) on conflict do nothing;
  return null;
end $$;

-- The number is raised at the end of a transaction: raised earlier, the lock on its row would make all other writers wait for a long import.
create function count_data_change() returns trigger language plpgsql as $$
begin
  update data_version set version = version + 1;
  delete from data_change where transaction = new.transaction;
  return null;
end $$;
create constraint trigger count_data_change after insert on data_change
  deferrable initially deferred for each row execute function count_data_change();

create function watch_data(watched regclass) returns void language plpgsql as $$
begin
  execute format(
    'create trigger note_data_change after insert or update or delete or truncate on %s for each statement execute function note_data_change()', watched);
end $$;
comment on function watch_data is 'For migrations: changes of this table are changes of what pages show. A table that no public page reads is named in src/platform/data-version.test.ts.';

select watch_data(format('%I', tablename)::regclass) from pg_tables
where schemaname = 'public' and tablename not like 'account\_%'
  and tablename not in ('migration', 'audit', 'import_run', 'ranking_index_chunk', 'team_draft', 'call_match', 'call_concept', 'data_version', 'data_change');
