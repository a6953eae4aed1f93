import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { ContactEntry, Member, MemberQuery, MemberRow } from '../model.ts'
import { memberOf } from '../queries.ts'

const ORDER = {
  name: sql`l.name collate "und-x-icu", l.key`,
  category: sql`array_position(array['company', 'sme', 'startup', 'university', 'research', 'health', 'training', 'public', 'association'], l.category), l.name collate "und-x-icu"`,
  province: sql`l.province nulls last, l.name collate "und-x-icu"`,
  joined: sql`l.joined_on desc, l.name collate "und-x-icu"`,
  confirmed: sql`l.confirmed_at nulls first, l.name collate "und-x-icu"`,
}

/**
 * Who belonged to the cluster on a day, with what the registry said of them at the end of that day: memberships by their own dates, everything
 * else by when it was recorded. Where recording began later, its first state stands in (`guessed`).
 */
const standing = (on: string) => sql`
  select distinct on (m.organisation_id) m.organisation_id, r.record, r.since > (${on}::date + 1) as guessed, m.joined_on, m.left_on,
    case when (r.record ->> 'membership')::bigint = m.id then r.record ->> 'category' else m.category end as category
  from membership m
  join lateral (
    select p.since, p.record from member_period p where p.organisation_id = m.organisation_id
    order by p.since >= ${on}::date + 1, case when p.since < ${on}::date + 1 then p.since end desc, p.since limit 1) r on true
  where m.joined_on <= ${on}::date and (m.left_on is null or m.left_on > ${on}::date)
  order by m.organisation_id, m.joined_on desc`

const like = (text: string) => `%${text.replace(/[%_\\]/g, '\\$&')}%`

type Listed = Omit<MemberRow, 'fresh'> & { readonly total: number; readonly record: Parameters<typeof memberOf>[0] }

/** The members of a day that the filters let through; `limit` undefined: all. `now`: freshness and fees are those of today. */
async function listed(
  db: Db,
  query: MemberQuery,
  { today, now, limit, offset }: { today: string; now: Date; limit: number | undefined; offset: number },
): Promise<Listed[]> {
  const on = query.on ?? today
  const age = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const { rows } = await sql<Listed>`
    with standing as (${standing(on)}),
    lines as (
      select s.organisation_id, s.record, s.guessed, s.category, s.joined_on, s.left_on, s.record ->> 'key' as key, s.record ->> 'name' as name,
        s.record ->> 'short_name' as short_name, (s.record ->> 'public_body')::boolean as public_body, s.record ->> 'city' as city,
        s.record ->> 'province' as province, (select coalesce(array_agg(v::int), '{}'::int[]) from jsonb_array_elements_text(s.record -> 'chains') v) as chains,
        coalesce((s.record ->> 'invented')::boolean, false) as invented, p.confirmed_at,
        coalesce((select sum(f.due_cents - coalesce((select sum(cents) from fee_payment y where y.fee_id = f.id), 0))
          from fee f where f.organisation_id = s.organisation_id and f.due_on <= ${today}::date), 0)::bigint as owed_cents
      from standing s left join profile p on p.organisation_id = s.organisation_id)
    select l.*, count(*) over ()::int as total from lines l
    where (${query.q ?? null}::text is null
        or fold(concat_ws(' ', l.name, l.short_name, l.city, l.record ->> 'vat', l.record ->> 'pic', l.key)) like fold(${query.q ? like(query.q) : null}::text))
      and (${query.category ?? null}::text is null or l.category = ${query.category ?? null})
      and (${query.province ?? null}::text is null or l.province = ${query.province ?? null})
      and (${query.chain ?? null}::int is null or ${query.chain ?? null}::int = any(l.chains))
      and (${query.public_body ?? null}::text is null or l.public_body = (${query.public_body ?? null} = 'yes'))
      and (${query.fee ?? null}::text is null or l.owed_cents > 0)
      and (case ${query.fresh ?? null}::text when 'never' then l.confirmed_at is null
        when 'fresh' then l.confirmed_at > ${age(365)} when 'ageing' then l.confirmed_at > ${age(730)} and l.confirmed_at <= ${age(365)}
        when 'old' then l.confirmed_at <= ${age(730)} else true end)
    order by ${ORDER[query.sort ?? 'name']} limit ${limit ?? null} offset ${offset}`.execute(db)
  return rows
}

export async function listMembers(
  db: Db,
  query: MemberQuery,
  at: { today: string; now: Date; limit: number; offset: number },
): Promise<readonly Listed[]> {
  return listed(db, query, at)
}

/** The same members whole, for an export; contacts only of today, since the past does not keep them. */
export async function wholeMembers(
  db: Db,
  query: MemberQuery,
  at: { today: string; now: Date },
): Promise<
  readonly { readonly organisation_id: number; readonly member: Member; readonly confirmed_at: Date | null }[]
> {
  const rows = await listed(db, query, { ...at, limit: undefined, offset: 0 })
  const contacts = query.on && query.on !== at.today ? new Map() : await contactsOf(db, rows)
  return rows.map(row => ({
    organisation_id: row.organisation_id,
    confirmed_at: row.confirmed_at,
    member: {
      ...memberOf(row.record, contacts.get(row.organisation_id) ?? []),
      category: row.category,
      joined_on: row.joined_on,
      left_on: row.left_on,
    },
  }))
}

async function contactsOf(
  db: Db,
  rows: readonly { organisation_id: number }[],
): Promise<Map<number, readonly ContactEntry[]>> {
  const found = await sql<{ organisation_id: number; contacts: ContactEntry[] }>`
    select c.organisation_id, json_agg(json_build_object('name', p.name, 'role', c.role, 'title', c.title, 'email', p.email, 'phone', p.phone)
      order by c.first desc, p.name, c.id) as contacts
    from contact c join person p on p.id = c.person_id
    where c.until is null and c.organisation_id = any(${rows.map(row => row.organisation_id)}) group by 1`.execute(db)
  return new Map(found.rows.map(row => [row.organisation_id, row.contacts]))
}

export type Tally = { readonly category: string; readonly n: number }

/** How many members of each category there were on a day. */
export async function tally(db: Db, on: string): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select category, count(*)::int as n from (${standing(on)}) s group by 1 order by 2 desc, 1`.execute(db)
  return rows
}
