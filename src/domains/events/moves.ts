import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { lockedEvent, staffEvent } from './actions.ts'
import { tellHeld } from './held.ts'
import { errors } from './messages.ts'
import { movesFrom, type State } from './model.ts'
import { type EventRow, setState } from './queries.ts'
import { type Means, tellAfter, tellCallOff } from './registrations/letters.ts'
import { liveRegistrations } from './registrations/queries.ts'

export type Move = {
  readonly to: State
  readonly sure: boolean
  readonly why: { readonly it: string; readonly en: string }
}

const VERB = {
  draft: 'changed',
  open: 'opened event',
  closed: 'closed event',
  cancelled: 'cancelled event',
  held: 'held event',
} as const

/**
 * Moves an event on. To cancel it writes to everybody registered or waiting; to mark it as held records the fact and asks those who came how it was:
 * each in the same transaction. Answers how many were written to. Throws Forbidden, Invalid, Conflict, NotFound.
 */
export async function moveEvent(db: Db, means: Means, actor: Actor, id: number, move: Move): Promise<number> {
  await staffEvent(db, actor, id)
  return inTransaction(db, async tx => {
    const event = await lockedEvent(tx, id)
    if (!movesFrom(event.state).includes(move.to)) throw new Failure('Conflict', errors.noSuchMove)
    if (move.to === 'cancelled' && !move.sure) throw new Failure('Invalid', errors.notConfirmed)
    if (move.to === 'held' && means.now < event.starts_at) throw new Failure('Conflict', errors.notBegun)
    const by = actor.id ?? ''
    await setState(tx, id, move.to, by, means.now)
    const moved = { ...event, state: move.to, sequence: event.sequence + 1, moved_at: means.now }
    const told =
      move.to === 'cancelled'
        ? await callOff(tx, means, moved, move.why)
        : move.to === 'held'
          ? await hold(tx, means, moved, by)
          : 0
    await recordAudit(tx, { actor: by, verb: VERB[move.to], thing: `event ${id}`, details: told ? { told } : {} })
    return told
  })
}

async function callOff(tx: Tx, means: Means, event: EventRow, why: Move['why']): Promise<number> {
  const everybody = await liveRegistrations(tx, event.id)
  for (const one of everybody) await tellCallOff(tx, means, event, one, why)
  return everybody.length
}

/** The fact that it was held, with those who came, and a letter to each of them. */
async function hold(tx: Tx, means: Means, event: EventRow, by: string): Promise<number> {
  await tellHeld(tx, event, by, means.now)
  const present = (await liveRegistrations(tx, event.id)).filter(one => one.attendance === 'present')
  for (const one of present) await tellAfter(tx, means, event, one)
  return present.length
}
