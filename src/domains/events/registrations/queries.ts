import { sql } from 'kysely'
import { type Db, likeLiteral, type Tx } from '#platform/db.ts'
import { lockEvent } from '../queries.ts'
import { PER_PAGE, type RegistrationsQuery } from './model.ts'

export type Registration = NonNullable<Awaited<ReturnType<typeof registrationById>>>

const whole = (db: Db) =>
  db
    .selectFrom('registration as r')
    .leftJoin('organisation as o', 'o.id', 'r.organisation_id')
    .selectAll('r')
    .select(['o.key as organisation_key', 'o.name as organisation_name'])

export const registrationById = (db: Db, id: number) => whole(db).where('r.id', '=', id).executeTakeFirst()

/** The one registration of an address that is not cancelled. */
export const liveRegistration = (db: Db, event: number, email: string) =>
  whole(db)
    .where('r.event_id', '=', event)
    .where(eb => eb(eb.fn<string>('lower', ['r.email']), '=', email.toLowerCase()))
    .where('r.state', '!=', 'cancelled')
    .executeTakeFirst()

export type NewRegistration = {
  event_id: number
  email: string
  name: string
  organisation: string
  organisation_id: number | null
  language: string
  answers: string
  needs: string
  state: string
  line: number | null
  consent_version: number | null
  consented_at: Date | null
  registered_at: Date
  registered_by: string | null
}

