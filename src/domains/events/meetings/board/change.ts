import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { staffEvent } from '../../actions.ts'
import { errors as eventErrors } from '../../messages.ts'
import { type EventRow, lockEvent } from '../../queries.ts'
import { raiseVersion } from '../queries.ts'
import { errors } from './messages.ts'
import type { Act, PairChange, StepChanges } from './model.ts'
import { type Picture, pictureOf } from './picture.ts'
import { type BoardRows, boardRows, cancelMeetings, insertStep, lastMaker, putMeetings } from './queries.ts'

/** An event that staff work on, with what decides its agenda. Throws Forbidden, NotFound. */
export async function boardOf(db: Db, actor: Actor, id: number): Promise<{ event: EventRow; rows: BoardRows }> {
  const event = await staffEvent(db, actor, id)
  return { event, rows: await rowsOf(db, event) }
}

async function rowsOf(db: Db, event: EventRow): Promise<BoardRows> {
  const rows = await boardRows(db, event)
  if (!rows) throw new Failure('NotFound', errors.noMeetings)
  return rows
}

/** The agenda under the lock of its event: whoever else writes to it comes after. Throws Conflict, NotFound. */
export async function lockedPicture(tx: Tx, id: number, now: Date): Promise<{ event: EventRow; picture: Picture }> {
  const event = await lockEvent(tx, id)
  if (!event) throw new Failure('NotFound', eventErrors.unknownEvent)
  if (event.state === 'cancelled' || event.state === 'held') throw new Failure('Conflict', errors.over)
  return { event, picture: pictureOf(await rowsOf(tx, event), now) }
}

export type Decided = { readonly act: Act; readonly changes: StepChanges }

/**
 * One act of staff on the agenda they saw: nothing is done on one that changed since. Undefined from `decide`: it was so already. Answers what was done.
 * Throws Forbidden, Conflict, NotFound, and what `decide` throws.
 */
export async function onBoard(
  db: Db,
  actor: Actor,
  id: number,
  { version, now }: { readonly version: number; readonly now: Date },
  decide: (tx: Tx, picture: Picture) => Promise<Decided | undefined> | Decided | undefined,
  after: (tx: Tx, event: EventRow, picture: Picture) => Promise<void> = async () => undefined,
): Promise<Act | undefined> {
  await staffEvent(db, actor, id)
  return inTransaction(db, async tx => {
    const { event, picture } = await lockedPicture(tx, id, now)
    await demandVersion(tx, picture, version)
    const decided = await decide(tx, picture)
    if (!decided) return undefined
    await store(tx, id, decided, actor.id ?? '', now)
    await after(tx, event, picture)
    return decided.act
  })
}

export async function demandVersion(tx: Tx, { rows }: Picture, version: number): Promise<void> {
  if (rows.agenda.version === version) return
  const who = (await lastMaker(tx, rows.agenda.event_id)) ?? ''
  throw new Failure('Conflict', who === '' ? errors.meanwhileSetUp : errors.meanwhile, { who })
}

/** Writes a step and what it changes. */
export async function store(tx: Tx, event: number, { act, changes }: Decided, by: string, at: Date): Promise<void> {
  await write(tx, event, changes.pairs, by, at)
  const step = await insertStep(tx, { event, act, changes, by, at })
  await recordAudit(tx, { actor: by, verb: 'changed agenda', thing: `event ${event}`, details: { step, act } })
}

/** Moves pairs; the constraints of the database look at the end of the transaction. */
export async function write(tx: Tx, event: number, pairs: readonly PairChange[], by: string, at: Date): Promise<void> {
  await cancelMeetings(
    tx,
    event,
    pairs.filter(one => one.after === null),
    by,
    at,
  )
  await putMeetings(
    tx,
    event,
    pairs.flatMap(({ a_id, b_id, after }) => (after ? [{ a_id, b_id, ...after }] : [])),
    by,
    at,
  )
  await raiseVersion(tx, event)
}
