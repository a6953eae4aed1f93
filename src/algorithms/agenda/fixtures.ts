import fc from 'fast-check'
import { faultsOf } from './faults.ts'
import { instance } from './instance.ts'
import type { Meeting, Participant, Problem, Table } from './problem.ts'

const PEOPLE = 6
const SLOTS = 3
const slotSet = fc.subarray([0, 1, 2])

const participant: fc.Arbitrary<Participant> = fc.record(
  {
    organisation: fc.nat(5),
    groups: fc.subarray([0, 1], { maxLength: 1 }),
    languages: fc.subarray([0, 1]),
    accessible: fc.constantFrom(false, false, true),
    people: fc.constantFrom(1, 1, 2),
    cap: fc.constantFrom(1, 2, 3),
    away: fc.subarray([0, 1, 2], { maxLength: 1 }),
    breaks: fc.array(fc.record({ slots: slotSet, most: fc.constantFrom(1, 2) }), { maxLength: 1 }),
  },
  { requiredKeys: [] },
)

const table: fc.Arbitrary<Table> = fc.record(
  { room: fc.nat(1), accessible: fc.boolean(), seats: fc.constantFrom(2, 3, 4), slots: slotSet },
  { requiredKeys: ['room', 'accessible', 'seats'] },
)

const pair = fc.tuple(fc.nat(PEOPLE - 1), fc.nat(PEOPLE - 1)).filter(([a, b]) => a !== b)

/** Problems of 6 people, 3 slots and up to 4 tables, with every kind of rule; small enough to look at every agenda. */
export const smallProblem: fc.Arbitrary<Problem> = fc.record({
  participants: fc.array(participant, { minLength: PEOPLE, maxLength: PEOPLE }),
  slots: fc.constant([
    { day: 0, start: 540, end: 560 },
    { day: 0, start: 560, end: 580 },
    { day: 0, start: 600, end: 620 },
  ]),
  rooms: fc.tuple(fc.constantFrom({}, { capacity: 1 }), fc.constantFrom({}, { capacity: 2 })),
  tables: fc.array(table, { maxLength: 4 }),
  wishes: fc.uniqueArray(
    fc
      .tuple(pair, fc.constantFrom('like', 'like', 'like', 'must', 'no'), fc.integer({ min: 1, max: 9 }))
      .map(([[from, to], strength, weight]) => ({ from, to, strength: strength as 'like' | 'must' | 'no', weight })),
    { maxLength: 9, selector: one => `${one.from} ${one.to}` },
  ),
  metBefore: fc.array(pair, { maxLength: 1 }),
  forbidden: fc.array(pair, { maxLength: 1 }),
  apart: fc.subarray([[0, 1] as const], { maxLength: 1 }),
})

export interface Rank {
  readonly served: number
  readonly musts: number
  readonly value: number
}

/** How every agenda of a small problem comes out, by trying each slot and table for each pair; written apart from the solver on purpose. */
export function everyAgenda(problem: Problem): Rank[] {
  const of = instance(problem)
  const found: Rank[] = []
  const meetings: Meeting[] = []
  const walk = (p: number, musts: number, value: number): void => {
    if (p === of.pairs) {
      const served = new Set(meetings.flatMap(one => [one.a, one.b])).size
      found.push({ served, musts, value })
      return
    }
    walk(p + 1, musts, value)
    for (let slot = 0; slot < SLOTS; slot++)
      for (let t = 0; t < problem.tables.length; t++) {
        meetings.push({ a: of.a[p]!, b: of.b[p]!, slot, table: t })
        if (faultsOf(problem, { meetings }).length === 0) walk(p + 1, musts + of.must[p]!, value + of.value[p]!)
        meetings.pop()
      }
  }
  walk(0, 0, 0)
  return found
}

/** Fairness, then musts, then value. */
export const byAims = (x: Rank, y: Rank): number => y.served - x.served || y.musts - x.musts || y.value - x.value

/** The same event with its people counted in another order. */
export function renamed(problem: Problem, order: readonly number[]): Problem {
  const to = (i: number) => order.indexOf(i)
  const both = ([a, b]: readonly [number, number]) => [to(a), to(b)] as const
  return {
    ...problem,
    participants: order.map(i => problem.participants[i]!),
    wishes: problem.wishes.map(one => ({ ...one, from: to(one.from), to: to(one.to) })),
    ...(problem.metBefore ? { metBefore: problem.metBefore.map(both) } : {}),
    ...(problem.forbidden ? { forbidden: problem.forbidden.map(both) } : {}),
  }
}
