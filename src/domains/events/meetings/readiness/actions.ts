import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { lockEvent } from '../../queries.ts'
import { peopleOf, wishesOf } from '../queries.ts'
import { eventWithMeetings } from '../setup/actions.ts'
import { saveGroup } from '../wishes/queries.ts'
import { errors } from './messages.ts'
import { asked, LACKS, LONGEST_GROUP, type ReadinessQuery, readinessOf } from './model.ts'

/** Who is ready to meet and who is not: those a query asks for, and how many lack what. Throws Forbidden, NotFound. */
export async function whoIsReady(db: Db, actor: Actor, id: number, query: Omit<ReadinessQuery, 'page'>, now: Date) {
  const { event, agenda } = await eventWithMeetings(db, actor, id)
  const [people, wishes] = await Promise.all([peopleOf(db, id), wishesOf(db, id)])
  const all = readinessOf(people, wishes, now)
  return {
    event,
    agenda,
    total: all.length,
    rows: asked(all, query),
    lacking: LACKS.map(lack => ({ lack, count: all.filter(row => row.lacks.includes(lack)).length })),
    groups: [...new Set(all.map(row => row.kept_apart).filter(Boolean))].toSorted(),
  }
}

/** The same for a sheet; that somebody took it away is written down. */
export async function takeReadiness(db: Db, actor: Actor, id: number, query: Omit<ReadinessQuery, 'page'>, now: Date) {
  const found = await whoIsReady(db, actor, id, query, now)
  await inTransaction(db, tx =>
    recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'exported',
      thing: `event ${id}`,
      details: { rows: found.rows.length },
    }),
  )
  return found
}

/** Puts people into a group whose members do not meet each other here; an empty name takes them out. Throws Invalid. */
export async function keepApart(
  db: Db,
  actor: Actor,
  id: number,
  { people, group }: { people: readonly number[]; group: string },
): Promise<number> {
  await eventWithMeetings(db, actor, id)
  const name = group.replace(/\s+/g, ' ').trim()
  if (name.length > LONGEST_GROUP) throw new Failure('Invalid', errors.groupTooLong, { most: LONGEST_GROUP })
  return inTransaction(db, async tx => {
    await lockEvent(tx, id)
    const here = new Set((await peopleOf(tx, id)).map(one => one.id))
    const chosen = people.filter(one => here.has(one))
    if (chosen.length === 0) throw new Failure('Invalid', errors.nobodyChosen)
    await saveGroup(tx, id, chosen, name)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'changed',
      thing: `event ${id}`,
      details: { groups: chosen.length },
    })
    return chosen.length
  })
}
