import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { vatNumber } from '#kernel/identifiers.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { profileOf } from '../actions.ts'
import { standingsBefore, tellChanges } from '../facts/actions.ts'
import type { Standing } from '../facts/model.ts'
import { whoIsMeant } from '../naming/actions.ts'
import { freshnessOf } from '../profile/model.ts'
import type { RefreshSome } from '../sheets/actions.ts'
import { type Dictionary, dictionaryOf } from '../sheets/model.ts'
import { findKnown } from '../sheets/queries.ts'
import { changeMember, enterKnown, enterNew, type NewMember } from './enter.ts'
import { listMembers, type Tally, tally, wholeMembers } from './list/queries.ts'
import { errors } from './messages.ts'
import {
  MEMBERS_PER_PAGE,
  type Member,
  type MemberChange,
  type MemberField,
  type MemberQuery,
  type MemberRow,
  sameValue,
} from './model.ts'
import {
  endMembership,
  insertMembership,
  type Lookups,
  lookups,
  type MemberState,
  type Membership,
  memberStates,
  membershipsOf,
} from './queries.ts'

export type Today = { readonly today: string; readonly now: Date }

export type Registry = {
  readonly rows: readonly MemberRow[]
  readonly total: number
  readonly tally: readonly Tally[]
  readonly lookups: Lookups
}

/** The registry as it stands today, or as it stood on the day of the query. Throws Forbidden. */
export async function registryOf(db: Db, actor: Actor, query: MemberQuery, at: Today): Promise<Registry> {
  demand(mayWork(actor))
  const [rows, counted, names] = await Promise.all([
    listMembers(db, query, { ...at, limit: MEMBERS_PER_PAGE, offset: (query.page - 1) * MEMBERS_PER_PAGE }),
    tally(db, query.on ?? at.today),
    lookups(db),
  ])
  return {
    rows: rows.map(row => ({ ...row, fresh: freshnessOf(row.confirmed_at, at.now) })),
    total: rows[0]?.total ?? 0,
    tally: counted,
    lookups: names,
  }
}

/** The same members whole, with the names their codes stand for. Throws Forbidden. */
export async function exportRegistry(
  db: Db,
  actor: Actor,
  query: MemberQuery,
  at: Today,
): Promise<{ members: readonly Member[]; dictionary: Dictionary }> {
  demand(mayWork(actor))
  const [rows, names] = await Promise.all([wholeMembers(db, query, at), lookups(db)])
  // People leave with it: who took them along is written down.
  await inTransaction(db, tx =>
    recordAudit(tx, { actor: actor.id ?? '', verb: 'exported', thing: 'site', details: { members: rows.length } }),
  )
  return { members: rows.map(row => row.member), dictionary: dictionaryOf(names) }
}

export type Proposal = {
  readonly key: string
  readonly name: string
  readonly pic: string | null
  readonly city: string | null
  readonly member: boolean
}

/** Whom a VAT number, a PIC or a name may mean among all we know: what CORDIS, ROR and the cluster say of them needs no typing. Throws Forbidden. */
export async function proposeKnown(db: Db, actor: Actor, written: string): Promise<readonly Proposal[]> {
  demand(mayWork(actor))
  const text = written.trim().slice(0, 300)
  const vat = vatNumber(text)
  const pic = /^\d{9}$/.test(text) ? text : undefined
  const exact = await findKnown(db, {
    keys: [],
    pics: pic ? [pic] : [],
    vats: vat ? [vat] : [],
    fiscal: vat ? [vat.slice(2)] : [],
    rors: [],
    names: [],
  })
  if (exact.length || pic || vat) return exact
  const meant = await whoIsMeant(db, text)
  if ('key' in meant) {
    const { organisation, membership } = await profileOf(db, meant.key)
    return [{ ...organisation, member: membership !== undefined }]
  }
  return meant.choices.map(({ key, name, city, member }) => ({ key, name, city, member, pic: null }))
}

/** What we know of an organisation, to begin a membership with. Throws Forbidden, NotFound. */
export async function beginWith(db: Db, actor: Actor, key: string): Promise<MemberState> {
  demand(mayWork(actor))
  return stateOf(db, key)
}

async function stateOf(db: Db, key: string): Promise<MemberState> {
  const { organisation } = await profileOf(db, key)
  const [state] = await memberStates(db, [organisation.id])
  if (!state) throw new Error('an organisation without a state')
  return state
}

/** The same for an act that changes it: nobody else does until the transaction ends. */
async function lockedState(tx: Tx, key: string): Promise<{ state: MemberState; before: readonly Standing[] }> {
  const { id } = await stateOf(tx, key)
  const before = await standingsBefore(tx, [id])
  return { state: await stateOf(tx, key), before }
}

