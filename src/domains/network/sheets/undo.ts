import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { standingsBefore, tellChanges } from '../facts/actions.ts'
import { changeMember } from '../members/enter.ts'
import { type MemberChange, type MemberField, sameValue } from '../members/model.ts'
import { memberStates, setTakenBack } from '../members/queries.ts'
import type { RefreshSome } from './actions.ts'
import { errors } from './errors.ts'
import {
  changesOfImport,
  deleteMembership,
  deleteUnlessNeeded,
  lockImport,
  type StoredChange,
  updateImport,
} from './queries.ts'

export type Undone = { readonly back: number; readonly kept: number }

/**
 * Takes an import back, field by field. What somebody changed after it stays as they left it (`kept`), and a member that the import brought stays whole when
 * anything of it was changed since. Throws Conflict when there is nothing left to take back.
 */
export async function undoImport(db: Db, actor: Actor, id: number, now: Date, refresh: RefreshSome): Promise<Undone> {
  demand(mayWork(actor))
  const { undone, touched } = await inTransaction(db, async tx => {
    const found = await lockImport(tx, id)
    if (!found) throw new Failure('NotFound', errors.unknownImport)
    const changes = found.state === 'applied' ? await changesOfImport(tx, id) : []
    if (changes.length === 0) throw new Failure('Conflict', errors.cannotUndo)
    const groups = new Map<number, StoredChange[]>()
    for (const change of changes)
      groups.set(change.organisation_id, [...(groups.get(change.organisation_id) ?? []), change])
    const before = await standingsBefore(tx, [...groups.keys()])
    let undone: Undone = { back: 0, kept: 0 }
    for (const [organisation, own] of groups) {
      const one = await undoMember(tx, organisation, own)
      undone = { back: undone.back + one.back, kept: undone.kept + one.kept }
    }
    await tellChanges(tx, before, [], { by: actor.id ?? '', today: dateInRome(now), undoing: true })
    await updateImport(tx, id, { state: 'undone', undone_at: now, undone_by: actor.id ?? '' })
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'undid', thing: `import ${id}`, details: { ...undone } })
    return { undone, touched: [...groups.keys()] }
  })
  await refresh(touched)
  return undone
}

async function undoMember(tx: Tx, organisation: number, changes: readonly StoredChange[]): Promise<Undone> {
  const [state] = await memberStates(tx, [organisation])
  if (!state) return { back: 0, kept: changes.length }
  const fields = changes.filter(change => !change.field.startsWith('*'))
  const untouched = fields.filter(({ field, after }) =>
    sameValue(field as MemberField, state.member[field as MemberField], after),
  )
  const entry = changes.find(change => change.field.startsWith('*'))
  if (entry) {
    if (untouched.length < fields.length || state.membership !== entry.after) return { back: 0, kept: changes.length }
    const before = Object.fromEntries(
      fields
        .filter(({ field }) => !ENTRY.has(field))
        .map(({ field, before }) => [field, before ?? EMPTY[field] ?? null]),
    )
    await deleteMembership(tx, Number(entry.after))
    // The name was the entry itself: an organisation without one cannot be.
    if (entry.field === '*add') delete before.name
    await changeMember(tx, organisation, before as MemberChange)
    // Facts name it for good: it stays under its key, out of sight.
    if (entry.field === '*add' && !(await deleteUnlessNeeded(tx, organisation)))
      await setTakenBack(tx, organisation, true)
    return { back: changes.length, kept: 0 }
  }
  await changeMember(
    tx,
    organisation,
    Object.fromEntries(untouched.map(({ field, before }) => [field, before ?? EMPTY[field] ?? null])) as MemberChange,
  )
  return { back: untouched.length, kept: fields.length - untouched.length }
}

/** Fields of the membership that an entry made: they go with it. */
const ENTRY: ReadonlySet<string> = new Set([
  'category',
  'joined_on',
  'joined_because',
  'left_on',
  'left_because',
  'fee_cents',
])
const EMPTY: Readonly<Record<string, unknown>> = { chains: [], concepts: [], seats: [], contacts: [] }
