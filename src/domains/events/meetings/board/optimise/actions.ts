import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Clock } from '#platform/clock.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errorDetails, log } from '#platform/log.ts'
import { staffEvent } from '../../../actions.ts'
import { agendaOf } from '../../queries.ts'
import { inThread } from '../../thread.ts'
import { boardOf, lockedPicture, onBoard } from '../change.ts'
import { decode, encode } from '../encode.ts'
import { errors } from '../messages.ts'
import { type Act, changesTo } from '../model.ts'
import { firstToCome } from '../picture.ts'
import { type BoardRows, lastMaker } from '../queries.ts'
import { ahead, clashesOf, DEAD_AFTER_S, type Found, HEARTBEAT_MS, type RunState, unmetPlaced } from './model.ts'
import {
  endRun,
  insertRun,
  latestRun,
  markInterrupted,
  type Run,
  runById,
  runningOf,
  sayAlive,
  settleRun,
} from './queries.ts'

/**
 * Begins to compute an agenda around what is locked, beside the site; answers at once with the promise of its end. Two at once there are not: the second
 * who asks is told who was first. Throws Forbidden, Conflict, NotFound.
 */
export async function beginRun(
  db: Db,
  clock: Clock,
  actor: Actor,
  id: number,
  seconds: number,
): Promise<{ run: number; ended: Promise<void> }> {
  await staffEvent(db, actor, id)
  const by = actor.id ?? ''
  const now = clock()
  const begun = await inTransaction(db, async tx => {
    const { picture } = await lockedPicture(tx, id, now)
    const { rows } = picture
    await markInterrupted(tx, id, new Date(now.getTime() - DEAD_AFTER_S * 1000), now)
    const other = await runningOf(tx, id)
    if (other) throw new Failure('Conflict', errors.running, { who: other.who })
    if (rows.slots.length === 0 || rows.tables.length === 0 || rows.people.length < 2)
      throw new Failure('Conflict', errors.nobodyToMeet)
    const version = rows.agenda.version
    const run = await insertRun(tx, { event: id, kind: 'optimise', asked: { seconds }, by, at: now, version })
    await recordAudit(tx, { actor: by, verb: 'computed agenda', thing: `event ${id}`, details: { run } })
    return { run, rows }
  })
  return { run: begun.run, ended: work(db, clock, begun.run, begun.rows, seconds) }
}

/** Computes, saying now and then that it lives, and stores what came of it. Never throws: whoever asked has had their answer. */
async function work(db: Db, clock: Clock, run: number, rows: BoardRows, seconds: number): Promise<void> {
  const alive = setInterval(() => {
    sayAlive(db, run, clock()).catch(error => log('warn', 'agenda run', errorDetails(error)))
  }, HEARTBEAT_MS)
  alive.unref()
  try {
    const [state, found] = await solved(rows, clock(), seconds)
    await endRun(db, run, state, found, clock())
  } catch (error) {
    log('error', 'agenda run', errorDetails(error))
    await endRun(db, run, 'failed', null, clock()).catch(() => undefined)
  } finally {
    clearInterval(alive)
  }
}

async function solved(rows: BoardRows, now: Date, seconds: number): Promise<[RunState, Found]> {
  const { problem: whole, code, meetings } = encode(rows, { now, keep: false })
  const from = firstToCome(rows, now)
  const problem = ahead(whole, meetings, from)
  const outcome = await inThread<'solve'>({ do: 'solve', problem, options: { seed: 1, timeLimitMs: seconds * 1000 } })
  if (outcome.status === 'infeasible')
    return ['impossible', { clashes: clashesOf(outcome, problem.locked ?? [], code) }]
  const { value, bound, boundBy, musts, meanWait, repeatable, leftOut, ms } = outcome
  const held = meetings.filter(one => one.slot < from)
  return [
    'ready',
    {
      places: decode([...held, ...outcome.meetings], code),
      figures: {
        ...{ value, bound, boundBy, musts, meanWait, repeatable, seconds: ms / 1000 },
        leftOut: leftOut.map(i => code.people[i] as number),
      },
      unmet: unmetPlaced(outcome.unmet, problem, code),
    },
  ]
}

/** The latest run of an event with the agenda it would change. One whose process died is told so. Throws Forbidden, NotFound. */
export async function runOf(db: Db, actor: Actor, id: number, kind: Run['kind'], now: Date) {
  const { event, rows } = await boardOf(db, actor, id)
  await markInterrupted(db, id, new Date(now.getTime() - DEAD_AFTER_S * 1000), now)
  return { event, rows, run: await latestRun(db, id, kind) }
}

/** The latest run, when staff decide on it. */
export async function requireReady(db: Db, event: number, id: number): Promise<Run & { readonly found: Found }> {
  const run = await runById(db, event, id)
  if (run?.state !== 'ready' || !run.found) throw new Failure('Conflict', errors.notReady)
  return { ...run, found: run.found }
}

/** Makes a proposal the agenda, in one transaction; refused when the agenda has changed since. Throws Forbidden, Conflict, NotFound. */
export async function applyRun(db: Db, actor: Actor, id: number, run: number, now: Date): Promise<Act | undefined> {
  await staffEvent(db, actor, id)
  const { of_version } = await requireReady(db, id, run)
  await demandSame(db, id, of_version)
  return onBoard(db, actor, id, { version: of_version, now }, async (tx, { rows }) => {
    // Again, under the lock: it may have been applied by somebody else in this moment.
    const { found } = await requireReady(tx, id, run)
    await settleRun(tx, run, 'applied')
    const pairs = changesTo(rows.meetings, found.places ?? [])
    return pairs.length === 0 ? undefined : { act: 'optimised', changes: { pairs } }
  })
}

/** Refuses with the words for proposals when the agenda is not the one that a run began from. */
export async function demandSame(db: Db, event: number, version: number): Promise<void> {
  if ((await agendaOf(db, event))?.version === version) return
  throw new Failure('Conflict', errors.older, { who: (await lastMaker(db, event)) ?? '' })
}

export async function dropRun(db: Db, actor: Actor, id: number, run: number): Promise<void> {
  await staffEvent(db, actor, id)
  await inTransaction(db, async tx => {
    await requireReady(tx, id, run)
    await settleRun(tx, run, 'dropped')
  })
}
