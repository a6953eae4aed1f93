import { recordAudit } from '#domains/accounts/actions.ts'
import { actsOnBehalf, demand, mayActFor, maySeeMembersOnly, mayWork } from '#domains/accounts/policy.ts'
import { wholeOf } from '#domains/network/actions.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import { statusAt } from '#domains/opportunities/model.ts'
import { actingFor, choicesOf, requireNeed } from '#domains/opportunities/needs/actions.ts'
import { needState } from '#domains/opportunities/needs/model.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors } from './messages.ts'
import { type InterestForm, type Subject, thingOf } from './model.ts'
import { allInterests, deleteInterest, interestsIn, subjectsOfInterest, upsertInterest } from './queries.ts'

/** What somebody of the cluster sees of the interest in a call or a need; undefined for everybody else. */
export async function interestSeenBy(db: Db, actor: Actor, subject: Subject) {
  if (!maySeeMembersOnly(actor).allowed) return undefined
  const rows = await interestsIn(db, subject)
  const staff = mayWork(actor).allowed
  const mine = rows.filter(row => actor.actsFor.has(row.organisation_id))
  const others = rows.filter(row => !actor.actsFor.has(row.organisation_id) && (row.seen || staff))
  const publisher = subject.kind === 'need' ? (await requireNeed(db, actor, subject.id)).organisation_id : undefined
  const all = await choicesOf(db, actor)
  const choices = all.filter(one => one.id !== publisher)
  // Whoever has only what it published itself to speak for has nothing to say here.
  return { mine, others, staff, choices, maySay: staff || choices.length > 0 }
}

/** Says that an organisation is interested, or says it anew. Throws Forbidden, Invalid, NotFound, Conflict when it is over. */
export async function showInterest(
  db: Db,
  actor: Actor,
  subject: Subject,
  form: InterestForm,
  now: Date,
): Promise<void> {
  const organisation = await actingFor(db, actor, form.for)
  demand(mayActFor(actor, organisation.id))
  const known = await requireOpen(db, actor, subject, organisation.id, now)
  const by = actor.id ?? ''
  await inTransaction(db, async tx => {
    const { wish, words, seen } = form
    await upsertInterest(tx, { organisation_id: organisation.id, subject: known, wish, words, seen, shown_by: by }, now)
    await recordAudit(tx, {
      actor: by,
      verb: 'showed interest',
      thing: thingOf(known),
      details: {
        organisation: organisation.key,
        wish,
        ...(actsOnBehalf(actor, organisation.id) ? { onBehalf: 1 } : {}),
      },
    })
  })
}

/** Takes it back. Throws Forbidden, NotFound. */
export async function withdrawInterest(db: Db, actor: Actor, subject: Subject, key: string): Promise<void> {
  const organisation = await wholeOf(db, key)
  demand(mayActFor(actor, organisation.id))
  await inTransaction(db, async tx => {
    if (!(await deleteInterest(tx, organisation.id, subject))) throw new Failure('NotFound', errors.notInterested)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'withdrew interest',
      thing: thingOf(subject),
      details: { organisation: organisation.key },
    })
  })
}

/** Everything that anybody is interested in. Throws Forbidden. */
export function interestOverview(db: Db, actor: Actor) {
  demand(mayWork(actor))
  return subjectsOfInterest(db)
}

/** Interests to take away, of one call or need or of all. Throws Forbidden. */
export function interestExport(db: Db, actor: Actor, subject?: Subject) {
  demand(mayWork(actor))
  return allInterests(db, subject)
}

/** A call or need that is not over, by the code it is stored under. */
async function requireOpen(db: Db, actor: Actor, subject: Subject, organisation: number, now: Date): Promise<Subject> {
  if (subject.kind === 'call') {
    const call = await requireCall(db, subject.id)
    if (statusAt(call, now) === 'closed') throw new Failure('Conflict', errors.over)
    return { kind: 'call', id: call.id }
  }
  const need = await requireNeed(db, actor, subject.id)
  if (need.organisation_id === organisation) throw new Failure('Conflict', errors.ownNeed)
  if (needState(need, dateInRome(now)) !== 'open') throw new Failure('Conflict', errors.over)
  return subject
}
