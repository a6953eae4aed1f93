import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Change } from './change.ts'
import { unmetOf } from './explain.ts'
import { faultsOf } from './faults.ts'
import { smallProblem } from './fixtures.ts'
import { generate } from './generate.ts'
import type { Meeting, Solution } from './problem.ts'
import { type Repair, repair } from './repair.ts'
import { solve } from './solve.ts'

const problem = generate({ participants: 100, slots: 12, requests: 700, family: 'tight', seed: 2 })
let agenda: Solution

beforeAll(async () => {
  const outcome = await solve(problem, { timeLimitMs: 60_000, moves: 100_000 })
  if (outcome.status !== 'solved') throw new Error('no agenda')
  agenda = outcome
})

function repaired(changes: readonly Change[], from?: number): Repair {
  const answer = repair(problem, agenda, changes, from === undefined ? {} : { from })
  if (answer.status !== 'repaired') throw new Error(JSON.stringify(answer))
  expect(faultsOf(answer.problem, answer.solution)).toEqual([])
  // Others move within one per cent, and are given up only for a must or for somebody who would have nothing.
  const urgent = answer.difference.added.length + answer.difference.moved.filter(one => isMust(one.before)).length
  expect(answer.unaffected.moved).toBeLessThanOrEqual(0.01 * answer.unaffected.count + 2 * urgent)
  return answer
}

const isMust = ({ a, b }: Meeting) =>
  problem.wishes.some(
    one => one.strength === 'must' && Math.min(one.from, one.to) === a && Math.max(one.from, one.to) === b,
  )

const busiest = () => {
  const count = new Map<number, number>()
  for (const { a, b } of agenda.meetings) for (const i of [a, b]) count.set(i, (count.get(i) ?? 0) + 1)
  return [...count].sort((x, y) => y[1] - x[1])[0]![0]
}

describe('a repair', () => {
  it('changes nothing when nothing changed', () => {
    expect(repaired([]).difference).toEqual({ cancelled: [], moved: [], added: [] })
    expect(repaired([]).solution.meetings).toEqual(agenda.meetings)
    const kinds = (all: Solution['unmet']) => all.map(one => [one.wish, one.reason.kind])
    expect(kinds(unmetOf(problem, agenda.meetings))).toEqual(kinds(agenda.unmet))
  })

  it('cancels what somebody ill had and gives the others something else', () => {
    const person = busiest()
    const { difference, solution } = repaired([{ kind: 'away', person }])
    const theirs = agenda.meetings.filter(one => one.a === person || one.b === person)
    expect(difference.cancelled).toEqual(theirs)
    expect(difference.moved).toEqual([])
    expect(solution.meetings.some(one => one.a === person || one.b === person)).toBe(false)
  })

  it('leaves what has happened alone', () => {
    const { difference } = repaired([{ kind: 'away', person: busiest() }], 6)
    for (const one of [...difference.cancelled, ...difference.moved.map(each => each.before)])
      expect(one.slot).toBeGreaterThanOrEqual(6)
    for (const one of [...difference.added, ...difference.moved.map(each => each.after)])
      expect(one.slot).toBeGreaterThanOrEqual(6)
  })

  it('takes the meetings of a lost table elsewhere or cancels them', () => {
    const { difference } = repaired([{ kind: 'tableLost', table: 0 }])
    const there = (one: Meeting) => one.table === 0
    const told = difference.cancelled.filter(there).length + difference.moved.filter(one => there(one.before)).length
    expect(told).toBe(agenda.meetings.filter(there).length)
  })

  it('takes the loss of a slot that has passed for no change at all', () => {
    expect(repaired([{ kind: 'slotLost', slot: 2 }], 6).difference).toEqual({ cancelled: [], moved: [], added: [] })
  })

  it('keeps locked meetings through a lost slot elsewhere', () => {
    const locked = agenda.meetings.filter(one => one.slot === 5)
    const answer = repair({ ...problem, locked }, agenda, [{ kind: 'slotLost', slot: 4 }])
    if (answer.status !== 'repaired') throw new Error(JSON.stringify(answer))
    expect(faultsOf(answer.problem, answer.solution)).toEqual([])
    expect(answer.problem.locked).toEqual(locked)
    expect(answer.solution.meetings.some(one => one.slot === 4)).toBe(false)
  })

  it('finds a place for a new must, at the cost of likes', () => {
    const met = new Set(agenda.meetings.map(one => `${one.a} ${one.b}`))
    const person = busiest()
    const barred = new Set(problem.metBefore!.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
    const name = (to: number) => `${Math.min(person, to)} ${Math.max(person, to)}`
    const others = Array.from({ length: 100 }, (_, to) => to)
    const open = others.filter(to => to !== person && !met.has(name(to)) && !barred.has(name(to)))
    const placed = open.filter(to => {
      const { difference } = repaired([{ kind: 'wish', wish: { from: person, to, strength: 'must', weight: 10 } }])
      return difference.added.some(one => `${one.a} ${one.b}` === name(to))
    })
    expect(placed.length / open.length).toBeGreaterThan(0.9)
  })

  it('ends a meeting that somebody does not want any more', () => {
    const { a, b } = agenda.meetings[0]!
    const { difference } = repaired([{ kind: 'wish', wish: { from: a, to: b, strength: 'no' } }])
    expect(difference.cancelled).toEqual([agenda.meetings[0]])
  })

  it('never books twice, whatever happens to a small event', async () => {
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({ kind: fc.constant('away' as const), person: fc.nat(5), slots: fc.subarray([0, 1, 2]) }),
      fc.record({ kind: fc.constant('slotLost' as const), slot: fc.nat(2) }),
      fc.record({ kind: fc.constant('tableLost' as const), table: fc.constant(0) }),
    )
    await fc.assert(
      fc.asyncProperty(
        smallProblem,
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.nat(2),
        async (small, changes, from) => {
          const before = await solve(small, { moves: 5_000, bound: false })
          if (before.status !== 'solved') throw new Error('no agenda')
          const fitting = changes.filter(one => one.kind !== 'tableLost' || small.tables.length > 0)
          const answer = repair(small, before, fitting, { from })
          if (answer.status !== 'repaired') return
          const held = answer.solution.meetings.filter(one => one.slot >= from)
          expect(faultsOf({ ...answer.problem, locked: [] }, { meetings: held })).toEqual([])
          expect(answer.solution.meetings.filter(one => one.slot < from)).toEqual(
            before.meetings.filter(one => one.slot < from),
          )
        },
      ),
      { numRuns: 100, seed: 11 },
    )
  }, 30_000)
})
