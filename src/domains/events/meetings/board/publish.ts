import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { staffEvent } from '../../actions.ts'
import { eventById, lockEvent } from '../../queries.ts'
import type { Means } from '../../registrations/letters.ts'
import { demandVersion, lockedPicture } from './change.ts'
import { tellAgenda, tellChanges } from './letters.ts'
import { errors } from './messages.ts'
import { eventsToTell, setPublished } from './queries.ts'

/**
 * Publishes the agenda and writes to everybody, in one transaction: either all letters wait in the outbox or it is not published. Answers how many.
 * Throws Forbidden, Conflict (published already, empty, changed meanwhile), NotFound.
 */
export async function publish(db: Db, means: Means, actor: Actor, id: number, version: number): Promise<number> {
  await staffEvent(db, actor, id)
  return inTransaction(db, async tx => {
    const { event, picture } = await lockedPicture(tx, id, means.now)
    if (picture.rows.agenda.state === 'published') throw new Failure('Conflict', errors.published)
    await demandVersion(tx, picture, version)
    if (picture.meetings.length === 0) throw new Failure('Conflict', errors.empty)
    const by = actor.id ?? ''
    await setPublished(tx, id, by, means.now)
    const told = await tellAgenda(tx, means, event)
    await recordAudit(tx, { actor: by, verb: 'published agenda', thing: `event ${id}`, details: { told } })
    return told
  })
}

/** Writes at once to those who were not yet told what changed. Answers how many. Throws Forbidden, Conflict, NotFound. */
export async function tellNow(db: Db, means: Means, actor: Actor, id: number): Promise<number> {
  await staffEvent(db, actor, id)
  return inTransaction(db, async tx => {
    const { event, picture } = await lockedPicture(tx, id, means.now)
    return picture.rows.agenda.state === 'published' ? tellChanges(tx, means, event) : 0
  })
}

/** Minutes without changes after which letters leave by themselves: whoever moves five meetings writes one letter, and what is undone disturbs nobody. */
const QUIET_MS = 10 * 60_000

/** Writes to those who were not told, of all events. Answers how many letters. */
export async function tellWaiting(db: Db, means: Means): Promise<number> {
  let told = 0
  for (const id of await eventsToTell(db, new Date(means.now.getTime() - QUIET_MS), means.now))
    told += await inTransaction(db, async tx => {
      await lockEvent(tx, id)
      const event = await eventById(tx, id)
      return event ? tellChanges(tx, means, event) : 0
    })
  return told
}
