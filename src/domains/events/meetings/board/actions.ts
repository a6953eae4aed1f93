import type { Meeting } from '#algorithms/agenda/problem.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Db, Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Means } from '../../registrations/letters.ts'
import type { MeetingRow } from '../queries.ts'
import { type Decided, lockedPicture, onBoard, store } from './change.ts'
import { tellChanges } from './letters.ts'
import { errors } from './messages.ts'
import { type Act, type ActForm, type Pair, standing } from './model.ts'
import { type Obstacle, Occupied, replaced, samePair } from './obstacles.ts'
import { barredBy, barrierText, because, isOver, meetingOf, namesOf, type Picture, placeOf, whyNot } from './picture.ts'
import { redone, undone } from './steps.ts'

/** One act on the board. Answers what was done, undefined when it was so already. Throws Forbidden, Invalid, Conflict, NotFound. */
export async function act(
  db: Db,
  actor: Actor,
  id: number,
  form: ActForm,
  now: Date,
): Promise<Act | 'undone' | 'redone' | undefined> {
  const on = { version: form.version, now }
  if (form.do === 'undo') return undone(db, actor, id, form.step, on)
  if (form.do === 'redo') return redone(db, actor, id, form.step, on)
  return onBoard(db, actor, id, on, (_, picture) => {
    switch (form.do) {
      case 'move':
        return moved(picture, rowOf(picture, form.meeting), form.place)
      case 'lock':
        return relocked(picture, rowOf(picture, form.meeting), true)
      case 'unlock':
        return relocked(picture, rowOf(picture, form.meeting), false)
      case 'remove':
        return removed(picture, rowOf(picture, form.meeting))
      case 'add':
        return added(picture, form.from, form.to, form.place)
    }
  })
}

type Placed = MeetingRow
type Where = { readonly slot_id: number; readonly table_id: number }

function rowOf({ rows }: Picture, id: number): Placed {
  const row = rows.meetings.find(one => one.id === id && one.state === 'placed')
  if (!row) throw new Failure('Conflict', errors.notPlaced)
  return row
}

/** A meeting in another place; dropped on another meeting, the two change places. */
function moved(picture: Picture, row: Placed, where: Where): Decided | undefined {
  if (row.slot_id === where.slot_id && row.table_id === where.table_id) return undefined
  if (isOver(picture, row.slot_id) || isOver(picture, where.slot_id)) throw new Failure('Conflict', errors.passed)
  const target = meetingOf(picture, { ...row, ...where })
  if (!target) throw new Failure('Conflict', errors.noSuchPlace)
  const other = picture.rows.meetings.find(
    one => one.state === 'placed' && one.slot_id === where.slot_id && one.table_id === where.table_id,
  )
  const back = other && meetingOf(picture, { ...other, slot_id: row.slot_id, table_id: row.table_id })
  const { obstacles } = replaced(picture.problem, picture.meetings, back ? [target, back] : [target])
  refuse(picture, obstacles)
  const change = (one: Placed, to: Where) => ({
    ...pairOf(one),
    before: standing(one),
    after: { slot_id: to.slot_id, table_id: to.table_id, locked: one.locked },
  })
  return {
    act: other ? 'swapped' : 'moved',
    changes: { pairs: [change(row, where), ...(other ? [change(other, row)] : [])] },
  }
}

function relocked(picture: Picture, row: Placed, locked: boolean): Decided | undefined {
  if (row.locked === locked) return undefined
  const meeting = meetingOf(picture, row)
  const why = locked || !meeting ? undefined : barredBy(picture, meeting)
  if (why) {
    const names = namesOf(picture.rows)
    const sentence = { it: barrierText('it', why), en: barrierText('en', why) }
    throw new Failure(
      'Conflict',
      because(errors.onlyLocked, sentence, { a: names.person(row.a_id), b: names.person(row.b_id) }),
    )
  }
  const change = { ...pairOf(row), before: standing(row), after: { ...standing(row), locked } }
  return { act: locked ? 'locked' : 'unlocked', changes: { pairs: [change] } }
}

