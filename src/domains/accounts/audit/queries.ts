import { sql } from 'kysely'
import { type Db, likeLiteral } from '#platform/db.ts'
import type { AuditQuery } from './model.ts'

export type AuditRow = Awaited<ReturnType<typeof auditRows>>[number]

/** Lines of the register that a query asks for. A day is a day in Rome. */
function asked(db: Db, { who, verb, thing, which, from, until }: AuditQuery) {
  let rows = db.selectFrom('audit as x').leftJoin('account_user as a', 'a.id', 'x.actor')
  if (who) {
    const like = `%${likeLiteral(who)}%`
    rows = rows.where(eb => eb.or([eb('a.name', 'ilike', like), eb('a.email', 'ilike', like), eb('x.actor', '=', who)]))
  }
  if (verb) rows = rows.where('x.verb', '=', verb)
  if (thing && which) rows = rows.where('x.thing', '=', `${thing} ${which}`)
  else if (thing) rows = rows.where(eb => eb.or([eb('x.thing', 'like', `${thing} %`), eb('x.thing', '=', thing)]))
  else if (which) rows = rows.where('x.thing', 'like', `% ${likeLiteral(which)}`)
  if (from) rows = rows.where('x.at', '>=', sql<Date>`${from}::date::timestamp at time zone 'Europe/Rome'`)
  if (until) rows = rows.where('x.at', '<', sql<Date>`(${until}::date + 1)::timestamp at time zone 'Europe/Rome'`)
  return rows
}

export async function auditRows(db: Db, query: AuditQuery, limit: number, offset: number) {
  return asked(db, query)
    .select(['x.id', 'x.at', 'x.actor', 'a.name', 'x.verb', 'x.thing', 'x.details'])
    .orderBy('x.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
}

export async function auditCount(db: Db, query: AuditQuery): Promise<number> {
  const { n } = await asked(db, query)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}
