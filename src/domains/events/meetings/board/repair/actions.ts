import { changed } from '#algorithms/agenda/change.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { staffEvent } from '../../../actions.ts'
import type { Means } from '../../../registrations/letters.ts'
import { inThread } from '../../thread.ts'
import { boardOf, onBoard } from '../change.ts'
import { decode } from '../encode.ts'
import { tellChanges } from '../letters.ts'
import { errors } from '../messages.ts'
import { type Act, changesTo } from '../model.ts'
import { demandSame, requireReady } from '../optimise/actions.ts'
import { clashesOf, type Found, type RunState } from '../optimise/model.ts'
import { insertRun, settleRun } from '../optimise/queries.ts'
import { isOver, type Picture, pictureOf } from '../picture.ts'
import { noteAgain } from '../steps.ts'
import { type Happened, type Meant, meantBy } from './model.ts'

/**
 * Computes how the agenda could be mended after something unforeseen, from the present on, moving as little as can be. Nothing changes yet: answers the
 * number of the proposal. Throws Forbidden, Invalid, NotFound.
 */
export async function proposeRepair(db: Db, actor: Actor, id: number, happened: Happened, now: Date): Promise<number> {
  const { rows } = await boardOf(db, actor, id)
  const picture = pictureOf(rows, now)
  const meant = meantBy(picture, happened)
  if (!meant) throw new Failure('Invalid', errors.badChange)
  const found = await mended(picture, meant)
  const version = rows.agenda.version
  return inTransaction(db, tx =>
    insertRun(tx, { event: id, kind: 'repair', asked: happened, by: actor.id ?? '', at: now, version }, found),
  )
}

async function mended(picture: Picture, { changes, notes, affected }: Meant): Promise<[RunState, Found]> {
  const { problem, meetings, code, from } = picture
  const answer = await inThread<'repair'>({ do: 'repair', problem, meetings, changes, options: { from } })
  if (answer.status === 'infeasible') {
    // As the algorithm counts them: what is locked still, then what has passed.
    const locked = changed(problem, changes).locked ?? []
    const held = meetings.filter(one => one.slot < from && !locked.some(two => two.a === one.a && two.b === one.b))
    return ['impossible', { clashes: clashesOf(answer, [...locked, ...held], code) }]
  }
  const places = decode(answer.solution.meetings, code)
  // Who only gets one more is moved by nobody.
  const disturbed = changesTo(picture.rows.meetings, places).filter(one => one.before !== null)
  const moved = new Set(disturbed.flatMap(one => [one.a_id, one.b_id]))
  const untouched = [...moved].filter(person => !affected.has(person))
  return ['ready', { places, notes, unaffected: answer.unaffected, untouched, ms: answer.solution.ms }]
}

/**
 * Applies a repair in one act: what happened is noted, meetings move, and where the agenda is published everybody touched has a letter in the same
 * transaction. Throws Forbidden, Conflict (the agenda changed since, or time passed), NotFound.
 */
export async function applyRepair(
  db: Db,
  means: Means,
  actor: Actor,
  id: number,
  run: number,
): Promise<Act | undefined> {
  await staffEvent(db, actor, id)
  const { of_version } = await requireReady(db, id, run)
  await demandSame(db, id, of_version)
  const on = { version: of_version, now: means.now }
  return onBoard(
    db,
    actor,
    id,
    on,
    async (tx, picture) => {
      const { found } = await requireReady(tx, id, run)
      const pairs = changesTo(picture.rows.meetings, found.places ?? [])
      const over = pairs.some(({ before, after }) =>
        [before, after].some(place => place && isOver(picture, place.slot_id)),
      )
      if (over) throw new Failure('Conflict', errors.passed)
      const changes = { pairs, ...found.notes }
      await noteAgain(tx, id, changes, true, actor.id ?? '', means.now)
      await settleRun(tx, run, 'applied')
      return { act: 'repaired', changes }
    },
    async (tx, event, { rows }) => {
      if (rows.agenda.state === 'published') await tellChanges(tx, means, event)
    },
  )
}
