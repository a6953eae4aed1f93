import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Need } from './model.ts'

export type ReadinessRow = {
  readonly organisation_id: number
  readonly key: string
  readonly name: string
  readonly confirmed_at: Date | null
  readonly no_contact: boolean
  readonly empty_profile: boolean
  readonly owed_cents: number
  readonly phone: string | null
  readonly total: number
}

/**
 * Members of now of whom something is missing, those with most of it first: not confirmed for a year (`stale` is the instant a year ago), nobody to call, neither own
 * words nor equipment nor services, fees past their day.
 */
export async function readinessOf(
  db: Db,
  {
    need,
    stale,
    today,
    limit,
    offset,
  }: { need: Need | undefined; stale: Date; today: string; limit: number; offset: number },
): Promise<ReadinessRow[]> {
  const { rows } = await sql<ReadinessRow>`
    with lines as (
      select o.id as organisation_id, o.key, o.name, p.confirmed_at, o.phone,
        not exists (select 1 from contact c where c.organisation_id = o.id and c.until is null) as no_contact,
        coalesce(o.says, '') = '' or (p.equipment is null and p.services is null and p.trl_from is null) as empty_profile,
        coalesce((select sum(f.due_cents - coalesce((select sum(cents) from fee_payment y where y.fee_id = f.id), 0))
          from fee f where f.organisation_id = o.id and f.due_on < ${today}::date), 0)::bigint as owed_cents
      from membership m join organisation o on o.id = m.organisation_id left join profile p on p.organisation_id = o.id where m.left_on is null),
    judged as (select *, coalesce(confirmed_at < ${stale}, true) as stale from lines)
    select *, count(*) over ()::int as total from judged
    where case ${need ?? null}::text when 'confirm' then stale when 'contact' then no_contact when 'profile' then empty_profile when 'fee' then owed_cents > 0
      else stale or no_contact or empty_profile or owed_cents > 0 end
    order by stale::int + no_contact::int + empty_profile::int + (owed_cents > 0)::int desc, confirmed_at nulls first, name collate "und-x-icu"
    limit ${limit} offset ${offset}`.execute(db)
  return rows
}
