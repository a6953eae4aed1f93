import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Language } from '#platform/i18n.ts'

/** Somebody who can be written to: an account, or a contact who has agreed to be asked. */
export type Reachable = {
  readonly account: string | null
  readonly person: number | null
  readonly name: string
  readonly email: string
  readonly language: Language
}

/** People who act for an organisation, and contacts of it who agreed to be the ones asked; nobody twice. */
export async function reachableAt(db: Db, organisation: number): Promise<Reachable[]> {
  const { rows } = await sql<Reachable>`
    select a.id as account, null::bigint as person, a.name, a.email, coalesce(q.language, a.language) as language
    from representation r join account_user a on a.id = r.account_id left join person q on q.account_id = a.id where r.organisation_id = ${organisation}
    union all
    select null, p.id, p.name, p.email, p.language from person p
    where p.email is not null
      and exists (select 1 from contact c where c.person_id = p.id and c.organisation_id = ${organisation}
        and (c.until is null or c.until >= current_date))
      and exists (select 1 from consent k where k.person_id = p.id and k.purpose = 'introductions' and k.withdrawn_at is null)
      and not exists (select 1 from representation r join account_user a on a.id = r.account_id
        where r.organisation_id = ${organisation} and (a.id = p.account_id or lower(a.email) = p.email))
    order by name`.execute(db)
  return rows
}

/** One of them, as they are now; undefined when they are gone. */
export async function reachableOne(
  db: Db,
  chosen: { readonly account: string | null; readonly person: number | null },
): Promise<Reachable | undefined> {
  if (chosen.account !== null) {
    const row = await db
      .selectFrom('account_user as a')
      .leftJoin('person as p', 'p.account_id', 'a.id')
      .where('a.id', '=', chosen.account)
      .select(eb => ['a.id', 'a.name', 'a.email', eb.fn.coalesce('p.language', 'a.language').as('language')])
      .executeTakeFirst()
    return (
      row && { account: row.id, person: null, name: row.name, email: row.email, language: row.language as Language }
    )
  }
  if (chosen.person === null) return undefined
  const row = await db
    .selectFrom('person')
    .where('id', '=', chosen.person)
    .select(['id', 'name', 'email', 'language'])
    .executeTakeFirst()
  if (!row?.email) return undefined
  return { account: null, person: row.id, name: row.name, email: row.email, language: row.language as Language }
}

/** Whether an organisation is of the cluster: a member, or one that somebody acts for. */
export async function isOfCluster(db: Db, organisation: number): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select 1 from membership m join organisation o on o.id = m.organisation_id
        where m.left_on is null and (o.id = ${organisation} or o.same_as = ${organisation}))
      or exists (select 1 from representation where organisation_id = ${organisation}) as "is"`.execute(db)
  return rows[0]?.is ?? false
}

/** Staff, to tell them what waits for them. */
export async function staffAccounts(db: Db, roles: readonly string[]) {
  return db.selectFrom('account_user').where('role', 'in', roles).select(['id', 'name']).orderBy('name').execute()
}