/** Adds a member; `key` when it is known already. Answers the key. Throws Forbidden, Conflict when it is a member, NotFound. */
export async function addMember(
  db: Db,
  actor: Actor,
  key: string | undefined,
  member: NewMember,
  today: string,
  refresh: RefreshSome,
): Promise<string> {
  demand(mayWork(actor))
  const added = await inTransaction(db, async tx => {
    const { state: known, before } = key ? await lockedState(tx, key) : { state: undefined, before: [] }
    if (known?.membership && !known.member.left_on)
      throw new Failure('Conflict', errors.isMember, { name: known.member.name })
    const made = known ? { id: known.id, key: known.member.key } : await enterNew(tx, member)
    if (known) await enterKnown(tx, known.id, member)
    await tellChanges(tx, before, [made.id], { by: actor.id ?? '', today })
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'added member',
      thing: `organisation ${made.key}`,
      details: { category: member.category },
    })
    return made
  })
  await refresh([added.id])
  return added.key
}

/** Changes what staff keep of a member. Answers how many fields are other than before. Throws Forbidden, NotFound, Conflict. */
export async function changeRecord(
  db: Db,
  actor: Actor,
  key: string,
  wanted: MemberChange,
  today: string,
  refresh: RefreshSome,
): Promise<number> {
  demand(mayWork(actor))
  const { id, fields } = await inTransaction(db, async tx => {
    const { state, before } = await lockedState(tx, key)
    const { id, member, membership } = state
    if (!membership) throw new Failure('Conflict', errors.notMember, { name: member.name })
    const fields = (Object.keys(wanted) as (keyof MemberChange & MemberField)[]).filter(
      field => !sameValue(field, member[field], wanted[field]),
    )
    if (fields.length === 0) return { id, fields }
    await changeMember(tx, id, Object.fromEntries(fields.map(field => [field, wanted[field]])) as MemberChange)
    await tellChanges(tx, before, [id], { by: actor.id ?? '', today })
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'changed record',
      thing: `organisation ${member.key}`,
      details: { fields: fields.join(' ') },
    })
    return { id, fields }
  })
  if (fields.length) await refresh([id])
  return fields.length
}

/** A member leaves, on a day, for a reason; everything it is and did stays. Throws Forbidden, Conflict, Invalid. */
export async function leaveCluster(
  db: Db,
  actor: Actor,
  key: string,
  leaving: { on: string; because: string },
  today: string,
  refresh: RefreshSome,
): Promise<void> {
  demand(mayWork(actor))
  const left = await inTransaction(db, async tx => {
    const { state, before } = await lockedState(tx, key)
    const { id, member, membership } = state
    if (!membership || member.left_on) throw new Failure('Conflict', errors.notMember, { name: member.name })
    if (leaving.on < member.joined_on)
      throw new Failure('Invalid', errors.wrongDay, { joined: member.joined_on }, { on: errors.wrongDay })
    await endMembership(tx, id, leaving.on, leaving.because)
    await tellChanges(tx, before, [id], { by: actor.id ?? '', today })
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'left',
      thing: `organisation ${member.key}`,
      details: { on: leaving.on },
    })
    return id
  })
  await refresh([left])
}

/** Somebody who left comes back: a new membership from a day on. Throws Forbidden, Conflict, Invalid. */
export async function rejoinCluster(
  db: Db,
  actor: Actor,
  key: string,
  { on, category, because }: { on: string; category: Member['category']; because: string },
  today: string,
  refresh: RefreshSome,
): Promise<void> {
  demand(mayWork(actor))
  const back = await inTransaction(db, async tx => {
    const { state, before } = await lockedState(tx, key)
    const { id, member } = state
    if (!member.left_on) throw new Failure('Conflict', errors.isMember, { name: member.name })
    if (on < member.left_on)
      throw new Failure('Invalid', errors.wrongDay, { joined: member.left_on }, { on: errors.wrongDay })
    await insertMembership(tx, id, { category, joined_on: on, joined_because: because || null })
    await tellChanges(tx, before, [id], { by: actor.id ?? '', today })
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'rejoined',
      thing: `organisation ${member.key}`,
      details: { on },
    })
    return id
  })
  await refresh([back])
}

/** The record of a member for staff. Throws Forbidden, NotFound. */
export async function recordOf(
  db: Db,
  actor: Actor,
  key: string,
): Promise<{ state: MemberState; memberships: readonly Membership[]; dictionary: Dictionary }> {
  demand(mayWork(actor))
  const state = await stateOf(db, key)
  const [memberships, names] = await Promise.all([membershipsOf(db, state.id), lookups(db)])
  return { state, memberships, dictionary: dictionaryOf(names) }
}
