import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** What somebody said, with when: undefined while they have said nothing. */
export const personSaid = (db: Db, registration: number) =>
  db.selectFrom('meeting_person').where('registration_id', '=', registration).selectAll().executeTakeFirst()

type Said = {
  takes_part: boolean
  offers: string
  seeks: string
  languages: string[]
  people: number
  most_meetings: number | null
  accessible: boolean
  phone: string
  said_at: Date
  said_by: string | null
}

/** Keeps what somebody said, and when they are away. The group that staff set stays. */
export async function savePerson(
  tx: Tx,
  event: number,
  registration: number,
  said: Said,
  away: readonly number[],
): Promise<void> {
  await tx
    .insertInto('meeting_person')
    .values({ event_id: event, registration_id: registration, ...said })
    .onConflict(conflict => conflict.column('registration_id').doUpdateSet(said))
    .execute()
  await tx.deleteFrom('meeting_away').where('registration_id', '=', registration).execute()
  if (away.length > 0)
    await tx
      .insertInto('meeting_away')
      .values(away.map(slot_id => ({ event_id: event, registration_id: registration, slot_id })))
      .execute()
}

/** Puts people into a group whose members do not meet each other; an empty name takes them out. */
export async function saveGroup(tx: Tx, event: number, registrations: readonly number[], group: string): Promise<void> {
  if (registrations.length === 0) return
  await tx
    .insertInto('meeting_person')
    .values(
      registrations.map(registration_id => ({
        event_id: event,
        registration_id,
        kept_apart: group,
      })),
    )
    .onConflict(conflict => conflict.column('registration_id').doUpdateSet({ kept_apart: group }))
    .execute()
}

/** Wishes that somebody has said, and those that others have of them, none that says no to them. */
export const ownWishes = (db: Db, registration: number) =>
  db.selectFrom('meeting_wish').where('from_id', '=', registration).selectAll().execute()
export const wishesFor = (db: Db, registration: number) =>
  db.selectFrom('meeting_wish').where('to_id', '=', registration).where('strength', '!=', 'no').selectAll().execute()

type Wish = { from: number; to: number; strength: string; by: string | null; at: Date; expires: Date | null }

/** Keeps a wish. A stronger or weaker one is still the same: when it was said, and until when an answer is waited for, stay. */
export const saveWish = (tx: Tx, event: number, { from, to, strength, by, at, expires }: Wish) =>
  tx
    .insertInto('meeting_wish')
    .values({ event_id: event, from_id: from, to_id: to, strength, said_by: by, said_at: at, expires_at: expires })
    .onConflict(conflict =>
      conflict.columns(['from_id', 'to_id']).doUpdateSet({
        strength,
        said_by: by,
        said_at: sql`case when (meeting_wish.strength = 'no') = ${strength === 'no'} then meeting_wish.said_at else ${at} end`,
        expires_at: sql`case when (meeting_wish.strength = 'no') = ${strength === 'no'} then meeting_wish.expires_at else ${expires} end`,
      }),
    )
    .execute()

export const deleteWish = (tx: Tx, from: number, to: number) =>
  tx.deleteFrom('meeting_wish').where('from_id', '=', from).where('to_id', '=', to).execute()

/** Events with meetings that are still to come. */
export async function collecting(db: Db, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('event as e')
    .innerJoin('event_agenda as a', 'a.event_id', 'e.id')
    .where('e.state', 'in', ['open', 'closed'])
    .where('a.state', '=', 'collecting')
    .where('e.starts_at', '>', now)
    .select('e.id')
    .orderBy('e.id')
    .execute()
  return rows.map(row => row.id)
}

/** Phone, access and absences at events that ended before; answers of how many people. */
export async function eraseReach(tx: Tx, before: Date): Promise<number> {
  const ended = tx.selectFrom('event').where('ends_at', '<', before).select('id')
  await tx.deleteFrom('meeting_away').where('event_id', 'in', ended).execute()
  const { numUpdatedRows } = await tx
    .updateTable('meeting_person')
    .set({ phone: '', accessible: false })
    .where(eb => eb.or([eb('phone', '!=', ''), eb('accessible', '=', true)]))
    .where('event_id', 'in', ended)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

const ofAddress = (email: string) => sql<boolean>`lower(r.email) = ${email.toLowerCase()}`

/** What an address said for meetings, for the copy of their data that somebody takes away. */
export const saidBy = (db: Db, email: string) =>
  db
    .selectFrom('meeting_person as p')
    .innerJoin('registration as r', 'r.id', 'p.registration_id')
    .innerJoin('event as e', 'e.id', 'p.event_id')
    .where(ofAddress(email))
    .select(['e.title_it as event', 'p.takes_part', 'p.offers', 'p.seeks', 'p.languages', 'p.people', 'p.accessible'])
    .select(['p.most_meetings', 'p.phone', 'p.said_at'])
    .orderBy('p.registration_id')
    .execute()

/** Whom they wanted to meet, or not. */
export const wishedBy = (db: Db, email: string) =>
  db
    .selectFrom('meeting_wish as w')
    .innerJoin('registration as r', 'r.id', 'w.from_id')
    .innerJoin('registration as other', 'other.id', 'w.to_id')
    .innerJoin('event as e', 'e.id', 'w.event_id')
    .where(ofAddress(email))
    .select(['e.title_it as event', 'other.name as with', 'w.strength', 'w.said_at'])
    .orderBy('w.said_at')
    .execute()
