-- Value chains get a code that never changes: facts name a chain by it, also years after it was renamed or closed.

alter table value_chain add column code text;
comment on column value_chain.code is 'What facts call it: made of the Italian name it began with, never changed and never given again.';

create function code_chain() returns trigger language plpgsql as $$
declare
  slug text := trim(both '-' from left(regexp_replace(fold(new.name_it), '[^a-z0-9]+', '-', 'g'), 50));
begin
  if tg_op = 'UPDATE' and old.code is not null then
    if new.code is distinct from old.code then raise exception 'the code of a value chain never changes'; end if;
  elsif slug = '' or exists (select from value_chain v where v.cluster_id = new.cluster_id and v.code = slug) then
    new.code := concat_ws('-', nullif(slug, ''), new.id);
  else
    new.code := slug;
  end if;
  return new;
end $$;
create trigger code_chain before insert or update of code on value_chain for each row execute function code_chain();

do $$
declare one bigint;
begin
  for one in select id from value_chain order by id loop
    update value_chain set code = null where id = one;
  end loop;
end $$;

-- The trigger gives the real one.
alter table value_chain alter column code set default '', alter column code set not null;
alter table value_chain add check (code ~ '^[a-z0-9][a-z0-9-]{0,69}$');
create unique index value_chain_code on value_chain (cluster_id, code);

-- What an act has recorded of a member is looked up by its organisation.
create index fact_party_member on fact_party (organisation_key, fact_id) where role = 'member';

alter table organisation add column taken_back boolean not null default false;
comment on column organisation.taken_back is 'Came with an import that was taken back, but facts name it: kept under its key, found in no list.';
