import { type ExpressionBuilder, sql } from 'kysely'
import { MOST_PARTIES } from '#domains/ledger/kinds/model.ts'
import { type Db, likeLiteral, type Tx } from '#platform/db.ts'
import type { DB } from '../../../db/types.ts'
import { EVENTS_PER_PAGE, type EventsQuery } from './model.ts'
import { CAME } from './registrations/model.ts'

const whole = (db: Db) =>
  db
    .selectFrom('event as e')
    .innerJoin('event_consent as c', join =>
      join.onRef('c.event_id', '=', 'e.id').onRef('c.version', '=', 'e.consent_version'),
    )
    .leftJoin('nuts as n', 'n.code', 'e.nuts')
    .selectAll('e')
    .select(['c.it as consent_it', 'c.en as consent_en', 'n.name as province'])

export type EventRow = NonNullable<Awaited<ReturnType<typeof eventById>>>

export const eventById = (db: Db, id: number) => whole(db).where('e.id', '=', id).executeTakeFirst()
export const eventBySlug = (db: Db, slug: string) => whole(db).where('e.slug', '=', slug).executeTakeFirst()

/** The event with its row locked: whoever gives or takes places waits for the other. */
export async function lockEvent(tx: Tx, id: number): Promise<EventRow | undefined> {
  await tx.selectFrom('event').where('id', '=', id).select('id').forNoKeyUpdate().executeTakeFirst()
  return eventById(tx, id)
}

const NEVER_PUBLIC = ['draft']

function asked(eb: ExpressionBuilder<DB & { e: DB['event'] }, 'e'>, query: EventsQuery, staff: boolean, now: Date) {
  const like = query.q ? `%${likeLiteral(query.q)}%` : undefined
  const drafts = staff && query.when === 'drafts'
  return eb.and([
    drafts ? eb('e.state', 'in', NEVER_PUBLIC) : eb('e.state', 'not in', NEVER_PUBLIC),
    ...(drafts ? [] : [eb('e.ends_at', query.when === 'past' ? '<' : '>=', now)]),
    ...(like
      ? [eb.or([eb('e.title_it', 'ilike', like), eb('e.title_en', 'ilike', like), eb('e.place', 'ilike', like)])]
      : []),
  ])
}

