import { recordAudit } from '#domains/accounts/actions.ts'
import type { Verb } from '#domains/accounts/audit/model.ts'
import { actsOnBehalf } from '#domains/accounts/policy.ts'
import { recordFact } from '#domains/ledger/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { chosen, type Means, moversOf, required, viewIntroduction } from './actions.ts'
import {
  type Letters,
  tellAccepted,
  tellAsked,
  tellDeclined,
  tellExpired,
  tellReminder,
  tellWithdrawn,
} from './letters.ts'
import { errors } from './messages.ts'
import {
  daysAfter,
  EXPIRE_AFTER,
  MOVES,
  type MoveForm,
  type MoveName,
  mayMove,
  REMIND_AFTER,
  WAITING,
} from './model.ts'
import {
  changeIntroduction,
  type Introduction,
  insertMove,
  lockIntroduction,
  markReminded,
  silentOnes,
} from './queries.ts'

const VERB: Record<MoveName, Verb> = {
  pass: 'passed introduction',
  accept: 'accepted introduction',
  decline: 'declined introduction',
  refuse: 'declined introduction',
  withdraw: 'withdrew introduction',
  expire: 'expired introduction',
  meet: 'recorded outcome',
}

/** Moves a request on. Of two who answer at the same time, one does. Throws Forbidden, NotFound, Invalid, Conflict. */
export async function moveIntroduction(means: Means, actor: Actor, id: number, form: MoveForm): Promise<void> {
  const { one } = await viewIntroduction(means.db, actor, id)
  const movers = moversOf(actor, one)
  if (!(MOVES[form.move].by as readonly string[]).some(by => (movers as string[]).includes(by)))
    throw new Failure('Forbidden', errors.notYours)
  if (isWaiting(one) && one.expires_at <= means.now) {
    await expire(means, id)
    throw new Failure('Conflict', errors.tooLate)
  }
  const change = await changeOf(means, actor, one, form)
  const side =
    (MOVES[form.move].by as readonly string[]).includes('to') && movers.includes('to') ? one.to_id : one.from_id
  await inTransaction(means.db, async tx => {
    const held = await lockIntroduction(tx, id)
    if (!held || !mayMove(form.move, held.state, movers)) throw new Failure('Conflict', errors.answered)
    await store({ tx, baseUrl: means.baseUrl }, id, form.move, change, {
      actor: actor.id ?? '',
      onBehalf: form.move !== 'pass' && form.move !== 'refuse' && actsOnBehalf(actor, side),
      now: means.now,
    })
  })
}

const isWaiting = (one: { state: string }) => (WAITING as readonly string[]).includes(one.state)

type Change = Omit<Parameters<typeof changeIntroduction>[2], 'state'>

/** What a move writes beside the state. */
async function changeOf({ db, now }: Means, actor: Actor, one: Introduction, form: MoveForm): Promise<Change> {
  switch (form.move) {
    case 'pass':
      return { passed_at: now, expires_at: daysAfter(now, EXPIRE_AFTER), staff_note: form.note }
    case 'accept': {
      const who = await chosen(db, actor, one.to_id, form.who)
      if (!who) throw new Failure('Invalid', errors.badWho, {}, { who: errors.badWho })
      return { to_account: who.account, to_person: who.person }
    }
    case 'meet':
      if (!form.outcome) throw new Failure('Invalid', errors.noOutcome, {}, { outcome: errors.noOutcome })
      return { outcome: form.outcome, outcome_words: form.note, ended_at: now }
    default:
      return { ended_at: now }
  }
}

async function store(
  letters: Letters,
  id: number,
  name: MoveName,
  change: Change,
  by: { actor: string; onBehalf: boolean; now: Date },
): Promise<void> {
  const { tx } = letters
  const { to } = MOVES[name]
  await changeIntroduction(tx, id, { ...change, state: to })
  await insertMove(tx, {
    introduction_id: id,
    to_state: to,
    moved_by: by.actor,
    on_behalf: by.onBehalf,
    moved_at: by.now,
  })
  await recordAudit(tx, {
    actor: by.actor,
    verb: VERB[name],
    thing: `introduction ${id}`,
    details: by.onBehalf ? { onBehalf: 1 } : {},
  })
  const one = await required(tx, id)
  if (name === 'accept') await introductionMade(letters, one, by)
  if (name === 'pass') await tellAsked(letters, one)
  if (name === 'decline' || name === 'refuse') await tellDeclined(letters, one)
  if (name === 'withdraw' && one.passed_at) await tellWithdrawn(letters, one)
  if (name === 'expire') await tellExpired(letters, one)
}

/** Two organisations have been introduced: both are told, and it is a fact. */
async function introductionMade(letters: Letters, one: Introduction, by: { actor: string; now: Date }): Promise<void> {
  await tellAccepted(letters, one)
  const today = dateInRome(by.now)
  await recordFact(
    letters.tx,
    {
      kind: 'introduction-made',
      on: today,
      parties: [one.from_id, one.to_id].map(organisation => ({ organisation, role: 'introduced' })),
      source: 'derived',
      origin: `introduction ${one.id}`,
      by: by.actor,
    },
    today,
  )
}

/** Ends one that nobody answered in time, unless somebody just has. */
async function expire({ db, baseUrl, now }: Means, id: number): Promise<boolean> {
  return inTransaction(db, async tx => {
    const held = await lockIntroduction(tx, id)
    if (!held || !isWaiting(held) || held.expires_at > now) return false
    await store({ tx, baseUrl }, id, 'expire', { ended_at: now }, { actor: 'system', onBehalf: false, now })
    return true
  })
}

/** Recalls requests that were not answered in a week, and ends those that were not in two. Safe to repeat. */
export async function attendIntroductions(means: Means): Promise<{ expired: number; reminded: number }> {
  const { db, baseUrl, now } = means
  const { over, slow } = await silentOnes(db, now, daysAfter(now, -REMIND_AFTER))
  let expired = 0
  let reminded = 0
  for (const id of over) if (await expire(means, id)) expired += 1
  for (const id of slow) if (await remind(db, baseUrl, id, now)) reminded += 1
  return { expired, reminded }
}

function remind(db: Db, baseUrl: string, id: number, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx: Tx) => {
    if (!(await markReminded(tx, id, now))) return false
    await tellReminder({ tx, baseUrl }, await required(tx, id))
    return true
  })
}
