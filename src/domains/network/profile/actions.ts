import { recordAudit } from '#domains/accounts/actions.ts'
import { actsOnBehalf, demand, mayActFor, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { type Profile, profileOf } from '../actions.ts'
import { standingsBefore, tellChanges } from '../facts/actions.ts'
import { changeMember } from '../members/enter.ts'
import type { MemberChange } from '../members/model.ts'
import { type Lookups, lookups, type MemberState, memberStates } from '../members/queries.ts'
import { type Contact, contactsOf } from '../people/contacts/queries.ts'
import type { RefreshSome } from '../sheets/actions.ts'
import { errors } from './messages.ts'
import {
  type MandateForm,
  PROFILE_FIELD_NAMES,
  PROFILE_FIELDS,
  type ProfileField,
  VISIBILITIES,
  type Visibility,
} from './model.ts'
import {
  chosenVisibility,
  currentMandate,
  endMandates,
  insertMandate,
  type KnownConcept,
  type Mandate,
  type ProfileRow,
  profileRow,
  shownByProjects,
  stampProfile,
  writeVisibility,
} from './queries.ts'

export type ProfileView = {
  readonly state: MemberState
  readonly row: ProfileRow | undefined
  readonly chosen: Partial<Record<ProfileField, Visibility>>
  readonly contacts: readonly Contact[]
  readonly known: readonly KnownConcept[]
  readonly lookups: Lookups
  /** Staff who do not act for it themselves need its agreement; the present one, if there is one. */
  readonly onBehalf: boolean
  readonly mandate: Mandate | undefined
}

/** The profile of a member, for those who keep it. Throws Forbidden, NotFound, Conflict for somebody who is no member. */
export async function openProfile(db: Db, actor: Actor, key: string): Promise<ProfileView> {
  const { organisation } = await memberFor(db, actor, key)
  const { id } = organisation
  const [states, row, chosen, contacts, known, names, mandate] = await Promise.all([
    memberStates(db, [id]),
    profileRow(db, id),
    chosenVisibility(db, id),
    contactsOf(db, id),
    shownByProjects(db, id),
    lookups(db),
    currentMandate(db, id),
  ])
  return { state: states[0]!, row, chosen, contacts, known, lookups: names, onBehalf: actsOnBehalf(actor, id), mandate }
}

async function memberFor(db: Db, actor: Actor, key: string): Promise<Profile> {
  const profile = await profileOf(db, key)
  demand(mayActFor(actor, profile.organisation.id))
  if (!profile.membership) throw new Failure('Conflict', errors.notMember, { name: profile.organisation.name })
  return profile
}

/** Under which mandate this actor changes what a member says of itself; null for the member's own people. Throws Invalid when staff have none. */
async function mandateFor(tx: Tx, actor: Actor, { organisation }: Profile): Promise<number | null> {
  if (!actsOnBehalf(actor, organisation.id)) return null
  const mandate = await currentMandate(tx, organisation.id)
  if (!mandate) throw new Failure('Invalid', errors.noMandate, { name: organisation.name })
  return mandate.id
}

const audit = (
  actor: Actor,
  verb: 'changed profile' | 'chose who sees' | 'confirmed profile',
  key: string,
  mandate: number | null,
  details: Record<string, string | number> = {},
) => ({
  actor: actor.id ?? '',
  verb,
  thing: `organisation ${key}` as const,
  details: { ...details, ...(mandate === null ? {} : { on_behalf: 1, mandate }) },
})

/** "Still correct": nothing changes but the day. Throws Forbidden, NotFound, Invalid for staff without a mandate. */
export async function confirmProfile(db: Db, actor: Actor, key: string, now: Date): Promise<void> {
  const profile = await memberFor(db, actor, key)
  await inTransaction(db, async tx => {
    const mandate = await mandateFor(tx, actor, profile)
    await stampProfile(tx, profile.organisation.id, { by: actor.id ?? '', mandate, now, entered: undefined })
    await recordAudit(tx, audit(actor, 'confirmed profile', profile.organisation.key, mandate))
  })
}

/** Writes what a member says of itself, which confirms it. Throws Conflict when somebody else changed it since `version`; nothing of theirs is lost. */
export async function saveProfile(
  db: Db,
  actor: Actor,
  key: string,
  { version, change }: { version: number; change: MemberChange },
  now: Date,
  refresh: RefreshSome,
): Promise<void> {
  const profile = await memberFor(db, actor, key)
  const { id, key: whole } = profile.organisation
  await inTransaction(db, async tx => {
    const mandate = await mandateFor(tx, actor, profile)
    if (!(await stampProfile(tx, id, { by: actor.id ?? '', mandate, now, entered: { version } })))
      throw new Failure('Conflict', errors.changedMeanwhile)
    const before = await standingsBefore(tx, [id])
    await changeMember(tx, id, change)
    await tellChanges(tx, before, [id], { by: actor.id ?? '', today: dateInRome(now) })
    await recordAudit(tx, audit(actor, 'changed profile', whole, mandate))
  })
  await refresh([id])
}

/** Adds fields of science that its projects show to those it names. Throws Forbidden, Invalid. */
export async function takeKnown(
  db: Db,
  actor: Actor,
  key: string,
  codes: readonly string[],
  now: Date,
  refresh: RefreshSome,
): Promise<void> {
  const view = await openProfile(db, actor, key)
  const offered = view.known.map(one => one.code).filter(code => codes.includes(code))
  const concepts = [...view.state.member.concepts, ...offered]
  await saveProfile(db, actor, key, { version: view.row?.version ?? 0, change: { concepts } }, now, refresh)
}

/** Says who sees each field. Only what differs from the default is kept. Throws Forbidden, Invalid for staff without a mandate. */
export async function saveVisibility(
  db: Db,
  actor: Actor,
  key: string,
  wanted: Readonly<Record<string, unknown>>,
  refresh: RefreshSome,
): Promise<void> {
  const profile = await memberFor(db, actor, key)
  const { id, key: whole } = profile.organisation
  const chosen = Object.fromEntries(
    PROFILE_FIELD_NAMES.flatMap(field => {
      const visibility = VISIBILITIES.find(one => one === wanted[field])
      return visibility && visibility !== PROFILE_FIELDS[field] ? [[field, visibility]] : []
    }),
  )
  await inTransaction(db, async tx => {
    const mandate = await mandateFor(tx, actor, profile)
    await writeVisibility(tx, id, chosen)
    await recordAudit(tx, audit(actor, 'chose who sees', whole, mandate, { hidden: Object.keys(chosen).join(' ') }))
  })
  await refresh([id])
}

/** Writes down that a member agreed that staff act for it. The one before ends. Throws Forbidden, NotFound, Invalid for a day to come. */
export async function recordMandate(
  db: Db,
  actor: Actor,
  key: string,
  form: MandateForm,
  at: { today: string; now: Date },
): Promise<void> {
  demand(mayWork(actor))
  const { organisation } = await memberFor(db, actor, key)
  if (form.given_on > at.today) throw new Failure('Invalid', errors.laterDay, {}, { given_on: errors.laterDay })
  await inTransaction(db, async tx => {
    await endMandates(tx, organisation.id, actor.id ?? '', at.now)
    const id = await insertMandate(tx, organisation.id, form, actor.id ?? '')
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'recorded mandate',
      thing: `organisation ${organisation.key}`,
      details: { mandate: id, how: form.how },
    })
  })
}

/** From now on staff do not act for it. Whoever acts for the member may end it too. Throws Forbidden, NotFound. */
export async function endMandate(db: Db, actor: Actor, key: string, now: Date): Promise<void> {
  const { organisation } = await memberFor(db, actor, key)
  await inTransaction(db, async tx => {
    await endMandates(tx, organisation.id, actor.id ?? '', now)
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'ended mandate', thing: `organisation ${organisation.key}` })
  })
}