/** One page of events, the next first, of the past the latest first. */
export async function listEvents(db: Db, query: EventsQuery, staff: boolean, now: Date) {
  const rows = await db
    .selectFrom('event as e')
    .where(eb => asked(eb as never, query, staff, now))
    .select(['e.id', 'e.slug', 'e.kind', 'e.mode', 'e.title_it', 'e.title_en', 'e.summary_it', 'e.summary_en'])
    .select(['e.starts_at', 'e.ends_at', 'e.zone', 'e.place', 'e.state', 'e.capacity', 'e.overbooked', 'e.taken'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('e.starts_at', query.when === 'past' ? 'desc' : 'asc')
    .orderBy('e.id')
    .limit(EVENTS_PER_PAGE)
    .offset((query.page - 1) * EVENTS_PER_PAGE)
    .execute()
  return { rows, total: Number(rows[0]?.total ?? 0) }
}

/** Provinces of the cluster's country, for a menu. */
export const provinces = (db: Db) =>
  db
    .selectFrom('nuts')
    .where(sql<number>`length(code)`, '=', 5)
    .where('code', 'like', 'IT%')
    .select(['code', 'name'])
    .orderBy('name')
    .execute()

export type Said = {
  kind: string
  mode: string
  title_it: string
  title_en: string
  summary_it: string
  summary_en: string
  description_it: string
  description_en: string
  starts_at: Date
  ends_at: Date
  zone: string
  place: string
  nuts: string | null
  online_address: string
  capacity: number | null
  overbooked: number
}
type Consent = { it: string; en: string }

export async function insertEvent(
  tx: Tx,
  said: Said & { slug: string; made_by: string; copied_from?: number },
  consent: Consent,
  at: Date,
) {
  const { id } = await tx
    .insertInto('event')
    .values({ ...said, made_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('event_consent')
    .values({ event_id: id, version: 1, ...consent, since: at })
    .execute()
  return id
}

/** Addresses that begin like this one. */
export async function slugsLike(db: Db, slug: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('event').where('slug', 'like', `${slug}%`).select('slug').execute()
  return new Set(rows.map(row => row.slug))
}

export async function updateEvent(tx: Tx, id: number, said: Said, moved: boolean): Promise<void> {
  await tx
    .updateTable('event')
    .set(eb => ({
      ...said,
      version: eb('version', '+', 1),
      ...(moved ? { sequence: eb('sequence', '+', 1) } : {}),
    }))
    .where('id', '=', id)
    .execute()
  // Who was reminded of another day is reminded of this one.
  if (moved)
    await tx
      .updateTable('registration')
      .set({ reminded_week_at: null, reminded_day_at: null })
      .where('event_id', '=', id)
      .execute()
}

/** A new wording of the consent; those who agreed to an older one keep theirs. */
export async function renewConsent(tx: Tx, id: number, version: number, consent: Consent, at: Date): Promise<void> {
  await tx
    .insertInto('event_consent')
    .values({ event_id: id, version, ...consent, since: at })
    .execute()
  await tx.updateTable('event').set({ consent_version: version }).where('id', '=', id).execute()
}

export async function setState(tx: Tx, id: number, state: string, by: string, at: Date): Promise<void> {
  await tx
    .updateTable('event')
    .set(eb => ({ state, moved_at: at, moved_by: by, sequence: eb('sequence', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** How many are registered, wait, came, and were expected at events of the same kind that are over. */
export async function countsOf(db: Db, id: number) {
  const row = await db
    .selectFrom('registration')
    .where('event_id', '=', id)
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('state', '=', 'confirmed').as('confirmed'),
      fn.countAll<number>().filterWhere('state', '=', 'waiting').as('waiting'),
      fn.countAll<number>().filterWhere('state', '=', 'cancelled').as('cancelled'),
      fn.countAll<number>().filterWhere('attendance', 'in', CAME).as('came'),
      fn.countAll<number>().filterWhere('attendance', '=', 'absent').as('absent'),
    ])
    .executeTakeFirstOrThrow()
  return Object.fromEntries(Object.entries(row).map(([name, n]) => [name, Number(n)])) as Record<
    keyof typeof row,
    number
  >
}

/** Of events of this kind that were held: how many were expected, and how many of those are known not to have come. */
export async function pastNoShows(db: Db, kind: string): Promise<{ expected: number; absent: number; events: number }> {
  const row = await db
    .selectFrom('registration as r')
    .innerJoin('event as e', 'e.id', 'r.event_id')
    .where('e.kind', '=', kind)
    .where('e.state', '=', 'held')
    .where('r.state', '=', 'confirmed')
    .where('r.attendance', '!=', 'unknown')
    .select(({ fn }) => [
      fn.countAll<number>().as('expected'),
      fn.countAll<number>().filterWhere('r.attendance', '=', 'absent').as('absent'),
      fn.count<number>('e.id').distinct().as('events'),
    ])
    .executeTakeFirstOrThrow()
  return { expected: Number(row.expected), absent: Number(row.absent), events: Number(row.events) }
}

/** Organisations of those who came, by their keys, at most as many as a fact can name. */
export async function attendedBy(tx: Tx, id: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('registration as r')
    .innerJoin('organisation as o', 'o.id', 'r.organisation_id')
    .where('r.event_id', '=', id)
    .where('r.attendance', 'in', CAME)
    .select('o.key')
    .distinct()
    .orderBy('o.key')
    .limit(MOST_PARTIES)
    .execute()
  return rows.map(row => row.key)
}
export const keepFact = (tx: Tx, id: number, fact: number) =>
  tx.updateTable('event').set({ fact_id: fact }).where('id', '=', id).execute()
