import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayAdminister } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { reader } from '../policy.ts'
import { errors } from './messages.ts'
import { type Founding, foundedOn, foundingOf, writeFoundedOn } from './queries.ts'

/** Before which day nothing can have happened, where somebody has said so: for acts that record facts. */
export async function foundingDay(db: Db): Promise<{ readonly day: string | null }> {
  return { day: await foundedOn(db) }
}

/** The same with the oldest fact, for those who read the ledger. Throws Forbidden. */
export async function readFounding(db: Db, actor: Actor): Promise<Founding> {
  reader(actor)
  return foundingOf(db)
}

/** Sets the day the cluster was founded on; null: the day of the first member counts. Throws Forbidden, Invalid when a fact is older or the day is to come. */
export async function setFoundingDay(db: Db, actor: Actor, day: string | null, today: string): Promise<void> {
  demand(mayAdminister(actor))
  if (day !== null && day > today) throw new Failure('Invalid', errors.later, {}, { founded: errors.later })
  await inTransaction(db, async tx => {
    if (!(await writeFoundedOn(tx, day))) throw new Failure('Conflict', errors.noCluster)
    const { oldest, oldest_seq } = await foundingOf(tx)
    if (day !== null && oldest !== null && oldest < day)
      throw new Failure('Invalid', errors.olderFact, { oldest, seq: oldest_seq ?? 0 }, { founded: errors.olderFact })
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'changed setting',
      thing: 'site',
      details: { setting: 'founded_on', value: day ?? '' },
    })
  })
}
