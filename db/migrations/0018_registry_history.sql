-- The registry as it stood on any date: the whole record of a member, a row for each time it changed. People are not in it.

create function organisation_record(asked bigint) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'key', o.key, 'name', o.name, 'short_name', o.short_name, 'kind', o.kind, 'sme', o.sme, 'public_body', o.public_body,
    'pic', o.pic, 'vat', o.vat, 'fiscal_code', o.fiscal_code, 'ror', o.ror_id, 'lei', o.lei,
    'street', o.street, 'postcode', o.postcode, 'city', o.city, 'province', case when length(o.nuts) = 5 then o.nuts end,
    'website', o.website, 'phone', o.phone, 'says', o.says, 'looks_for', o.looks_for, 'invented', o.invented,
    'equipment', p.equipment, 'services', p.services, 'trl_from', p.trl_from, 'trl_to', p.trl_to,
    'membership', m.id, 'category', m.category, 'joined_on', m.joined_on, 'joined_because', m.joined_because,
    'left_on', m.left_on, 'left_because', m.left_because, 'fee_cents', m.fee_cents,
    'chains', coalesce((select jsonb_agg(c.chain_id order by c.chain_id) from chain_member c where c.organisation_id = o.id), '[]'),
    'concepts', coalesce((select jsonb_agg(d.concept_code order by d.place) from declared_concept d where d.organisation_id = o.id), '[]'),
    'seats', coalesce((select jsonb_agg(jsonb_build_object('city', s.city, 'province', s.nuts3, 'street', s.street, 'postcode', s.postcode) order by s.id)
      from seat s where s.organisation_id = o.id), '[]'))
  from organisation o
  left join profile p on p.organisation_id = o.id
  left join lateral (select * from membership m where m.organisation_id = o.id order by (m.left_on is null) desc, m.joined_on desc, m.id desc limit 1) m on true
  where o.id = asked
$$;
comment on function organisation_record is 'Everything the registry could say of an organisation, without persons, member or not.';

create function member_record(asked bigint) returns jsonb language sql stable as $$
  select record from (select organisation_record(asked)) as o(record) where record ->> 'membership' is not null
$$;
comment on function member_record is 'Everything the registry says of a member, without persons; null for who never was one.';

create table member_period (
  organisation_id bigint not null references organisation on delete cascade,
  since timestamptz not null,
  until timestamptz,
  record jsonb not null,
  primary key (organisation_id, since),
  check (until > since)
);
comment on table member_period is 'What the registry said of a member, from when to when it said so. Written by triggers only. No personal data.';
create unique index member_period_open on member_period (organisation_id) where until is null;
select watch_data('member_period');

create function keep_member(changed bigint) returns void language plpgsql as $$
declare
  now_is jsonb := member_record(changed);
  open member_period;
begin
  select * into open from member_period where organisation_id = changed and until is null;
  if open.record is not distinct from now_is then return; end if;
  -- Twice in one transaction is one change.
  if open.since = now() then
    if now_is is null then delete from member_period where organisation_id = changed and since = open.since;
    else update member_period set record = now_is where organisation_id = changed and since = open.since; end if;
    return;
  end if;
  update member_period set until = now() where organisation_id = changed and until is null;
  if now_is is not null then
    insert into member_period (organisation_id, since, record) values (changed, now(), now_is);
  end if;
end $$;

create function keep_member_row() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform keep_member(old.organisation_id); end if;
  if tg_op <> 'DELETE' then perform keep_member(new.organisation_id); end if;
  return null;
end $$;

create function keep_member_organisation() returns trigger language plpgsql as $$
begin
  perform keep_member(new.id);
  return null;
end $$;

-- At the end of the transaction, once all its parts are there.
create constraint trigger keep_member after insert or update or delete on membership
  deferrable initially deferred for each row execute function keep_member_row();
create constraint trigger keep_member after insert or update or delete on profile
  deferrable initially deferred for each row execute function keep_member_row();
create constraint trigger keep_member after insert or update or delete on declared_concept
  deferrable initially deferred for each row execute function keep_member_row();
create constraint trigger keep_member after insert or update or delete on seat
  deferrable initially deferred for each row execute function keep_member_row();
create constraint trigger keep_member after insert or update or delete on chain_member
  deferrable initially deferred for each row execute function keep_member_row();
create constraint trigger keep_member after update of key, name, short_name, kind, sme, public_body, pic, vat, fiscal_code, ror_id, lei, street,
  postcode, city, nuts, website, phone, says, looks_for, invented on organisation
  deferrable initially deferred for each row when (old.* is distinct from new.*) execute function keep_member_organisation();

insert into member_period (organisation_id, since, record)
  select distinct on (organisation_id) organisation_id, now(), member_record(organisation_id) from membership;
