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
