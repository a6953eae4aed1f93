import { randomUUID } from 'node:crypto'
import { recordAudit } from '#domains/accounts/actions.ts'
import { plainText } from '#domains/ledger/kinds/model.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { lockedEvent, staffEvent } from '../../actions.ts'
import type { EventRow } from '../../queries.ts'
import type { Means } from '../../registrations/letters.ts'
import { dayOf } from '../../times.ts'
import { tellFollow, tellMeeting } from './facts.ts'
import { tellFollowed } from './letters.ts'
import { errors } from './messages.ts'
import { followedAfter, LONGEST, type Outcome, type Said } from './model.ts'
import {
  type FollowRow,
  followOf,
  insertMark,
  keepFollow,
  keepNote,
  outcomeById,
  type Sides,
  sidesOf,
} from './queries.ts'

/** Who acts where nobody has signed in: the holder of a link. */
const VISITOR = 'visitor'

/** Whose side it is, and the account that enters it for them. */
type Side = { readonly registration: number; readonly event: number; readonly staff?: string }
type Taken = { readonly taken: readonly string[]; readonly refused: readonly string[] }

/**
 * Takes what somebody said on their phone, in whatever order and however often it arrives. Answers what need not be sent again, and what cannot be: of
 * somebody else's meeting, of one to come, or answered otherwise meanwhile.
 */
export async function sayAll(db: Db, means: Means, side: Side, said: readonly Said[]): Promise<Taken> {
  const [taken, refused]: [string[], string[]] = [[], []]
  for (const one of said.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    try {
      await say(db, means, side, one)
      taken.push(one.id)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      refused.push(one.id)
    }
  }
  return { taken, refused }
}

/** One thing somebody says of a meeting of theirs, with the facts that come of it in the same transaction. Throws NotFound, Invalid, Conflict. */
export async function say(db: Db, means: Means, side: Side, one: Said): Promise<void> {
  await inTransaction(db, async tx => {
    const event = await lockedEvent(tx, side.event)
    const sides = await sidesOf(tx, side.event, one.meeting)
    if (!sides || (sides.a_id !== side.registration && sides.b_id !== side.registration))
      throw new Failure('NotFound', errors.notYours)
    await take(tx, means, event, sides, side, one)
    if (side.staff !== undefined)
      await recordAudit(tx, {
        actor: side.staff,
        verb: 'recorded outcome',
        thing: `meeting ${sides.id}`,
        details: { event: event.id },
      })
  })
}

async function take(tx: Tx, means: Means, event: EventRow, sides: Sides, side: Side, one: Said): Promise<void> {
  const { now } = means
  const act = { by: side.staff ?? VISITOR, now }
  // A phone whose clock is ahead does not speak of tomorrow.
  const at = new Date(Math.min(Date.parse(one.at), now.getTime()))
  const of = { event_id: event.id, meeting_id: sides.id, registration_id: side.registration }
  if (one.what === 'note') {
    const text = one.text.replace(/\r\n/g, '\n').trim()
    if (text.length > LONGEST.note) throw new Failure('Invalid', errors.noteTooLong)
    return keepNote(tx, { ...of, text, at })
  }
  if (sides.state === 'cancelled') throw new Failure('Conflict', errors.wasCancelled)
  if (now < sides.starts_at) throw new Failure('Conflict', errors.notBegun)
  if (one.what === 'outcome') {
    const mark = { ...of, id: one.id, outcome: one.outcome, at, received_at: now, said_by: side.staff ?? null }
    if (await insertMark(tx, mark)) await tellMeeting(tx, event, (await sidesOf(tx, event.id, sides.id)) ?? sides, act)
    return
  }
  const before = await followOf(tx, sides.id, one.kind)
  const after =
    one.what === 'go-on' ? goneOn(one, before, { ...of, at: now }) : answered(one, before, event, sides, side, now)
  if (!after) return
  const row: FollowRow = { ...after, changed_at: now, changed_by: side.staff ?? null }
  await keepFollow(tx, row)
  await tellFollow(tx, event, sides, row, act)
  await tellFollowed(tx, means, event, sides, row)
}

type Of = { event_id: number; meeting_id: number; registration_id: number; at: Date }

/** A proposal: new, said anew, or the other side's own, which is thereby agreed to. Undefined: it changes nothing. */
function goneOn(one: Said & { what: 'go-on' }, before: FollowRow | undefined, of: Of): FollowRow | undefined {
  const line = one.about.trim() === '' ? undefined : plainText(LONGEST.about).safeParse(one.about)
  if (line && !line.success) throw new Failure('Invalid', errors.aboutWrong)
  const about = line?.data ?? ''
  if (before && before.asked_by !== of.registration_id)
    return before.state === 'agreed' || before.state === 'held'
      ? undefined
      : { ...before, state: 'agreed', on_day: one.day ?? before.on_day, about: before.about || about }
  if (one.kind === 'team' && about === '') throw new Failure('Invalid', errors.aboutMissing)
  if (before && (before.state === 'agreed' || before.state === 'held')) return undefined
  const { registration_id: asked_by, at: asked_at, ...meeting } = of
  const id = before?.id ?? one.id
  return {
    ...meeting,
    id,
    kind: one.kind,
    about,
    on_day: one.day ?? null,
    state: 'asked',
    asked_by,
    asked_at,
    changed_at: asked_at,
    changed_by: null,
  }
}

const REACHED = { agree: 'agreed', decline: 'declined', held: 'held', 'not-held': 'declined' } as const

/** An answer. Undefined: it was so already, as when a phone sends twice. */
function answered(
  one: Said & { what: 'answer' },
  before: FollowRow | undefined,
  event: EventRow,
  sides: Sides,
  side: Side,
  now: Date,
): FollowRow | undefined {
  if (!before) throw new Failure('Conflict', errors.noSuchAnswer)
  if (before.state === REACHED[one.answer]) return undefined
  const state = followedAfter({ ...before, asked: before.asked_by === side.registration }, one.answer)
  if (!state) throw new Failure('Conflict', errors.noSuchAnswer)
  if (state !== 'held') return { ...before, state }
  const day = one.day ?? before.on_day
  if (day === null || day < dayOf(sides.starts_at, event.zone) || day > dateInRome(now))
    throw new Failure('Invalid', errors.heldWhen)
  return { ...before, state, on_day: day }
}

/** What staff enter for a side that told them. Throws Forbidden, NotFound, Conflict. */
export async function enterOutcome(
  db: Db,
  means: Means,
  actor: Actor,
  event: number,
  entered: { readonly meeting: number; readonly registration: number; readonly outcome: Outcome },
): Promise<void> {
  await staffEvent(db, actor, event)
  const { meeting, registration, outcome } = entered
  const one = { what: 'outcome', id: randomUUID(), meeting, at: means.now.toISOString(), outcome } as const
  await say(db, means, { registration, event, staff: actor.id ?? '' }, one)
}

/** A meeting of an event with what both sides say. Throws Forbidden, NotFound. */
export async function outcomeFor(db: Db, actor: Actor, id: number, meeting: number) {
  const event = await staffEvent(db, actor, id)
  const outcome = await outcomeById(db, id, meeting)
  if (!outcome) throw new Failure('NotFound', errors.unknown)
  return { event, outcome }
}
