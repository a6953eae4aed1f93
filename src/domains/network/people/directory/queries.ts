import { sql } from 'kysely'
import { type Db, likeLiteral } from '#platform/db.ts'

/** People who want to stand in the directory, with where they are the contact. `q` is looked for in name, organisation and own words. */
export async function listedPeople(db: Db, q: string | undefined) {
  const { rows } = await sql<{
    id: number
    name: string
    email: string | null
    phone: string | null
    says: string | null
    works: { key: string; name: string; title: string | null }[]
  }>`
    select p.id, p.name, p.email, p.phone, p.says,
      coalesce(jsonb_agg(distinct jsonb_build_object('key', o.key, 'name', o.name, 'title', c.title)) filter (where o.id is not null), '[]') as works
    from person p left join contact c on c.person_id = p.id and (c.until is null or c.until >= current_date)
    left join organisation o on o.id = c.organisation_id
    where p.listed_at is not null
    group by p.id
    having ${q ?? ''} = '' or bool_or(fold(concat_ws(' ', p.name, p.says, o.name, c.title)) like '%' || fold(${likeLiteral(q ?? '')}) || '%')
    order by p.name collate "und-x-icu"
    limit 500`.execute(db)
  return rows
}

export async function countListed(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('person')
    .where('listed_at', 'is not', null)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** All people, for staff, with the consents that stand. */
export async function allPeople(db: Db, q: string | undefined, limit: number, offset: number) {
  const { rows } = await sql<{
    id: number
    name: string
    email: string | null
    phone: string | null
    account: boolean
    organisations: string[]
    consents: string[]
    of: number
  }>`
    select p.id, p.name, p.email, p.phone, p.account_id is not null as account,
      array(select o.name from contact c join organisation o on o.id = c.organisation_id where c.person_id = p.id order by 1) as organisations,
      array(select c.purpose from consent c where c.person_id = p.id and c.withdrawn_at is null order by 1) as consents,
      count(*) over ()::int as of
    from person p
    where ${q ?? ''} = '' or fold(concat_ws(' ', p.name, p.email, p.phone)) like '%' || fold(${likeLiteral(q ?? '')}) || '%'
      or exists (select 1 from contact c join organisation o on o.id = c.organisation_id
        where c.person_id = p.id and fold(o.name) like '%' || fold(${likeLiteral(q ?? '')}) || '%')
    order by p.name collate "und-x-icu", p.id limit ${limit} offset ${offset}`.execute(db)
  return rows
}
