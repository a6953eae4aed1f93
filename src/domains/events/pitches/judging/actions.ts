import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { mailAddress } from '#kernel/identifiers.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import type { Means } from '../../registrations/letters.ts'
import { lockedPitching, staffPitching } from '../actions.ts'
import { wholeNumber } from '../call/model.ts'
import type { Rubric } from '../model.ts'
import { setStep } from '../queries.ts'
import { tellJudge } from './letters.ts'
import { errors } from './messages.ts'
import { type CriterionForm, type JudgeForm, LONGEST, MOST } from './model.ts'
import {
  criteriaOf,
  deleteCriterion,
  hasScores,
  insertCriterion,
  insertJudge,
  type Judge,
  judgeById,
  judgesOf,
  nextTurn,
  removeJudge,
  updateCriterion,
} from './queries.ts'

/** Adds, changes or removes a criterion, or takes over those of the other rubric. Weights stand once scoring has begun. Throws Forbidden, Invalid, Conflict, NotFound. */
export async function keepCriterion(
  db: Db,
  actor: Actor,
  id: number,
  rubric: Rubric,
  typed: CriterionForm,
): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    const criteria = await criteriaOf(tx, id, rubric)
    const before = criteria.find(one => one.id === typed.id)
    const fixed = pitching[rubric] !== 'waiting'
    if (typed.do === 'change' && before) {
      const said = checked(typed)
      if (fixed && said.weight !== before.weight) throw new Failure('Conflict', errors.rubricInUse)
      await updateCriterion(tx, id, rubric, before.id, said)
    } else if (fixed) throw new Failure('Conflict', errors.rubricInUse)
    else if (typed.do === 'remove' && before) await deleteCriterion(tx, id, rubric, before.id)
    else if (typed.do === 'copy') {
      const other = await criteriaOf(tx, id, rubric === 'jury' ? 'selection' : 'jury')
      if (criteria.length + other.length > MOST.criteria) throw new Failure('Invalid', errors.tooManyCriteria)
      for (const { it, en, weight } of other) await insertCriterion(tx, id, rubric, { it, en, weight })
    } else if (typed.do === 'add') {
      if (criteria.length >= MOST.criteria) throw new Failure('Invalid', errors.tooManyCriteria)
      await insertCriterion(tx, id, rubric, checked(typed))
    } else throw new Failure('NotFound', errors.unknownCriterion)
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'changed', thing: `event ${id}`, details: { rubric } })
  })
}

function checked({ it, en, weight: text }: CriterionForm) {
  const wrong: Record<string, Sentence> = {}
  const weight = wholeNumber(text, 1, 100)
  if (it === '' || it.length > LONGEST.criterion) wrong.it = errors.badCriterion
  if (en === '' || en.length > LONGEST.criterion) wrong.en = errors.badCriterion
  if (weight === undefined) wrong.weight = errors.badWeight
  if (Object.keys(wrong).length || weight === undefined) throw new Failure('Invalid', errors.notSaved, {}, wrong)
  return { it, en, weight }
}

/**
 * Invites a judge (by letter where there is an address; a juror may have none and get a printed square), makes a seat for whoever asks, sends the link
 * anew, or takes a judge out. Answers the judge it was about. Throws Forbidden, Invalid, Conflict, NotFound.
 */
