import { recordAudit } from '#domains/accounts/actions.ts'
import { actsOnBehalf, demand, mayActFor, maySeeMembersOnly } from '#domains/accounts/policy.ts'
import { namedOrganisations } from '#domains/network/actions.ts'
import { profileNamed } from '#domains/network/naming/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure, ofField, type Sentence } from '#platform/errors.ts'
import { errors } from './messages.ts'
import { LONGEST, LONGEST_DAYS, type NeedForm, type NeedsQuery, needState } from './model.ts'
import { insertNeed, listNeeds, type Need, needById, needsSince, setClosed, updateNeed } from './queries.ts'

const DAY_MS = 86_400_000

/** Needs that the actor may see, a page of them. */
export function needsFor(db: Db, actor: Actor, query: NeedsQuery, now: Date) {
  const membersToo = maySeeMembersOnly(actor).allowed
  return listNeeds(db, { membersToo, past: query.past, today: dateInRome(now) }, query.page)
}

/** A need the actor may see. Throws NotFound, also for one that is for members only: outsiders do not learn that it exists. */
export async function requireNeed(db: Db, actor: Actor, id: number): Promise<Need> {
  const need = Number.isSafeInteger(id) && id > 0 ? await needById(db, id) : undefined
  const visible = need && (need.visibility === 'public' || maySeeMembersOnly(actor).allowed)
  if (!need || !visible) throw new Failure('NotFound', errors.unknownNeed, { id })
  return need
}

/** Open needs published since a moment, for members. */
export const newNeeds = (db: Db, since: Date, now: Date) => needsSince(db, since, dateInRome(now))

/** The organisation somebody acts for in a form: the one they named, or the only one they have. Throws Invalid, Forbidden, NotFound. */
export async function actingFor(db: Db, actor: Actor, written: string) {
  const [only, ...more] = actor.actsFor.keys()
  if (written.trim() === '' && only !== undefined && more.length === 0) {
    const [organisation] = await namedOrganisations(db, [only])
    if (organisation) return organisation
  }
  if (written.trim() === '')
    throw new Failure('Invalid', errors.whichOrganisation, {}, { for: errors.whichOrganisation })
  const { organisation } = await ofField('for', () => profileNamed(db, written))
  demand(mayActFor(actor, organisation.id))
  return organisation
}

/** Publishes what an organisation looks for; answers its number. Throws Forbidden, Invalid. */
export async function publishNeed(db: Db, actor: Actor, typed: NeedForm, now: Date): Promise<number> {
  const organisation = await actingFor(db, actor, typed.for)
  const said = checked(typed, now)
  const by = actor.id ?? ''
  return inTransaction(db, async tx => {
    const id = await insertNeed(tx, { ...said, organisation_id: organisation.id, published_by: by }, now)
    await recordAudit(tx, {
      actor: by,
      verb: 'published need',
      thing: `need ${id}`,
      details: { organisation: organisation.key, ...behalf(actor, organisation.id) },
    })
    return id
  })
}

/** Changes what a need says. Throws Forbidden, Invalid, NotFound. */
export async function editNeed(db: Db, actor: Actor, id: number, typed: NeedForm, now: Date): Promise<void> {
  const need = await ownNeed(db, actor, id)
  const said = checked(typed, now)
  await inTransaction(db, async tx => {
    await updateNeed(tx, id, said, now)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'edited need',
      thing: `need ${id}`,
      details: behalf(actor, need.organisation_id),
    })
  })
}

/** Closes a need, or opens it again. Throws Forbidden, NotFound, Conflict. */
export async function closeNeed(db: Db, actor: Actor, id: number, close: boolean, now: Date): Promise<void> {
  const need = await ownNeed(db, actor, id)
  if (!close && needState({ ...need, closed_at: null }, dateInRome(now)) === 'expired')
    throw new Failure('Conflict', errors.lastDayPast)
  await inTransaction(db, async tx => {
    if (!(await setClosed(tx, id, close ? now : null))) throw new Failure('Conflict', errors.sameAlready)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: close ? 'closed need' : 'opened need again',
      thing: `need ${id}`,
      details: behalf(actor, need.organisation_id),
    })
  })
}

/** A need that the actor may change. */
export async function ownNeed(db: Db, actor: Actor, id: number): Promise<Need> {
  const need = await requireNeed(db, actor, id)
  demand(mayActFor(actor, need.organisation_id))
  return need
}

/** The organisations a form can be for, where the actor has a few to choose from. */
export const choicesOf = (db: Db, actor: Actor) => namedOrganisations(db, actor.actsFor.keys())

const behalf = (actor: Actor, organisation: number): Record<string, number> =>
  actsOnBehalf(actor, organisation) ? { onBehalf: 1 } : {}

function checked(typed: NeedForm, now: Date) {
  const title = typed.title.trim()
  const words = typed.words.trim()
  const today = dateInRome(now)
  const last = dateInRome(new Date(now.getTime() + LONGEST_DAYS * DAY_MS))
  const wrong: Record<string, Sentence> = {}
  if (title === '' || title.length > LONGEST.title) wrong.title = errors.badTitle
  if (words === '' || words.length > LONGEST.words) wrong.words = errors.badWords
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed.until) && !Number.isNaN(Date.parse(typed.until))
  if (!day || typed.until < today || typed.until > last) wrong.until = errors.badDay
  if (Object.keys(wrong).length) throw new Failure('Invalid', errors.notSaved, {}, wrong)
  return { title, words, until: typed.until, visibility: typed.visibility }
}
