-- The history of a member used the instant its transaction began. Of two people at once, whoever began first but finished last ended a
-- period before it had begun, and was refused with an error. A period now begins after the one before it, whoever is late.

create or replace function keep_member(changed bigint) returns void language plpgsql as $$
declare
  now_is jsonb := member_record(changed);
  open record;
  at timestamptz;
begin
  select p.since, p.record, p.xmin::text = pg_current_xact_id()::xid::text as ours into open
    from member_period p where organisation_id = changed and until is null;
  if open.record is not distinct from now_is then return; end if;
  -- Twice in one transaction is one change.
  if open.ours then
    if now_is is null then delete from member_period where organisation_id = changed and since = open.since;
    else update member_period set record = now_is where organisation_id = changed and since = open.since; end if;
    return;
  end if;
  at := greatest(now(), open.since + interval '1 microsecond');
  update member_period set until = at where organisation_id = changed and until is null;
  if now_is is not null then
    insert into member_period (organisation_id, since, record) values (changed, at, now_is);
  end if;
end $$;

-- Checks of the whole chain: what runs, how far it is, and what the last ones found.
create table ledger_check (
  id bigint generated always as identity primary key,
  begun_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  done bigint not null default 0 check (done >= 0),
  total bigint not null default 0 check (total >= 0),
  ended_at timestamptz,
  ok boolean,
  found jsonb,
  check ((ended_at is null) = (found is null)),
  check ((ok is null) = (found is null))
);
comment on table ledger_check is 'A check of the ledger; who asked for it is in the register. A process that died leaves one without an end: after a minute without a sign it counts as broken off.';
comment on column ledger_check.seen_at is 'The last sign of life of the process that checks.';
comment on column ledger_check.found is 'Facts that hold, head, and the fault with its place.';
create index ledger_check_ended on ledger_check (ended_at desc) where ended_at is not null;
