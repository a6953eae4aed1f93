import { randomInt } from 'node:crypto'
import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { eventNamed } from '../../actions.ts'
import { lockedPitching, staffPitching } from '../actions.ts'
import { errors as pitchErrors } from '../messages.ts'
import { onStage, type Pitching, pitchingOf, setPlaces } from '../queries.ts'
import { type Clock, type ClockAct, moved, type Phase } from './clock.ts'
import { errors } from './messages.ts'
import { drawn, type OrderForm, shifted } from './model.ts'
import { clockRow, keepSeed, putClock } from './queries.ts'

/** Moves one pitch up or down, or draws the order by lot. Throws Forbidden, Conflict once the jury has closed, NotFound. */
export async function reorder(db: Db, actor: Actor, id: number, typed: OrderForm): Promise<void> {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, id)
    if (pitching.jury === 'closed') throw new Failure('Conflict', errors.over)
    const ids = (await onStage(tx, id)).map(one => one.id)
    const by = actor.id ?? ''
    if (typed.do === 'draw') {
      const seed = typed.seed ?? randomInt(1_000_000)
      await setPlaces(tx, id, drawn(ids, seed))
      await keepSeed(tx, id, seed)
      await recordAudit(tx, { actor: by, verb: 'drew order', thing: `event ${id}`, details: { seed } })
      return
    }
    if (typed.pitch === undefined || !ids.includes(typed.pitch)) throw new Failure('NotFound', pitchErrors.unknownPitch)
    await setPlaces(tx, id, shifted(ids, typed.pitch, typed.do === 'up' ? -1 : 1))
    await recordAudit(tx, { actor: by, verb: 'changed order', thing: `event ${id}`, details: { pitch: typed.pitch } })
  })
}

/** The clock at an instant, with the turn it is at. */
export async function clockAt(db: Db, event: number, now: Date): Promise<Clock & { turn: number }> {
  const row = await clockRow(db, event)
  if (!row) return { pitch: null, phase: 'pitch', elapsed: 0, running: false, turn: 0 }
  const since = row.running ? Math.max(0, now.getTime() - row.since.getTime()) : 0
  return {
    pitch: row.pitch_id,
    phase: row.phase as Phase,
    elapsed: row.elapsed_ms + since,
    running: row.running,
    turn: row.turn,
  }
}

/** What the room's screen says of the clock: what it shows counts, also after it was cut off. Answers how it is then. Throws Forbidden, Invalid, NotFound. */
export async function setClock(db: Db, actor: Actor, id: number, said: Clock, now: Date) {
  await staffPitching(db, actor, id)
  await inTransaction(db, async tx => {
    await lockedPitching(tx, id)
    const known = said.pitch === null || (await onStage(tx, id)).some(one => one.id === said.pitch)
    if (!known) throw new Failure('NotFound', pitchErrors.unknownPitch)
    await putClock(tx, id, {
      pitch_id: said.pitch,
      phase: said.phase,
      elapsed_ms: Math.round(said.elapsed),
      running: said.running,
      since: now,
    })
  })
  return clockAt(db, id, now)
}

/** One press of a button, without a script. Throws Forbidden, NotFound. */
export async function pressClock(db: Db, actor: Actor, id: number, act: ClockAct, now: Date): Promise<void> {
  const { pitching } = await staffPitching(db, actor, id)
  const [clock, order] = await Promise.all([clockAt(db, id, now), onStage(db, id)])
  await setClock(
    db,
    actor,
    id,
    moved(
      clock,
      order.map(one => one.id),
      pitching.question_minutes > 0,
      act,
    ),
    now,
  )
}

/** What phones in the room ask for every few seconds: who is on, and what may be scored or voted now. No names. Throws NotFound. */
export async function roomNow(db: Db, slug: string, now: Date) {
  const event = await eventNamed(db, undefined, slug)
  const pitching = await pitchingOf(db, event.id)
  if (!pitching) throw new Failure('NotFound', pitchErrors.noCall)
  const clock = await clockAt(db, event.id, now)
  return { ...clock, ...stepsOf(pitching) }
}
const stepsOf = ({ jury, audience, published_at }: Pitching) => ({ jury, audience, published: published_at !== null })
