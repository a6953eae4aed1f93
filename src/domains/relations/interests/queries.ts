import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Subject } from './model.ts'

export type InterestRow = Awaited<ReturnType<typeof interestsIn>>[number]

const withOrganisation = (db: Db) =>
  db
    .selectFrom('interest as i')
    .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
    .select([
      'i.id',
      'i.organisation_id',
      'o.key',
      'o.name',
      'o.short_name',
      'i.wish',
      'i.words',
      'i.seen',
      'i.shown_at',
    ])

/** Who is interested in a call or a need, those who would coordinate first. */
export async function interestsIn(db: Db, subject: Subject) {
  return withOrganisation(db)
    .where(subject.kind === 'call' ? 'i.call_id' : 'i.need_id', '=', subject.id)
    .orderBy('i.wish')
    .orderBy('i.shown_at')
    .execute()
}

/** What these organisations are interested in and is not over, the nearest deadline first; how many others may be seen beside them. */
export async function interestsOf(db: Db, organisations: readonly number[], now: Date, today: string) {
  if (organisations.length === 0) return []
  return withOrganisation(db)
    .leftJoin('call as c', 'c.id', 'i.call_id')
    .leftJoin('need as n', 'n.id', 'i.need_id')
    .where('i.organisation_id', 'in', organisations)
    .select(eb => [
      'i.call_id',
      'i.need_id',
      eb.fn.coalesce('c.title', 'n.title').as('title'),
      'n.until',
      eb
        .selectFrom('call_deadline as d')
        .whereRef('d.call_id', '=', 'i.call_id')
        .where('d.at', '>=', now)
        .select(({ fn }) => fn.min('d.at').as('at'))
        .as('deadline'),
      eb
        .selectFrom('interest as x')
        .where(inner =>
          inner.or([inner('x.call_id', '=', inner.ref('i.call_id')), inner('x.need_id', '=', inner.ref('i.need_id'))]),
        )
        .whereRef('x.organisation_id', '<>', 'i.organisation_id')
        .where('x.seen', '=', true)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('others'),
    ])
    .where(eb =>
      eb.or([
        eb.and([eb('n.closed_at', 'is', null), eb('n.until', '>=', today)]),
        eb.and([
          eb('c.id', 'is not', null),
          eb('c.status', '<>', 'closed'),
          sql<boolean>`not exists (select 1 from call_deadline d where d.call_id = c.id) or exists (select 1 from call_deadline d where d.call_id = c.id and d.at >= ${now})`,
        ]),
      ]),
    )
    .orderBy('deadline')
    .orderBy('i.id')
    .execute()
}

/** Others who became interested, and may be seen, in what these organisations are interested in. */
export async function companions(db: Db, organisations: readonly number[], since: Date) {
  if (organisations.length === 0) return []
  return withOrganisation(db)
    .innerJoin('interest as mine', join =>
      join
        .on(eb => eb.or([eb('mine.call_id', '=', eb.ref('i.call_id')), eb('mine.need_id', '=', eb.ref('i.need_id'))]))
        .on('mine.organisation_id', 'in', organisations),
    )
    .leftJoin('call as c', 'c.id', 'i.call_id')
    .leftJoin('need as n', 'n.id', 'i.need_id')
    .where('i.organisation_id', 'not in', organisations)
    .where('i.seen', '=', true)
    .where('i.shown_at', '>=', since)
    .select(eb => ['i.call_id', 'i.need_id', eb.fn.coalesce('c.title', 'n.title').as('title')])
    .distinctOn('i.id')
    .orderBy('i.id', 'desc')
    .limit(20)
    .execute()
}

/** Calls and needs that somebody is interested in, with how many; for staff. */
export async function subjectsOfInterest(db: Db) {
  const { rows } = await sql<{
    call_id: string | null
    need_id: number | null
    title: string
    n: number
    coordinators: number
    last: Date
    deadline: Date | null
  }>`
    select i.call_id, i.need_id, coalesce(c.title, n.title) as title, count(*)::int as n,
      count(*) filter (where i.wish = 'coordinate')::int as coordinators, max(i.shown_at) as last,
      (select max(at) from call_deadline d where d.call_id = i.call_id) as deadline
    from interest i left join call c on c.id = i.call_id left join need n on n.id = i.need_id
    group by i.call_id, i.need_id, c.title, n.title order by last desc limit 500`.execute(db)
  return rows
}

/** Every interest, for an export. */
export async function allInterests(db: Db, subject?: Subject) {
  let rows = withOrganisation(db)
    .leftJoin('call as c', 'c.id', 'i.call_id')
    .leftJoin('need as n', 'n.id', 'i.need_id')
    .select(eb => ['i.call_id', 'i.need_id', eb.fn.coalesce('c.title', 'n.title').as('title')])
  if (subject) rows = rows.where(subject.kind === 'call' ? 'i.call_id' : 'i.need_id', '=', subject.id)
  return rows.orderBy('i.shown_at', 'desc').orderBy('i.id').limit(20_000).execute()
}

export async function upsertInterest(
  tx: Tx,
  interest: { organisation_id: number; subject: Subject; wish: string; words: string; seen: boolean; shown_by: string },
  at: Date,
): Promise<void> {
  const { subject, ...said } = interest
  const what = subject.kind === 'call' ? { call_id: subject.id } : { need_id: subject.id }
  await tx
    .insertInto('interest')
    .values({ ...said, ...what, shown_at: at })
    .onConflict(conflict =>
      conflict
        .columns(['organisation_id', subject.kind === 'call' ? 'call_id' : 'need_id'])
        .doUpdateSet({ wish: said.wish, words: said.words, seen: said.seen, shown_by: said.shown_by }),
    )
    .execute()
}

export async function deleteInterest(tx: Tx, organisation: number, subject: Subject): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('interest')
    .where('organisation_id', '=', organisation)
    .where(subject.kind === 'call' ? 'call_id' : 'need_id', '=', subject.id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
