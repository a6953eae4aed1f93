import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import type { Means } from '../../registrations/letters.ts'
import { lockedPitching, pitchingNamed, staffPitching } from '../actions.ts'
import { countScores, criteriaOf, judgesOf, reviewsOf, scoresOf } from '../judging/queries.ts'
import { tally } from '../judging/tally.ts'
import { errors as pitchErrors } from '../messages.ts'
import { markPitching, onStage, type Pitching, setStep } from '../queries.ts'
import { tellFeedback } from './letters.ts'
import { errors } from './messages.ts'
import { LONGEST, MOST_PRIZES, type PrizeForm } from './model.ts'
import { deletePrize, givePrize, insertPrize, prizesOf, publishResults, sealVotes } from './queries.ts'

/** Who of the jury has judged what, and not how: that is seen once scoring is closed. Throws Forbidden, NotFound. */
export async function progressOf(db: Db, actor: Actor, id: number) {
  const { event, pitching } = await staffPitching(db, actor, id)
  const [pitches, criteria, judges, reviews, counts] = await Promise.all([
    onStage(db, id),
    criteriaOf(db, id, 'jury'),
    judgesOf(db, id, 'jury'),
    reviewsOf(db, id, 'jury'),
    countScores(db, id, 'jury'),
  ])
  const conflicts = reviews.filter(one => one.conflict)
  const lines = judges.map(judge => {
    const cells = pitches.map(pitch => {
      const is = (one: { judge_id: number; pitch_id: number }) => one.judge_id === judge.id && one.pitch_id === pitch.id
      return conflicts.some(is) ? ('conflict' as const) : Number(counts.find(is)?.n ?? 0)
    })
    return { judge, cells, missing: cells.filter(n => n !== 'conflict' && n < criteria.length).length }
  })
  return { event, pitching, pitches, criteria, lines, missing: lines.reduce((sum, one) => sum + one.missing, 0) }
}

/** What the jury gave, counted: undefined until scoring is closed, for everybody. */
export async function juryTally(db: Db, pitching: Pitching) {
  if (pitching.jury !== 'closed') return undefined
  const id = pitching.event_id
  const [pitches, criteria, judges, reviews, scores] = await Promise.all([
    onStage(db, id),
    criteriaOf(db, id, 'jury'),
    judgesOf(db, id, 'jury'),
    reviewsOf(db, id, 'jury'),
    scoresOf(db, id, 'jury'),
  ])
  return { pitches, criteria, judges, reviews, scores, ...tally({ criteria, pitches, judges, reviews, scores }) }
}
export type JuryTally = NonNullable<Awaited<ReturnType<typeof juryTally>>>

/** Closes the scores of the jury for good: whoever is just saving is waited for. Throws Forbidden, Invalid unless sure, Conflict, NotFound. */
export async function closeJury(db: Db, actor: Actor, id: number, sure: boolean): Promise<void> {
  await staffPitching(db, actor, id)
  if (!sure) throw new Failure('Invalid', errors.notSure)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (pitching.jury === 'closed') return
    if (pitching.jury === 'waiting') throw new Failure('Conflict', errors.notOpenYet)
    await setStep(tx, id, 'jury', 'closed')
    const by = actor.id ?? ''
    await recordAudit(tx, { actor: by, verb: 'closed scoring', thing: `event ${id}`, details: { rubric: 'jury' } })
  })
}

/** Opens the vote of the room, or closes it for good: the votes are counted, and who voted for which is forgotten. Throws Forbidden, Invalid, Conflict, NotFound. */
export async function moveVote(db: Db, actor: Actor, id: number, to: 'open' | 'closed', sure: boolean): Promise<void> {
  await staffPitching(db, actor, id)
  if (to === 'closed' && !sure) throw new Failure('Invalid', errors.notSure)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (pitching.audience === to) return
    if (to === 'open' && pitching.audience === 'closed') throw new Failure('Conflict', errors.voteIsClosed)
    if (to === 'closed' && pitching.audience === 'waiting') throw new Failure('Conflict', errors.notOpenYet)
    if (to === 'open' && (await onStage(tx, id)).length < 2) throw new Failure('Conflict', errors.tooFewToVote)
    await setStep(tx, id, 'audience', to)
    if (to === 'closed') await sealVotes(tx, id)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: to === 'open' ? 'opened vote' : 'closed vote',
      thing: `event ${id}`,
      details: {},
    })
  })
}

