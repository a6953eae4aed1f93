import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db, Tx } from '#platform/db.ts'
import { inTransaction } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { staffEvent } from '../../actions.ts'
import { demandVersion, lockedPicture, write } from './change.ts'
import { errors, stepWords, words } from './messages.ts'
import { type PairChange, pairName, type StepChanges, sameStanding, standing } from './model.ts'
import { replaced } from './obstacles.ts'
import { because, isOver, meetingOf, type Names, namesOf, type Picture, placeText, whyNot } from './picture.ts'
import { markUndone, noteAway, noteLost, noteWish, type StepRow, stepById } from './queries.ts'

type On = { readonly version: number; readonly now: Date }

/** Takes a step back, whoever made it, unless something later depends on it. Throws Forbidden, Conflict, NotFound. */
export const undone = (db: Db, actor: Actor, id: number, step: number, on: On): Promise<'undone'> =>
  turned(db, actor, id, step, on, 'undone')

/** Does a step again that was undone. The same holds. */
export const redone = (db: Db, actor: Actor, id: number, step: number, on: On): Promise<'redone'> =>
  turned(db, actor, id, step, on, 'redone')

async function turned<To extends 'undone' | 'redone'>(
  db: Db,
  actor: Actor,
  id: number,
  step: number,
  { version, now }: On,
  to: To,
): Promise<To> {
  await staffEvent(db, actor, id)
  const by = actor.id ?? ''
  return inTransaction(db, async tx => {
    await demandVersion(tx, (await lockedPicture(tx, id, now)).picture, version)
    const row = await stepById(tx, id, step)
    if (!row) throw new Failure('NotFound', errors.unknownStep)
    if ((row.undone_at === null) !== (to === 'undone')) throw new Failure('Conflict', errors.stepDone)
    const { changes } = row
    const pairs = to === 'undone' ? changes.pairs.map(turnedRound) : changes.pairs
    await noteAgain(tx, id, changes, to === 'redone', by, now)
    // As people and tables are with what was noted, or without it.
    demandPossible((await lockedPicture(tx, id, now)).picture, pairs)
    await write(tx, id, pairs, by, now)
    await markUndone(tx, step, to === 'undone' ? by : null, to === 'undone' ? now : null)
    const verb = to === 'undone' ? 'undid' : 'changed agenda'
    await recordAudit(tx, { actor: by, verb, thing: `event ${id}`, details: { step } })
    return to
  })
}

const turnedRound = ({ before, after, ...pair }: PairChange): PairChange => ({ ...pair, before: after, after: before })

/** Every pair is where the step left it, and can go where it goes. */
function demandPossible(picture: Picture, pairs: readonly PairChange[]): void {
  const names = namesOf(picture.rows)
  const now = new Map(picture.rows.meetings.filter(one => one.state === 'placed').map(one => [pairName(one), one]))
  for (const one of pairs) {
    const there = now.get(pairName(one))
    if (!sameStanding(there ? standing(there) : null, one.before)) throw depends(sentenceOf(names.pair(one)))
    for (const place of [one.before, one.after])
      if (place && isOver(picture, place.slot_id) && !sameIgnoringLock(one))
        throw new Failure('Conflict', errors.passed)
  }
  const gone = new Set(pairs.filter(one => one.after === null).map(pairName))
  const coming = pairs.flatMap(({ a_id, b_id, after }) => {
    if (!after) return []
    const meeting = meetingOf(picture, { a_id, b_id, ...after })
    if (!meeting) throw depends(sentenceOf(names.pair({ a_id, b_id })))
    return [meeting]
  })
  const rest = picture.meetings.filter(({ a, b }) => !gone.has(`${picture.code.people[a]} ${picture.code.people[b]}`))
  const { obstacles } = replaced(picture.problem, rest, coming)
  if (obstacles.length > 0)
    throw depends(
      whyNot(
        picture,
        obstacles.map(one => one.obstacle),
      ),
    )
}

const sameIgnoringLock = ({ before, after }: PairChange): boolean =>
  before !== null && after !== null && before.slot_id === after.slot_id && before.table_id === after.table_id
const sentenceOf = (text: string): Sentence => ({ it: text, en: text })
const depends = (why: Sentence) => new Failure('Conflict', because(errors.depends, why))

/** What a repair noted of people, tables and wishes goes and comes with its step. */
export async function noteAgain(tx: Tx, event: number, changes: StepChanges, forth: boolean, by: string, at: Date) {
  await noteAway(tx, event, changes.away ?? [], forth)
  await noteLost(tx, event, changes.lost ?? [], forth)
  const { wish } = changes
  if (wish) await noteWish(tx, event, { ...wish, strength: forth ? wish.after : wish.before }, by, at)
}

/** A step in words: "Ada – Bo moved (10:20, Table 4)". */
export function stepText(names: Names, language: Language, { act, changes }: Pick<StepRow, 'act' | 'changes'>): string {
  const { pairs } = changes
  const t = stepWords[language]
  const [first] = pairs
  const pair = pairs.slice(0, 2).map(names.pair).join(', ')
  const to = first?.after ? placeText(names, language, first.after) : words[language].free
  if (act === 'optimised' || act === 'repaired') return t[act](String(pairs.length))
  return t[act as Exclude<keyof typeof t, 'optimised' | 'repaired'>](pair, to)
}

/** The step that "undo" takes back, and the one that "redo" does again; the latest come first. */
export function nextSteps(steps: readonly StepRow[]): { undo: StepRow | undefined; redo: StepRow | undefined } {
  const at = steps.findIndex(one => one.undone_at === null)
  return { undo: steps[at], redo: (at < 0 ? steps : steps.slice(0, at)).at(-1) }
}
