import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { ChainForm } from './model.ts'

export type Leader = {
  readonly id: number
  readonly name: string
  readonly organisation: string | null
  readonly organisation_key: string | null
}

export type Chain = {
  readonly id: number
  readonly name_it: string
  readonly name_en: string
  readonly says_it: string
  readonly says_en: string
  readonly members: number
  readonly chair: Leader | null
  readonly vice_chair: Leader | null
}

const leader = (column: 'chair_id' | 'vice_chair_id') => sql`
  (select json_build_object('id', p.id, 'name', p.name, 'organisation', o.name, 'organisation_key', o.key)
    from person p left join contact c on c.person_id = p.id and c.until is null left join organisation o on o.id = c.organisation_id
    where p.id = v.${sql.ref(column)} order by c.first desc nulls last limit 1)`

/** The value chains of now, by name. */
export async function chainsOf(db: Db, language: 'it' | 'en'): Promise<Chain[]> {
  const { rows } = await sql<Chain>`
    select v.id, v.name_it, v.name_en, v.says_it, v.says_en, ${leader('chair_id')} as chair, ${leader('vice_chair_id')} as vice_chair,
      (select count(*)::int from chain_member m join membership s on s.organisation_id = m.organisation_id and s.left_on is null where m.chain_id = v.id) as members
    from value_chain v where v.closed_at is null order by ${sql.ref(`v.name_${language}`)} collate "und-x-icu"`.execute(
    db,
  )
  return rows
}

/** Names of value chains by their codes, also of those that are closed. */
export async function namesOfChains(
  db: Db,
  codes: readonly string[],
): Promise<{ code: string; it: string; en: string }[]> {
  if (codes.length === 0) return []
  const names = ['code', 'name_it as it', 'name_en as en'] as const
  return db.selectFrom('value_chain').select(names).where('code', 'in', codes).execute()
}

export type ChainMember = { readonly key: string; readonly name: string; readonly city: string | null }

export async function membersOfChain(db: Db, id: number): Promise<ChainMember[]> {
  const { rows } = await sql<ChainMember>`
    select o.key, o.name, o.city from chain_member m join organisation o on o.id = m.organisation_id
    join membership s on s.organisation_id = o.id and s.left_on is null where m.chain_id = ${id} order by o.name collate "und-x-icu"`.execute(
    db,
  )
  return rows
}

export type ChainLine = ChainMember & { readonly chain: string }

/** Who takes part in what, all open chains. */
export async function linesOfChains(db: Db, language: 'it' | 'en'): Promise<ChainLine[]> {
  const { rows } = await sql<ChainLine>`
    select ${sql.ref(`v.name_${language}`)} as chain, o.key, o.name, o.city from value_chain v join chain_member m on m.chain_id = v.id
    join organisation o on o.id = m.organisation_id join membership s on s.organisation_id = o.id and s.left_on is null
    where v.closed_at is null order by 1, o.name collate "und-x-icu"`.execute(db)
  return rows
}

/** Who could lead a value chain: the people of members. */
export async function possibleLeaders(db: Db): Promise<Leader[]> {
  const { rows } = await sql<Leader>`
    select distinct on (p.name, p.id) p.id, p.name, o.name as organisation, o.key as organisation_key from person p join contact c on c.person_id = p.id and c.until is null
    join organisation o on o.id = c.organisation_id join membership m on m.organisation_id = o.id and m.left_on is null order by p.name, p.id, c.first desc`.execute(
    db,
  )
  return rows
}

export async function insertChain(tx: Tx, form: ChainForm): Promise<number> {
  const { id } = await tx
    .insertInto('value_chain')
    .values({ cluster_id: 1, ...form })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateChain(tx: Tx, id: number, form: ChainForm): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('value_chain')
    .set(form)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function closeChain(tx: Tx, id: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('value_chain')
    .set({ closed_at: sql`now()` })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether another open chain is called so. */
export async function isTaken(db: Db, nameIt: string, except: number): Promise<boolean> {
  const { rows } =
    await sql`select 1 from value_chain where fold(name_it) = fold(${nameIt}) and closed_at is null and id <> ${except}`.execute(
      db,
    )
  return rows.length > 0
}
