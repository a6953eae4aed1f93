import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { standingsBefore, tellChanges } from '../facts/actions.ts'
import { membersInChain } from '../facts/queries.ts'
import { errors } from './messages.ts'
import type { ChainForm } from './model.ts'
import { closeChain, insertChain, isTaken, namesOfChains, possibleLeaders, updateChain } from './queries.ts'

/** Writes a value chain: a new one without `id`. Answers its id. Throws Forbidden, NotFound, Conflict. */
export async function writeChain(db: Db, actor: Actor, id: number | undefined, form: ChainForm): Promise<number> {
  demand(mayWork(actor))
  return inTransaction(db, async tx => {
    if (await isTaken(tx, form.name_it, id ?? 0))
      throw new Failure('Conflict', errors.taken, {}, { name_it: errors.taken })
    if (id !== undefined && !(await updateChain(tx, id, form))) throw new Failure('NotFound', errors.unknown)
    const written = id ?? (await insertChain(tx, form))
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: id === undefined ? 'added' : 'changed',
      thing: `chain ${written}`,
    })
    return written
  })
}

/** Nobody joins it any more; who took part stays in the history. Throws Forbidden, NotFound. */
export async function endChain(db: Db, actor: Actor, id: number, today: string): Promise<void> {
  demand(mayWork(actor))
  await inTransaction(db, async tx => {
    const before = await standingsBefore(tx, await membersInChain(tx, id))
    if (!(await closeChain(tx, id))) throw new Failure('NotFound', errors.unknown)
    await tellChanges(tx, before, [], { by: actor.id ?? '', today })
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'closed', thing: `chain ${id}` })
  })
}

/** Those who could be chosen as chairs: names of people, for staff. Throws Forbidden. */
export async function leadersToChoose(db: Db, actor: Actor) {
  demand(mayWork(actor))
  return possibleLeaders(db)
}

/** Names of value chains by their codes. Public. */
export async function chainNames(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly it: string; readonly en: string }>> {
  return new Map((await namesOfChains(db, codes)).map(({ code, it, en }) => [code, { it, en }]))
}
