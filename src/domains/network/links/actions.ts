import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { profileOf } from '../actions.ts'
import { errors } from '../messages.ts'
import { insertDecision, link, unlink } from './queries.ts'

/** Makes again what is derived from organisations, after what counts as one has changed. */
export type Refresh = () => Promise<void>

/**
 * Says that the organisation under `alias` is the one under `key`: from now on they are shown and counted as one. Answers the key of the
 * whole. Throws NotFound, Forbidden, Conflict.
 */
export async function linkRecords(db: Db, actor: Actor, key: string, alias: string, refresh: Refresh): Promise<string> {
  demand(mayWork(actor))
  const by = actor.id ?? ''
  const [whole, other] = [await profileOf(db, key), await profileOf(db, alias)]
  if (whole.organisation.id === other.organisation.id) throw new Failure('Conflict', errors.linkToItself)
  await inTransaction(db, async tx => {
    await link(tx, other.organisation.id, whole.organisation.id)
    await insertDecision(tx, other.organisation.id, whole.organisation.id, by)
    await recordAudit(tx, {
      actor: by,
      verb: 'linked',
      thing: `organisation ${whole.organisation.key}`,
      details: { other: other.organisation.key },
    })
  })
  await refresh()
  return whole.organisation.key
}

/** Takes a link back, whoever made it: an import will not make it again. */
export async function unlinkRecord(db: Db, actor: Actor, key: string, alias: string, refresh: Refresh): Promise<void> {
  demand(mayWork(actor))
  const by = actor.id ?? ''
  const { organisation, linked } = await profileOf(db, key)
  const record = linked.find(one => one.key === alias)
  if (!record) throw new Failure('Conflict', errors.notLinked, { key: alias.slice(0, 80) })
  await inTransaction(db, async tx => {
    await unlink(tx, record.id)
    await insertDecision(tx, record.id, null, by)
    await recordAudit(tx, {
      actor: by,
      verb: 'unlinked',
      thing: `organisation ${organisation.key}`,
      details: { other: alias },
    })
  })
  await refresh()
}
