import { sql } from 'kysely'
import { type Db, likeLiteral } from '#platform/db.ts'
import type { KindCode } from '../kinds/catalogue.ts'

export type Similar = {
  readonly seq: number
  readonly happened_on: string
  readonly amount_cents: number | null
  readonly title: string | null
  readonly names: readonly string[]
}

/** Facts that stand and may be the same: of one kind, a few days apart at most, with a party or the title in common. */
export async function similarFacts(
  db: Db,
  fact: { kind: KindCode; on: string; keys: readonly string[]; title: string | undefined; except?: number | undefined },
  days: number,
): Promise<Similar[]> {
  const { rows } = await sql<Similar>`
    select l.seq, f.happened_on, f.amount_cents, f.details->>'title' as title,
      coalesce((select jsonb_agg(o.name order by o.name) from fact_party p join organisation o on o.key = p.organisation_key where p.fact_id = f.id), '[]') as names
    from fact f join fact_link l on l.fact_id = f.id
    where f.kind = ${fact.kind} and f.happened_on between ${fact.on}::date - ${days}::int and ${fact.on}::date + ${days}::int
      and f.amendment is distinct from 'withdrawal' and not exists (select from fact later where later.amends = f.id)
      and l.seq is distinct from ${fact.except ?? null}
      and (exists (select from fact_party p where p.fact_id = f.id and p.organisation_key = any(${[...fact.keys]}::text[]))
        or lower(f.details->>'title') = lower(${fact.title ?? null}))
    order by abs(f.happened_on - ${fact.on}::date), l.seq desc limit 5`.execute(db)
  return rows
}

export type Earlier = {
  readonly id: number
  readonly seq: number
  readonly kind: string
  readonly happened_on: string
  readonly title: string | null
}

/**
 * Facts of some kinds that stand and brought two or more of these organisations together, until a day: the latest first. Before them the one that was
 * chosen, also where it is none of these any more.
 */
export async function earlierFacts(
  db: Db,
  {
    kinds,
    keys,
    on,
    except,
    chosen,
  }: {
    kinds: readonly string[]
    keys: readonly string[]
    on: string
    except?: number | undefined
    chosen?: number | undefined
  },
): Promise<Earlier[]> {
  const { rows } = await sql<Earlier>`
    with met as (
      select p.fact_id from fact_party p where p.organisation_key = any(${[...keys]}::text[])
      group by p.fact_id having count(distinct p.organisation_key) >= 2)
    select f.id, l.seq, f.kind, f.happened_on, f.details->>'title' as title from fact f join fact_link l on l.fact_id = f.id
    where (f.id in (select fact_id from met) or f.id = ${chosen ?? null}) and f.kind = any(${[...kinds]}::text[]) and f.happened_on <= ${on}::date and f.amendment is distinct from 'withdrawal'
      and not exists (select from fact later where later.amends = f.id) and l.seq is distinct from ${except ?? null}
    order by f.id is not distinct from ${chosen ?? null} desc, f.happened_on desc, f.id desc limit 5`.execute(db)
  return rows
}

/** Kinds by how often people recorded them by hand in the last year. */
export async function mostUsedKinds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select f.kind from fact f join fact_link l on l.fact_id = f.id
    where f.source = 'typed' and f.amends is null and l.recorded_at > now() - interval '1 year'
    group by f.kind order by count(*) desc, f.kind limit 8`.execute(db)
  return rows.map(row => row.kind)
}

/** Names of the present members, to be offered while typing. */
export async function memberNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct o.name from membership m join organisation o on o.id = m.organisation_id where m.left_on is null order by 1 limit 1000`.execute(
    db,
  )
  return rows.map(row => row.name)
}

/** Present members whose name or short name holds all the words that were typed. */
export async function membersLike(db: Db, written: string, limit: number) {
  const words = written.split(/\s+/).filter(Boolean).slice(0, 8)
  let rows = db
    .selectFrom('organisation as o')
    .select(['o.key', 'o.name', 'o.short_name', 'o.city'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('membership as m')
          .select('m.id')
          .whereRef('m.organisation_id', '=', 'o.id')
          .where('m.left_on', 'is', null),
      ),
    )
  for (const word of words) {
    const like = `%${likeLiteral(word)}%`
    rows = rows.where(
      sql<boolean>`unaccent(o.name) ilike unaccent(${like}) or unaccent(coalesce(o.short_name, '')) ilike unaccent(${like})`,
    )
  }
  return rows.orderBy('o.name').limit(limit).execute()
}

export async function namesByKey(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('organisation')
    .select(['key', 'name'])
    .where('key', 'in', [...keys])
    .execute()
  return new Map(rows.map(row => [row.key, row.name]))
}