/** Stores a registration; undefined when the address has one already. */
export async function insertRegistration(tx: Tx, row: NewRegistration): Promise<number | undefined> {
  const inserted = await tx
    .insertInto('registration')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

/** The number the next one in the line gets. Asked under the lock of the event. */
export async function nextInLine(tx: Tx, event: number): Promise<number> {
  const row = await tx
    .selectFrom('registration')
    .where('event_id', '=', event)
    .select(({ fn }) => fn.max('line').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

/** How many wait before a number. */
export async function placeInLine(db: Db, event: number, line: number): Promise<number> {
  const { n } = await db
    .selectFrom('registration')
    .where('event_id', '=', event)
    .where('line', '<=', line)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The first of those who wait. */
export const firstWaiting = (tx: Tx, event: number) =>
  whole(tx)
    .where('r.event_id', '=', event)
    .where('r.state', '=', 'waiting')
    .orderBy('r.line')
    .limit(1)
    .executeTakeFirst()

export const confirm = (tx: Tx, id: number) =>
  tx.updateTable('registration').set({ state: 'confirmed', line: null }).where('id', '=', id).execute()

/** Cancels; false when it was so already. */
export async function cancel(tx: Tx, id: number, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registration')
    .set({ state: 'cancelled', line: null, attendance: 'cancelled', cancelled_at: at })
    .where('id', '=', id)
    .where('state', '!=', 'cancelled')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type Changed = { name: string; organisation: string; organisation_id: number | null; needs: string; answers: string }
export const updateRegistration = (tx: Tx, id: number, said: Changed) =>
  tx.updateTable('registration').set(said).where('id', '=', id).execute()

const found = (db: Db, event: number, query: Omit<RegistrationsQuery, 'page'>) => {
  let rows = whole(db).where('r.event_id', '=', event)
  if (query.state) rows = rows.where('r.state', '=', query.state)
  if (query.attendance) rows = rows.where('r.attendance', '=', query.attendance)
  if (query.q) {
    const like = `%${likeLiteral(query.q)}%`
    rows = rows.where(eb =>
      eb.or([
        eb('r.name', 'ilike', like),
        eb('r.email', 'ilike', like),
        eb('r.organisation', 'ilike', like),
        eb('o.name', 'ilike', like),
      ]),
    )
  }
  return rows
}

/** One page of the registrations of an event, those who wait in their order, and how many there are. */
export async function listRegistrations(db: Db, event: number, query: RegistrationsQuery) {
  const rows = found(db, event, query)
  const { n } = await rows
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const page = await rows
    .orderBy('r.state', query.state === 'cancelled' ? 'desc' : 'asc')
    .orderBy('r.line')
    .orderBy('r.name')
    .orderBy('r.id')
    .limit(PER_PAGE)
    .offset((query.page - 1) * PER_PAGE)
    .execute()
  return { rows: page, total: Number(n) }
}

export const allRegistrations = (
  db: Db,
  event: number,
  query: Omit<RegistrationsQuery, 'page'> = { q: undefined, state: undefined, attendance: undefined },
) => found(db, event, query).orderBy('r.name').orderBy('r.id').execute()

/** Everybody who is expected or waits, for a letter to all. */
export const liveRegistrations = (db: Db, event: number) =>
  whole(db).where('r.event_id', '=', event).where('r.state', '!=', 'cancelled').orderBy('r.id').execute()

const ERASED = { email: null, name: '', organisation: '', organisation_id: null, needs: '', answers: '{}' } as const

/** Takes away whatever says who it is; that somebody was registered, and came or not, stays. */
export const eraseRegistration = (tx: Tx, id: number, at: Date) =>
  tx
    .updateTable('registration')
    .set({ ...ERASED, erased_at: at, registered_by: null })
    .where('id', '=', id)
    .execute()

/** The same for everybody at events that ended before; answers how many. */
export async function eraseOld(tx: Tx, before: Date, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('registration')
    .set({ ...ERASED, erased_at: at, registered_by: null })
    .where('erased_at', 'is', null)
    .where('event_id', 'in', tx.selectFrom('event').where('ends_at', '<', before).select('id'))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What people needed to take part, at events that ended before; answers how many. */
export async function eraseNeeds(tx: Tx, before: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('registration')
    .set({ needs: '' })
    .where('needs', '!=', '')
    .where('event_id', 'in', tx.selectFrom('event').where('ends_at', '<', before).select('id'))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Registrations of an address, for the copy of their data that somebody takes away. */
export const registrationsOf = (db: Db, email: string) =>
  db
    .selectFrom('registration as r')
    .innerJoin('event as e', 'e.id', 'r.event_id')
    .where(eb => eb(eb.fn<string>('lower', ['r.email']), '=', email.toLowerCase()))
    .select(['e.title_it as event', 'r.name', 'r.organisation', 'r.needs', 'r.answers', 'r.state', 'r.attendance'])
    .select(['r.registered_at', 'r.consented_at'])
    .orderBy('r.id')
    .execute()

/** Erases every registration of an address; a place that is still to come is free again. */
export async function eraseAddress(tx: Tx, email: string, at: Date): Promise<void> {
  const rows = await tx
    .selectFrom('registration as r')
    .innerJoin('event as e', 'e.id', 'r.event_id')
    .where(eb => eb(eb.fn<string>('lower', ['r.email']), '=', email.toLowerCase()))
    .select(['r.id', 'r.event_id', 'e.ends_at'])
    .orderBy('r.event_id')
    .execute()
  for (const { id, event_id, ends_at } of rows) {
    // As whoever gives or takes places does: the event first.
    await lockEvent(tx, event_id)
    if (ends_at > at) await cancel(tx, id, at)
    await eraseRegistration(tx, id, at)
  }
}

/** Events where somebody waits though a place is free. */
export async function placesUngiven(db: Db, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('event as e')
    .where('e.state', 'in', ['open', 'closed'])
    .where('e.ends_at', '>', now)
    .where(sql<boolean>`(e.capacity is null or e.taken < e.capacity + e.overbooked)`)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('registration as r')
          .whereRef('r.event_id', '=', 'e.id')
          .where('r.state', '=', 'waiting')
          .select('r.id'),
      ),
    )
    .select('e.id')
    .execute()
  return rows.map(row => row.id)
}

/** Confirmed people to remind of events that begin within a time, who registered before that time and were not reminded. */
export async function toRemind(
  db: Db,
  column: 'reminded_week_at' | 'reminded_day_at',
  from: Date,
  until: Date,
  ahead: number,
) {
  return whole(db)
    .innerJoin('event as e', 'e.id', 'r.event_id')
    .where('e.state', 'in', ['open', 'closed'])
    .where('e.starts_at', '>', from)
    .where('e.starts_at', '<=', until)
    .where('r.state', '=', 'confirmed')
    .where('r.erased_at', 'is', null)
    .where(`r.${column}`, 'is', null)
    .where(sql<boolean>`r.registered_at < e.starts_at - ${ahead} * interval '1 second'`)
    .orderBy('r.event_id')
    .orderBy('r.id')
    .execute()
}

export async function markReminded(
  tx: Tx,
  id: number,
  column: 'reminded_week_at' | 'reminded_day_at',
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('registration')
    .set({ [column]: at })
    .where('id', '=', id)
    .where('state', '=', 'confirmed')
    .where(column, 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