function removed(picture: Picture, row: Placed): Decided {
  if (isOver(picture, row.slot_id)) throw new Failure('Conflict', errors.passed)
  return { act: 'removed', changes: { pairs: [{ ...pairOf(row), before: standing(row), after: null }] } }
}

/** A pair that does not meet yet, in the place given or the first that is free. Where the rules would not put the two together it is locked: somebody decided it. */
function added(picture: Picture, from: number, to: number, where?: Where): Decided {
  const pair = { a_id: Math.min(from, to), b_id: Math.max(from, to) }
  const names = namesOf(picture.rows)
  const both = { a: names.person(pair.a_id), b: names.person(pair.b_id) }
  const [a, b] = [picture.at.people.get(pair.a_id), picture.at.people.get(pair.b_id)]
  if (a === undefined || b === undefined || a === b) throw new Failure('Conflict', errors.notHere)
  if (picture.meetings.some(one => samePair(one, { a, b }))) throw new Failure('Conflict', errors.together, both)
  const why = barredBy(picture, { a, b })
  if (why === 'saidNo') throw new Failure('Conflict', errors.refused, both)
  const wanted = picture.problem.wishes.some(
    one => (one.from === a && one.to === b) || (one.from === b && one.to === a),
  )
  const meeting = where ? meetingOf(picture, { ...pair, ...where }) : firstFree(picture, a, b)
  if (!meeting) throw new Failure('Conflict', where ? errors.noSuchPlace : errors.nowhere, both)
  if (where && isOver(picture, where.slot_id)) throw new Failure('Conflict', errors.passed)
  refuse(picture, replaced(picture.problem, picture.meetings, [meeting]).obstacles)
  const { slot_id, table_id } = placeOf(picture, meeting)
  const after = { slot_id, table_id, locked: why !== undefined || !wanted }
  return { act: 'placed', changes: { pairs: [{ ...pair, before: null, after }] } }
}

function refuse(picture: Picture, obstacles: readonly { meeting: Meeting; obstacle: Obstacle }[]): void {
  const [first] = obstacles
  if (!first) return
  const of = placeOf(picture, first.meeting)
  const why = whyNot(
    picture,
    obstacles.map(one => one.obstacle),
    of,
  )
  throw new Failure('Conflict', because(errors.cannotBe, why))
}

const pairOf = ({ a_id, b_id }: Pair): Pair => ({ a_id, b_id })

/** The first place in a slot to come where both are free and a table fits. */
export function firstFree(picture: Picture, a: number, b: number): Meeting | undefined {
  return freePlaces(picture, picture.meetings, Math.min(a, b), Math.max(a, b)).next().value ?? undefined
}

/** All of them, in the order of time. */
export function* freePlaces(
  picture: Picture,
  meetings: readonly Meeting[],
  a: number,
  b: number,
): Generator<Meeting, undefined> {
  const occupied = new Occupied(picture.problem, meetings)
  for (let slot = picture.from; slot < picture.code.slots.length; slot++)
    for (let table = 0; table < picture.code.tables.length; table++) {
      const meeting = { a, b, slot, table }
      if (occupied.against(meeting).length === 0) yield meeting
    }
  return undefined
}

/**
 * One more meeting of two people, in the first free place that fits, in the transaction of the act it follows from; both are told when the agenda is
 * published. The caller says who may. Throws Conflict with words when there is none, when they meet already, or when one of them said no.
 */
export async function placeMeeting(
  tx: Tx,
  means: Means,
  id: number,
  from: number,
  to: number,
  by: string,
): Promise<Pair & Where> {
  const { event, picture } = await lockedPicture(tx, id, means.now)
  const decided = added(picture, from, to)
  await store(tx, id, decided, by, means.now)
  if (picture.rows.agenda.state === 'published') await tellChanges(tx, means, event, new Set([from, to]))
  const [change] = decided.changes.pairs
  if (!change?.after) throw new Failure('Conflict', errors.noSuchPlace)
  return { a_id: change.a_id, b_id: change.b_id, slot_id: change.after.slot_id, table_id: change.after.table_id }
}