/** Adds a prize, gives it to a pitch that was on stage (or to none again), or removes it. Throws Forbidden, Invalid, NotFound. */
export async function keepPrize(db: Db, actor: Actor, id: number, typed: PrizeForm): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    await lockedPitching(tx, id)
    const prizes = await prizesOf(tx, id)
    const by = actor.id ?? ''
    if (typed.do === 'add') {
      const wrong: Record<string, Sentence> = {}
      for (const name of ['it', 'en'] as const)
        if (typed[name] === '' || typed[name].length > LONGEST.prize) wrong[name] = errors.badPrize
      if (Object.keys(wrong).length) throw new Failure('Invalid', errors.notSaved, {}, wrong)
      if (prizes.length >= MOST_PRIZES) throw new Failure('Invalid', errors.tooManyPrizes)
      const { it, en, given_by } = typed
      await insertPrize(tx, id, { it, en, given_by })
    } else {
      const prize = prizes.find(one => one.id === typed.prize)
      if (!prize) throw new Failure('NotFound', errors.unknownPrize)
      if (typed.do === 'remove') await deletePrize(tx, id, prize.id)
      else {
        const known = typed.pitch === undefined || (await onStage(tx, id)).some(one => one.id === typed.pitch)
        if (!known) throw new Failure('NotFound', pitchErrors.unknownPitch)
        await givePrize(tx, id, prize.id, typed.pitch ?? null)
      }
    }
    const verb = typed.do === 'give' ? 'gave prize' : 'changed'
    await recordAudit(tx, { actor: by, verb, thing: `event ${id}`, details: { prize: typed.prize ?? 0 } })
  })
}

/** Shows the results to everybody, prizes alone or all places, or hides them again. Throws Forbidden, Conflict while somebody still scores or votes, NotFound. */
export async function publish(
  db: Db,
  actor: Actor,
  id: number,
  how: { shown: boolean; ranking: boolean },
  now: Date,
): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    const over = pitching.jury !== 'open' && pitching.audience !== 'open'
    const any = pitching.jury === 'closed' || pitching.audience === 'closed'
    if (how.shown && !(over && any)) throw new Failure('Conflict', errors.stillOpen)
    await publishResults(tx, id, how.shown ? now : null, how.ranking)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: how.shown ? 'published' : 'took back',
      thing: `event ${id}`,
      details: { results: 1 },
    })
  })
}

/** Gives everybody who was on stage what the jury said, by letter and on the page of their pitch. Once. Answers how many. Throws Forbidden, Conflict, NotFound. */
export async function releaseFeedback(db: Db, means: Means, actor: Actor, id: number): Promise<number> {
  const { event } = await staffPitching(db, actor, id)
  return inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (pitching.jury !== 'closed') throw new Failure('Conflict', errors.juryNotClosed)
    if (pitching.feedback_released_at !== null) return 0
    await markPitching(tx, id, 'feedback_released_at', means.now)
    let told = 0
    for (const pitch of await onStage(tx, id)) if (await tellFeedback(tx, means, event, pitch)) told += 1
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'released feedback', thing: `event ${id}`, details: { told } })
    return told
  })
}

/** The results as everybody reads them. Throws NotFound until they are published. */
export async function resultsNamed(db: Db, slug: string) {
  const { event, pitching } = await pitchingNamed(db, undefined, slug)
  if (pitching.published_at === null) throw new Failure('NotFound', errors.notPublished)
  const [prizes, jury, pitches] = await Promise.all([
    prizesOf(db, event.id),
    pitching.shows_ranking ? juryTally(db, pitching) : undefined,
    onStage(db, event.id),
  ])
  return { event, pitching, prizes, jury, pitches }
}
export type Results = Awaited<ReturnType<typeof resultsNamed>>