export async function keepJudge(
  db: Db,
  means: Means,
  actor: Actor,
  id: number,
  rubric: Rubric,
  typed: JudgeForm,
): Promise<Judge> {
  const { event } = await staffPitching(db, actor, id)
  const by = actor.id ?? ''
  return inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (typed.do === 'invite' || typed.do === 'myself') {
      const name = (typed.do === 'myself' ? (actor.name ?? '') : typed.name).replace(/\s+/g, ' ').trim()
      const written = typed.do === 'myself' ? '' : typed.email.trim()
      const email = written === '' ? null : (mailAddress(written) ?? null)
      const wrong: Record<string, Sentence> = {}
      if (name === '' || name.length > LONGEST.name) wrong.name = errors.badName
      if (typed.do === 'invite' && email === null && (written !== '' || rubric === 'selection'))
        wrong.email = errors.badEmail
      if (Object.keys(wrong).length) throw new Failure('Invalid', errors.notSaved, {}, wrong)
      const judges = await judgesOf(tx, id, rubric)
      const seat = judges.find(one => one.email === null && one.name === name && one.invited_by === by)
      if (typed.do === 'myself' && seat) return seat
      if (pitching[rubric] === 'closed') throw new Failure('Conflict', errors.closedForJudges)
      if (judges.length >= MOST.judges) throw new Failure('Invalid', errors.tooManyJudges)
      const { language } = typed
      const row = { event_id: id, rubric, name, email, language, invited_at: means.now, invited_by: by }
      const made = await insertJudge(tx, row)
      const judge = made === undefined ? undefined : await judgeById(tx, made)
      if (!judge) throw new Failure('Invalid', errors.notSaved, {}, { email: errors.judgeThere })
      await recordAudit(tx, { actor: by, verb: 'invited', thing: `judge ${judge.id}`, details: { event: id, rubric } })
      await tellJudge(tx, means, event, pitching, judge)
      return judge
    }
    const judge = await judgeIn(tx, id, rubric, typed.id)
    if (typed.do === 'again') {
      await nextTurn(tx, judge.id)
      await recordAudit(tx, { actor: by, verb: 'invited', thing: `judge ${judge.id}`, details: { again: 1 } })
      await tellJudge(tx, means, event, pitching, { ...judge, turn: judge.turn + 1 })
      return { ...judge, turn: judge.turn + 1 }
    }
    // Whoever counted when the scores were closed counts.
    if (pitching[rubric] === 'closed') throw new Failure('Conflict', errors.closedForJudges)
    await removeJudge(tx, judge.id, means.now)
    await recordAudit(tx, {
      actor: by,
      verb: 'removed judge',
      thing: `judge ${judge.id}`,
      details: { event: id, rubric },
    })
    return judge
  })
}

async function judgeIn(tx: Tx, event: number, rubric: Rubric, id: number | undefined): Promise<Judge> {
  const judge = id === undefined ? undefined : await judgeById(tx, id)
  if (judge?.event_id !== event || judge.rubric !== rubric || judge.removed_at)
    throw new Failure('NotFound', errors.unknownJudge)
  return judge
}

/** Lets judges score; with it the rubric stands. Throws Forbidden, Conflict without criteria or judges or once it is closed for good, NotFound. */
export async function openScoring(db: Db, actor: Actor, id: number, rubric: Rubric): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (pitching[rubric] === 'open') return
    if (rubric === 'jury' && pitching.jury === 'closed') throw new Failure('Conflict', errors.juryIsClosed)
    if ((await criteriaOf(tx, id, rubric)).length === 0) throw new Failure('Conflict', errors.noCriteria)
    if ((await judgesOf(tx, id, rubric)).length === 0) throw new Failure('Conflict', errors.noJudges)
    await setStep(tx, id, rubric, 'open')
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'opened scoring', thing: `event ${id}`, details: { rubric } })
  })
}

/** Takes the opening back, to change the rubric, while nobody has scored. Throws Forbidden, Conflict, NotFound. */
export async function unopenScoring(db: Db, actor: Actor, id: number, rubric: Rubric): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (pitching[rubric] === 'waiting') return
    if (pitching[rubric] === 'closed' || (await hasScores(tx, id, rubric)))
      throw new Failure('Conflict', errors.alreadyScored)
    await setStep(tx, id, rubric, 'waiting')
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'took back', thing: `event ${id}`, details: { rubric } })
  })
}

/** Rubric and judges of an event, for staff. */
export async function judgingOf(db: Db, actor: Actor, id: number, rubric: Rubric) {
  const { event, pitching } = await staffPitching(db, actor, id)
  const [criteria, judges, scored] = await Promise.all([
    criteriaOf(db, id, rubric),
    judgesOf(db, id, rubric),
    hasScores(db, id, rubric),
  ])
  return { event, pitching, criteria, judges, scored }
}
