import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Outcome, State, Who } from './model.ts'

export type Introduction = NonNullable<Awaited<ReturnType<typeof introductionById>>>

const withNames = (db: Db) =>
  db
    .selectFrom('introduction as i')
    .innerJoin('organisation as f', 'f.id', 'i.from_id')
    .innerJoin('organisation as t', 't.id', 'i.to_id')
    .leftJoin('call as c', 'c.id', 'i.call_id')
    .leftJoin('need as n', 'n.id', 'i.need_id')
    .selectAll('i')
    .select([
      'f.key as from_key',
      'f.name as from_name',
      'f.short_name as from_short',
      't.key as to_key',
      't.name as to_name',
      't.short_name as to_short',
      'c.title as call_title',
      'n.title as need_title',
    ])
    .$narrowType<{ state: State; outcome: Outcome | null }>()

export async function introductionById(db: Db, id: number) {
  return withNames(db).where('i.id', '=', id).executeTakeFirst()
}

/** The state of an introduction, held until the transaction ends: of two who answer at once, one comes second. */
export async function lockIntroduction(tx: Tx, id: number) {
  return tx
    .selectFrom('introduction')
    .where('id', '=', id)
    .select(['id', 'state', 'expires_at'])
    .$narrowType<{ state: State }>()
    .forUpdate()
    .executeTakeFirst()
}

/** Requests to and from these organisations, the newest first. What staff have not passed on is not seen by the side that is asked. */
export async function introductionsOf(db: Db, organisations: readonly number[], limit: number) {
  if (organisations.length === 0) return []
  return withNames(db)
    .where(eb =>
      eb.or([
        eb('i.from_id', 'in', organisations),
        eb.and([eb('i.to_id', 'in', organisations), eb('i.passed_at', 'is not', null)]),
      ]),
    )
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
}

/** For staff: all of them, or those in some states. */
export async function allIntroductions(db: Db, states: readonly State[], limit: number) {
  return withNames(db).where('i.state', 'in', states).orderBy('i.id', 'desc').limit(limit).execute()
}

/** Requests that an organisation has open; asked inside the transaction that adds one, after taking its lock. */
export async function countOpen(tx: Tx, organisation: number): Promise<number> {
  await sql`select 1 from organisation where id = ${organisation} for no key update`.execute(tx)
  const { n } = await tx
    .selectFrom('introduction')
    .where('from_id', '=', organisation)
    .where('state', 'in', ['asked', 'passed'])
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

export type NewIntroduction = {
  readonly from_id: number
  readonly to_id: number
  readonly call_id: string | null
  readonly need_id: number | null
  readonly words: string
  readonly state: State
  readonly asked_by: string
  readonly asked_at: Date
  readonly passed_at: Date | null
  readonly expires_at: Date
  readonly from_account: string | null
  readonly from_person: number | null
}

/** Stores a request; undefined when the same two have one open already. */
export async function insertIntroduction(tx: Tx, row: NewIntroduction): Promise<number | undefined> {
  const stored = await tx
    .insertInto('introduction')
    .values(row)
    // Written out: only so does the database see that it is the condition of the index.
    .onConflict(conflict =>
      conflict.columns(['from_id', 'to_id']).where(sql<boolean>`state in ('asked', 'passed')`).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return stored?.id
}

type Change = {
  state: State
  passed_at?: Date
  expires_at?: Date
  ended_at?: Date
  staff_note?: string
  to_account?: string | null
  to_person?: number | null
  outcome?: Outcome
  outcome_words?: string
}

export async function changeIntroduction(tx: Tx, id: number, change: Change): Promise<void> {
  await tx.updateTable('introduction').set(change).where('id', '=', id).execute()
}

export async function insertMove(
  tx: Tx,
  move: { introduction_id: number; to_state: State; moved_by: string; on_behalf: boolean; moved_at: Date },
): Promise<void> {
  await tx.insertInto('introduction_move').values(move).execute()
}

export async function movesOf(db: Db, id: number) {
  return db
    .selectFrom('introduction_move')
    .where('introduction_id', '=', id)
    .select(['to_state', 'on_behalf', 'moved_at'])
    .$narrowType<{ to_state: State }>()
    .orderBy('id')
    .execute()
}

/** Introductions whose other side has been silent too long: to be ended, or to be recalled. */
export async function silentOnes(db: Db, now: Date, passedBefore: Date) {
  const rows = db.selectFrom('introduction').where('state', 'in', ['asked', 'passed']).select('id').orderBy('id')
  const [over, slow] = await Promise.all([
    rows.where('expires_at', '<=', now).execute(),
    rows
      .where('state', '=', 'passed')
      .where('expires_at', '>', now)
      .where('reminded_at', 'is', null)
      .where('passed_at', '<=', passedBefore)
      .execute(),
  ])
  return { over: over.map(row => row.id), slow: slow.map(row => row.id) }
}

/** Notes that the other side has been recalled; false when it was before, or has answered meanwhile. */
export async function markReminded(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('introduction')
    .set({ reminded_at: at })
    .where('id', '=', id)
    .where('state', '=', 'passed')
    .where('reminded_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function refusesIntroductions(db: Db, organisation: number): Promise<boolean> {
  const row = await db
    .selectFrom('reachability')
    .where('organisation_id', '=', organisation)
    .select('refuses')
    .executeTakeFirst()
  return row?.refuses ?? false
}

export async function setRefuses(tx: Tx, organisation: number, refuses: boolean, by: string, at: Date): Promise<void> {
  const said = { refuses, changed_by: by, changed_at: at }
  await tx
    .insertInto('reachability')
    .values({ organisation_id: organisation, ...said })
    .onConflict(conflict => conflict.column('organisation_id').doUpdateSet(said))
    .execute()
}

/** Whether requests wait for staff before they go to the other side. */
export async function introductionsWait(db: Db): Promise<boolean> {
  const row = await db.selectFrom('cluster').select('introductions_wait').orderBy('id').limit(1).executeTakeFirst()
  return row?.introductions_wait ?? false
}

export async function setIntroductionsWait(tx: Tx, wait: boolean): Promise<void> {
  await tx.updateTable('cluster').set({ introductions_wait: wait }).execute()
}

/** Whom each side named. */
export const namedBy = (one: Introduction, side: 'from' | 'to'): Who =>
  side === 'from'
    ? { account: one.from_account, person: one.from_person }
    : { account: one.to_account, person: one.to_person }
