import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Standing } from './model.ts'

/** Keeps others from changing the memberships of these organisations until the transaction ends. */
export async function lockOrganisations(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length)
    await sql`select 1 from organisation where id = any(${[...ids]}::bigint[]) order by id for no key update`.execute(
      tx,
    )
}

const STANDING = sql`
  select m.id as membership, o.id as organisation, o.key, m.category, m.joined_on, m.left_on, n.code as place,
    coalesce((select string_agg(v.code, ' ' order by v.code collate "C") from chain_member c join value_chain v on v.id = c.chain_id
      where c.organisation_id = o.id and v.closed_at is null), '') as chains
  from membership m join organisation o on o.id = m.organisation_id left join nuts n on n.code = o.nuts and n.level = 3`

/** The memberships of these organisations, those that ended too. */
export async function standingsOf(db: Db, ids: readonly number[]): Promise<Standing[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Standing>`${STANDING} where o.id = any(${[...ids]}::bigint[]) order by m.id`.execute(db)
  return rows
}

/** Organisations that are members or were, in the order of their ids. */
export async function everMembers(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct organisation_id as id from membership order by 1`.execute(
    db,
  )
  return rows.map(row => row.id)
}

/** Members of now in a value chain. */
export async function membersInChain(db: Db, chain: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.organisation_id as id from chain_member c join membership m on m.organisation_id = c.organisation_id and m.left_on is null
    where c.chain_id = ${chain} order by 1`.execute(db)
  return rows.map(row => row.id)
}

export type Payment = {
  readonly fee: number
  readonly key: string
  readonly year: number
  readonly cents: number
  readonly paid_on: string
}

/** Payments of years for which the ledger has never been told anything of that member: made before there was a ledger. */
export async function untoldPayments(tx: Tx): Promise<Payment[]> {
  await sql`lock table fee in share row exclusive mode`.execute(tx)
  const { rows } = await sql<Payment>`
    select f.id as fee, o.key, f.year, p.cents, p.paid_on from fee f join organisation o on o.id = f.organisation_id join fee_payment p on p.fee_id = f.id
    where not exists (select from fact t where t.origin = 'fee ' || f.id)
      and not exists (select from fact t join fact_party w on w.fact_id = t.id where t.kind = 'fee-paid' and t.details ->> 'year' = f.year::text
        and w.organisation_key = o.key)
    order by f.id, p.paid_on, p.id`.execute(tx)
  return rows
}
