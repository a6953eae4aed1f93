import { recordAudit } from '#domains/accounts/actions.ts'
import { actsOnBehalf, demand, mayActFor, mayAdminister, mayRepresent, mayWork } from '#domains/accounts/policy.ts'
import { wholeOf } from '#domains/network/actions.ts'
import { profileNamed } from '#domains/network/naming/actions.ts'
import { requireCall } from '#domains/opportunities/actions.ts'
import { actingFor, requireNeed } from '#domains/opportunities/needs/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, ofField, type Sentence } from '#platform/errors.ts'
import { isOfCluster, reachableAt, reachableOne } from '../parties/queries.ts'
import { tellAsked } from './letters.ts'
import { errors } from './messages.ts'
import {
  type AskForm,
  daysAfter,
  EXPIRE_AFTER,
  LONGEST_WORDS,
  MOST_OPEN,
  type Mover,
  movesFor,
  STATES,
  type Who,
  whoCode,
  whoSchema,
} from './model.ts'
import {
  allIntroductions,
  countOpen,
  type Introduction,
  insertIntroduction,
  insertMove,
  introductionById,
  introductionsOf,
  introductionsWait,
  movesOf,
  namedBy,
  refusesIntroductions,
  setIntroductionsWait,
  setRefuses,
} from './queries.ts'

export type Means = { readonly db: Db; readonly baseUrl: string; readonly now: Date }

/** Asks to be introduced; answers the number of the request, and whether it waits for staff. Throws Forbidden, Invalid, NotFound, Conflict. */
export async function askIntroduction(means: Means, actor: Actor, form: AskForm) {
  const { db, now } = means
  const from = await actingFor(db, actor, form.for)
  const { organisation: to } = await ofField('to', () => profileNamed(db, form.to))
  const wrong: Record<string, Sentence> = {}
  const words = form.words.trim()
  if (words === '' || words.length > LONGEST_WORDS) wrong.words = errors.badWords
  if (from.id === to.id) wrong.to = errors.sameTwo
  const who = await chosen(db, actor, from.id, form.who)
  if (!who) wrong.who = errors.badWho
  if (!who || Object.keys(wrong).length) throw new Failure('Invalid', errors.notSent, {}, wrong)
  const call = form.call ? (await requireCall(db, form.call)).id : null
  const need = form.need === undefined ? null : (await requireNeed(db, actor, form.need)).id
  if (!(await isOfCluster(db, to.id))) throw new Failure('Conflict', errors.notOfCluster)
  if (await refusesIntroductions(db, to.id)) throw new Failure('Conflict', errors.refuses)
  const waits = !mayWork(actor).allowed && (await introductionsWait(db))
  const by = actor.id ?? ''
  const id = await inTransaction(db, async tx => {
    if ((await countOpen(tx, from.id)) >= MOST_OPEN) throw new Failure('Conflict', errors.tooMany, { most: MOST_OPEN })
    const stored = await insertIntroduction(tx, {
      from_id: from.id,
      to_id: to.id,
      call_id: call,
      need_id: need,
      words,
      state: waits ? 'asked' : 'passed',
      asked_by: by,
      asked_at: now,
      passed_at: waits ? null : now,
      expires_at: daysAfter(now, EXPIRE_AFTER),
      from_account: who.account,
      from_person: who.person,
    })
    if (stored === undefined) throw new Failure('Conflict', errors.openAlready)
    const onBehalf = actsOnBehalf(actor, from.id)
    await insertMove(tx, move(stored, 'asked', by, onBehalf, now))
    if (!waits) await insertMove(tx, move(stored, 'passed', 'system', false, now))
    await recordAudit(tx, {
      actor: by,
      verb: 'asked introduction',
      thing: `introduction ${stored}`,
      details: { from: from.key, to: to.key, ...(onBehalf ? { onBehalf: 1 } : {}) },
    })
    if (!waits) await tellAsked({ tx, baseUrl: means.baseUrl }, await required(tx, stored))
    return stored
  })
  return { id, waits }
}

const move = (
  introduction_id: number,
  to_state: Introduction['state'],
  moved_by: string,
  on_behalf: boolean,
  moved_at: Date,
) => ({
  ...{ introduction_id, to_state, moved_by },
  ...{ on_behalf, moved_at },
})

/** Whom a form names for an organisation: it must be somebody who can be reached there. Without a choice, whoever acts. */
export async function chosen(db: Db, actor: Actor, organisation: number, typed: string): Promise<Who | undefined> {
  const people = await reachableAt(db, organisation)
  const wanted = typed === '' ? undefined : whoSchema.safeParse(typed)
  if (wanted && !wanted.success) return undefined
  const code = wanted ? whoCode(wanted.data) : `account:${actor.id}`
  const found = people.find(one => whoCode(one) === code) ?? (wanted ? undefined : people[0])
  return found && { account: found.account, person: found.person }
}

