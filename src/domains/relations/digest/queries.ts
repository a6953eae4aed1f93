import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** Organisations a person belongs to: those they act for and those they are the contact of. */
export async function organisationsOfPerson(db: Db, person: number) {
  const { rows } = await sql<{ id: number; key: string; name: string; short_name: string | null }>`
    select distinct w.id, w.key, w.name, w.short_name
    from (
      select c.organisation_id from contact c where c.person_id = ${person} and (c.until is null or c.until >= current_date)
      union select r.organisation_id from representation r join person p on p.account_id = r.account_id where p.id = ${person}
    ) mine join organisation o on o.id = mine.organisation_id join organisation w on w.id = coalesce(o.same_as, o.id)
    order by w.name`.execute(db)
  return rows
}

/** What a person has been told, with when. */
export async function toldTo(db: Db, person: number): Promise<Set<string>> {
  const rows = await db.selectFrom('digest_told').where('person_id', '=', person).select('thing').execute()
  return new Set(rows.map(row => row.thing))
}

export async function markTold(tx: Tx, person: number, things: readonly string[], at: Date): Promise<void> {
  if (things.length === 0) return
  await tx
    .insertInto('digest_told')
    .values(things.map(thing => ({ person_id: person, thing, told_at: at })))
    .onConflict(conflict => conflict.columns(['person_id', 'thing']).doNothing())
    .execute()
}

/** Introductions of these organisations that have moved since a moment. */
export async function movedSince(db: Db, organisations: readonly number[], since: Date) {
  if (organisations.length === 0) return []
  return db
    .selectFrom('introduction as i')
    .innerJoin('organisation as f', 'f.id', 'i.from_id')
    .innerJoin('organisation as t', 't.id', 'i.to_id')
    .where(eb =>
      eb.or([
        eb('i.from_id', 'in', organisations),
        eb.and([eb('i.to_id', 'in', organisations), eb('i.passed_at', 'is not', null)]),
      ]),
    )
    .where('i.state', 'in', ['passed', 'accepted'])
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('introduction_move as m')
          .whereRef('m.introduction_id', '=', 'i.id')
          .where('m.moved_at', '>=', since)
          .select('m.id'),
      ),
    )
    .select([
      'i.id',
      'i.state',
      'i.from_id',
      'i.to_id',
      'i.expires_at',
      'f.name as from_name',
      'f.short_name as from_short',
      't.name as to_name',
      't.short_name as to_short',
    ])
    .orderBy('i.id')
    .limit(20)
    .execute()
}
