import type { ImportClient } from '#platform/imports/queries.ts'
import type { MemberRecord } from '../members.ts'
import { EXAMPLE_CHAINS, exampleRegistry } from './registry.ts'

/** The year that fees of the example are asked for. */
const YEAR = 2026

/** Gives the members of the example cluster what a registry knows: value chains, people, levels of readiness, fees. For a database that has none of it. */
export async function mergeExampleRegistry(client: ImportClient, members: readonly MemberRecord[]): Promise<void> {
  const { rows: some } = await client.query('select 1 from value_chain limit 1')
  if (some.length) return
  const rows = members.map((member, place) => ({ key: member.key, ...exampleRegistry(member, place) }))
  const json = (value: unknown) => [JSON.stringify(value)]
  await client.query(
    `insert into value_chain (cluster_id, name_it, name_en, says_it, says_en)
     select 1, c ->> 'name_it', c ->> 'name_en', c ->> 'says_it', c ->> 'says_en' from jsonb_array_elements($1::jsonb) with ordinality as x(c, place) order by place`,
    json(EXAMPLE_CHAINS.map(({ fields: _, ...chain }) => chain)),
  )
  await client.query(
    `with chain as (select id, row_number() over (order by id) - 1 as place from value_chain)
     insert into chain_member (chain_id, organisation_id, since)
     select chain.id, o.id, m.joined_on from jsonb_array_elements($1::jsonb) r join organisation o on o.key = r ->> 'key'
     join membership m on m.organisation_id = o.id cross join lateral jsonb_array_elements_text(r -> 'chains') c join chain on chain.place = c::int
     on conflict do nothing`,
    json(rows),
  )
  await client.query(
    `insert into profile (organisation_id, trl_from, trl_to)
     select o.id, (r -> 'trl' ->> 0)::smallint, (r -> 'trl' ->> 1)::smallint from jsonb_array_elements($1::jsonb) r join organisation o on o.key = r ->> 'key'
     where r ? 'trl' on conflict do nothing`,
    json(rows),
  )
  await client.query(
    `update organisation o set public_body = (r ->> 'public_body')::boolean, phone = '+39 000' || (1000000 + (o.id * 7919) % 9000000)
     from jsonb_array_elements($1::jsonb) r where o.key = r ->> 'key'`,
    json(rows),
  )
  await client.query(
    `update membership m set fee_cents = (r ->> 'fee_cents')::bigint from jsonb_array_elements($1::jsonb) r join organisation o on o.key = r ->> 'key'
     where m.organisation_id = o.id`,
    json(rows),
  )
  await client.query(
    `with said as (
      select o.id as organisation_id, c ->> 'name' as name, c ->> 'email' as email, c ->> 'phone' as phone, c ->> 'role' as role, c ->> 'title' as title,
        (c ->> 'first')::boolean as first
      from jsonb_array_elements($1::jsonb) r join organisation o on o.key = r ->> 'key' cross join lateral jsonb_array_elements(r -> 'contacts') c),
    people as (insert into person (name, email, phone) select name, email, phone from said returning id, email)
    insert into contact (person_id, organisation_id, role, title, first, visibility)
    select people.id, said.organisation_id, said.role, said.title, said.first, case when said.first then 'members' else 'staff' end
    from said join people using (email)`,
    json(rows),
  )
  await client.query(
    `with asked as (
      insert into fee (organisation_id, year, due_cents, due_on)
      select o.id, $2::smallint, (r ->> 'fee_cents')::bigint, make_date($2, 3, 31) from jsonb_array_elements($1::jsonb) r join organisation o on o.key = r ->> 'key'
      where r ? 'paid_cents' returning id, organisation_id)
    insert into fee_payment (fee_id, paid_on, cents, note, recorded_by)
    select asked.id, make_date($2, 2, 1 + (asked.organisation_id % 27)::int), (r ->> 'paid_cents')::bigint, 'esempio', 'system'
    from asked join organisation o on o.id = asked.organisation_id join jsonb_array_elements($1::jsonb) r on o.key = r ->> 'key' where (r ->> 'paid_cents')::bigint > 0`,
    [JSON.stringify(rows), YEAR],
  )
  // The first two of each chain who have somebody to speak to lead it.
  await client.query(
    `with ranked as (
      select cm.chain_id, c.person_id, row_number() over (partition by cm.chain_id order by o.key) as place
      from chain_member cm join contact c on c.organisation_id = cm.organisation_id and c.first join organisation o on o.id = cm.organisation_id)
    update value_chain v set chair_id = (select person_id from ranked r where r.chain_id = v.id and place = 1),
      vice_chair_id = (select person_id from ranked r where r.chain_id = v.id and place = 2)`,
  )
}