export async function required(db: Db | Tx, id: number): Promise<Introduction> {
  const one = Number.isSafeInteger(id) && id > 0 ? await introductionById(db, id) : undefined
  if (!one) throw new Failure('NotFound', errors.unknown, { id })
  return one
}

/** The sides somebody may speak for in this request. */
export function moversOf(actor: Actor, one: Introduction): Mover[] {
  const movers: Mover[] = []
  if (mayActFor(actor, one.from_id).allowed) movers.push('from')
  if (mayActFor(actor, one.to_id).allowed) movers.push('to')
  if (mayWork(actor).allowed) movers.push('staff')
  return movers
}

/**
 * A request as somebody may see it, with what they may do. Names and addresses of people are there once both sides have agreed, not before.
 * Throws NotFound, also for a request that is somebody else's.
 */
export async function viewIntroduction(db: Db, actor: Actor, id: number) {
  const one = await required(db, id)
  const movers = moversOf(actor, one)
  const sees = movers.includes('from') || (movers.includes('to') && one.passed_at !== null)
  if (!sees) throw new Failure('NotFound', errors.unknown, { id })
  const met = one.state === 'accepted' || one.state === 'met'
  const [history, from, to, choices] = await Promise.all([
    movesOf(db, id),
    met ? reachableOne(db, namedBy(one, 'from')) : undefined,
    met ? reachableOne(db, namedBy(one, 'to')) : undefined,
    movers.includes('to') && one.state === 'passed' ? reachableAt(db, one.to_id) : [],
  ])
  const own = { from: actor.actsFor.has(one.from_id), to: actor.actsFor.has(one.to_id) }
  return { one, movers, own, moves: movesFor(one.state, movers), history, people: { met, from, to }, choices }
}

/** Requests of the organisations somebody acts for; for staff all of them. */
export async function introductionsSeen(db: Db, actor: Actor) {
  const mine = await introductionsOf(db, [...actor.actsFor.keys()], 200)
  const staff = mayWork(actor).allowed
  const all = staff ? await allIntroductions(db, STATES, 300) : []
  return { mine, all, staff, waits: staff && (await introductionsWait(db)) }
}

/** The people an organisation can put forward. Throws Forbidden. */
export async function candidates(db: Db, actor: Actor, organisation: number) {
  demand(mayActFor(actor, organisation))
  return reachableAt(db, organisation)
}

/** Requests to and from one organisation, and whether it lets itself be asked. Throws Forbidden, NotFound. */
export async function introductionsAt(db: Db, actor: Actor, key: string) {
  const organisation = await wholeOf(db, key)
  demand(mayActFor(actor, organisation.id))
  const [rows, refuses] = await Promise.all([
    introductionsOf(db, [organisation.id], 200),
    refusesIntroductions(db, organisation.id),
  ])
  return { organisation, rows, refuses, mayDecide: mayRepresent(actor, organisation.id).allowed }
}

/** Lets others ask for an organisation, or not. Throws Forbidden, NotFound. */
export async function decideReachability(means: Means, actor: Actor, key: string, refuses: boolean): Promise<void> {
  const organisation = await wholeOf(means.db, key)
  demand(mayRepresent(actor, organisation.id))
  const by = actor.id ?? ''
  await inTransaction(means.db, async tx => {
    await setRefuses(tx, organisation.id, refuses, by, means.now)
    await recordAudit(tx, {
      actor: by,
      verb: 'changed reachability',
      thing: `organisation ${organisation.key}`,
      details: { refuses: String(refuses) },
    })
  })
}

/** Whether requests wait for staff. Throws Forbidden. */
export async function decideWaiting(db: Db, actor: Actor, wait: boolean): Promise<void> {
  demand(mayAdminister(actor))
  await inTransaction(db, async tx => {
    await setIntroductionsWait(tx, wait)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'changed setting',
      thing: 'site',
      details: { introductionsWait: String(wait) },
    })
  })
}

/** Whether somebody is offered to ask for this organisation. */
export async function mayBeAsked(db: Db, actor: Actor, organisation: number): Promise<boolean> {
  const others = [...actor.actsFor.keys()].some(id => id !== organisation)
  if (!others && !mayWork(actor).allowed) return false
  return (await isOfCluster(db, organisation)) && !(await refusesIntroductions(db, organisation))
}
