import { z } from 'zod'
import type { Conflict, Infeasible, Meeting, Problem, Remedy, UnmetWish } from '#algorithms/agenda/problem.ts'
import type { Code, Place } from '../encode.ts'
import { decode } from '../encode.ts'
import type { StepChanges } from '../model.ts'

export const RUN_STATES = ['running', 'ready', 'impossible', 'failed', 'interrupted', 'applied', 'dropped'] as const
export type RunState = (typeof RUN_STATES)[number]

/** Seconds after which a process that has not said it lives is taken for dead. */
export const DEAD_AFTER_S = 20
export const HEARTBEAT_MS = 3000

export const SECONDS = [5, 10, 30, 60] as const
export const askForm = z.object({
  seconds: z.coerce
    .number()
    .pipe(z.union(SECONDS.map(n => z.literal(n))))
    .catch(10),
})
export const decideForm = z.object({
  run: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  do: z.enum(['apply', 'drop']).catch('drop'),
})

/** A wish that is not met, by numbers of registrations. */
export type UnmetPlaced = {
  readonly from_id: number
  readonly to_id: number
  readonly strength: string
  readonly reason: UnmetWish['reason']['kind']
  /** Whose agenda is full. */
  readonly who: readonly number[]
  /** Meetings that would have to go for it. */
  readonly against: readonly (readonly [number, number])[]
}

export type Figures = {
  readonly value: number
  readonly bound: number
  readonly boundBy: string
  readonly leftOut: readonly number[]
  readonly musts: { readonly asked: number; readonly possible: number; readonly met: number }
  readonly meanWait: number
  readonly seconds: number
  readonly repeatable: boolean
}

/** Locked meetings that collide, by the numbers of the database. */
export type Clash = {
  readonly kind: Conflict['kind']
  readonly locked: readonly Place[]
  readonly remedies: readonly RemedyPlaced[]
}
export type RemedyPlaced = {
  readonly kind: Remedy['kind']
  readonly locked: readonly Place[]
  readonly person?: number
  readonly slot?: number
  readonly table?: number
  readonly room?: number
  readonly to?: number
}

/** What a run found: an agenda, with what a repair would note, or why there is none. */
export type Found = {
  readonly places?: readonly Place[]
  readonly figures?: Figures
  readonly unmet?: readonly UnmetPlaced[]
  readonly clashes?: readonly Clash[]
  readonly notes?: Omit<StepChanges, 'pairs'>
  /** People whom it does not concern and who move all the same. */
  readonly untouched?: readonly number[]
  readonly ms?: number
  readonly unaffected?: { readonly count: number; readonly moved: number }
}

export const unmetPlaced = (unmet: readonly UnmetWish[], problem: Problem, code: Code): UnmetPlaced[] => {
  const id = (person: number) => code.people[person] as number
  return unmet.flatMap(({ wish, reason }) => {
    const one = problem.wishes[wish]
    if (!one) return []
    return {
      ...{ from_id: id(one.from), to_id: id(one.to), strength: one.strength, reason: reason.kind },
      who: 'who' in reason ? reason.who.map(id) : [],
      against: 'against' in reason ? reason.against.map(({ a, b }) => [id(a), id(b)] as const) : [],
    }
  })
}

export function clashesOf({ contradictions }: Infeasible, locked: readonly Meeting[], code: Code): Clash[] {
  const places = (indices: readonly number[]) =>
    decode(
      indices.flatMap(k => locked[k] ?? []),
      code,
    )
  return contradictions.map(one => ({
    kind: one.conflict.kind,
    locked: places(one.locked),
    remedies: one.remedies.map(remedy => ({
      kind: remedy.kind,
      locked: 'locked' in remedy ? places(typeof remedy.locked === 'number' ? [remedy.locked] : remedy.locked) : [],
      ...('person' in remedy ? { person: code.people[remedy.person] as number } : {}),
      ...('slot' in remedy ? { slot: code.slots[remedy.slot] as number } : {}),
      ...('table' in remedy ? { table: code.tables[remedy.table] as number } : {}),
      ...('room' in remedy ? { room: code.rooms[remedy.room] as number } : {}),
      ...('to' in remedy ? { to: remedy.to } : {}),
    })),
  }))
}

/**
 * What is left to decide once the day has begun: slots from one on. Who met before meets no more, and what was held counts for caps and breaks.
 */
export function ahead(problem: Problem, meetings: readonly Meeting[], from: number): Problem {
  if (from === 0) return problem
  const past = meetings.filter(one => one.slot < from)
  const passed = Array.from({ length: from }, (_, s) => s)
  const met = new Set(past.map(one => `${one.a} ${one.b}`))
  const of = problem.participants.map((_, i) => past.filter(one => one.a === i || one.b === i))
  return {
    ...problem,
    participants: problem.participants.map((one, i) => {
      const mine = of[i] ?? []
      return {
        ...one,
        away: [...new Set([...passed, ...(one.away ?? [])])],
        ...(one.cap === undefined ? {} : { cap: Math.max(0, one.cap - mine.length) }),
        ...(one.breaks
          ? {
              breaks: one.breaks.map(each => ({
                slots: each.slots.filter(s => s >= from),
                most: Math.max(0, each.most - mine.filter(m => each.slots.includes(m.slot)).length),
              })),
            }
          : {}),
      }
    }),
    wishes: problem.wishes.filter(
      ({ from: x, to: y, strength }) => strength === 'no' || !met.has(x < y ? `${x} ${y}` : `${y} ${x}`),
    ),
    ...(problem.locked ? { locked: problem.locked.filter(one => one.slot >= from) } : {}),
  }
}

export const SORTS = ['strength', 'from', 'to', 'why'] as const
export type Sort = (typeof SORTS)[number]
export const unmetQuery = z.object({ sort: z.enum(SORTS).catch('strength') })
