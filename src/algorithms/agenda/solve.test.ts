import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contradictions } from './contradictions.ts'
import { faultsOf } from './faults.ts'
import { byAims, everyAgenda, renamed, smallProblem } from './fixtures.ts'
import { FAMILIES, generate } from './generate.ts'
import { instance } from './instance.ts'
import type { Meeting, Outcome, Problem, Solution } from './problem.ts'
import { solve } from './solve.ts'
import { seat } from './tables.ts'

/** Work is given and the limit far away, so that a busy machine changes nothing. */
const OPTIONS = { seed: 3, timeLimitMs: 60_000, moves: 20_000 }
const RUNS = 60

function solved(outcome: Outcome): Solution {
  if (outcome.status !== 'solved') throw new Error(JSON.stringify(outcome))
  return outcome
}

describe('an agenda', () => {
  it('is the best there is, by every agenda of a small event', async () => {
    await fc.assert(
      fc.asyncProperty(smallProblem, async problem => {
        const [best] = everyAgenda(problem).sort(byAims)
        const found = solved(await solve(problem, OPTIONS))
        expect(faultsOf(problem, found)).toEqual([])
        const of = instance(problem)
        const servable = of.of.filter(list => list.length > 0).length
        expect({ served: servable - found.leftOut.length, musts: found.musts.met, value: found.value }).toEqual(best)
        expect(found.bound).toBeGreaterThanOrEqual(found.value)
        expect(found.boundOfAny).toBeGreaterThanOrEqual(Math.max(...everyAgenda(problem).map(one => one.value)))
      }),
      { numRuns: RUNS, seed: 7 },
    )
  }, 60_000)

  it('has the same worth whatever order people come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        smallProblem,
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        async (problem, order) => {
          const one = solved(await solve(problem, OPTIONS))
          const other = solved(await solve(renamed(problem, order), OPTIONS))
          expect([other.value, other.leftOut.length, other.musts.met]).toEqual([
            one.value,
            one.leftOut.length,
            one.musts.met,
          ])
        },
      ),
      { numRuns: 20, seed: 7 },
    )
  }, 60_000)

  it('gives a reason for each wish that is not met, and for no other', async () => {
    await fc.assert(
      fc.asyncProperty(smallProblem, async problem => {
        const found = solved(await solve(problem, OPTIONS))
        const met = new Set(found.meetings.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
        const open = problem.wishes.flatMap(({ from, to, strength }, wish) =>
          strength === 'no' || met.has(`${from} ${to}`) ? [] : [wish],
        )
        expect(found.unmet.map(one => one.wish)).toEqual(open)
        expect(found.unmet.filter(one => one.reason.kind === 'inReach')).toEqual([])
      }),
      { numRuns: 20, seed: 8 },
    )
  }, 60_000)

  it('keeps what is locked and works around it', async () => {
    const problem = generate({ participants: 24, slots: 8, requests: 90, family: 'tight', seed: 5 })
    const before = solved(await solve(problem, OPTIONS))
    const locked: Meeting[] = before.meetings.filter((_, k) => k % 4 === 0)
    const again = solved(await solve({ ...problem, locked }, { ...OPTIONS, seed: 9 }))
    expect(faultsOf({ ...problem, locked }, again)).toEqual([])
    for (const one of locked) expect(again.meetings).toContainEqual(one)
    expect(again.value).toBeLessThanOrEqual(again.bound)
  })

  it('keeps every rule over three days, rooms, kinds of tables and breaks', async () => {
    const plain = generate({ participants: 90, slots: 45, requests: 900, family: 'loose', seed: 8 })
    const problem: Problem = {
      ...plain,
      rooms: [{ capacity: 9 }, {}, { capacity: 3 }],
      tables: plain.tables.map((_, t) => ({
        room: t % 3,
        accessible: t % 5 === 0,
        seats: 2 + (t % 3),
        ...(t % 4 === 0 ? { slots: Array.from({ length: 30 }, (_, s) => s) } : {}),
      })),
      participants: plain.participants.map((one, i) => ({
        ...one,
        groups: [i % 4],
        languages: i % 7 === 0 ? [1] : [0, 1],
        accessible: i % 11 === 0,
        people: i % 9 === 0 ? 2 : 1,
        cap: 8,
        breaks: [0, 1, 2].map(day => ({ slots: [8, 9, 10].map(s => day * 20 + s).filter(s => s < 45), most: 1 })),
      })),
      apart: [[0, 0]],
    }
    const found = solved(await solve(problem, { ...OPTIONS, moves: 60_000 }))
    expect(faultsOf(problem, found)).toEqual([])
    expect(found.leftOut).toEqual([])
    expect(found.value / found.bound).toBeGreaterThan(0.95)
    expect(found.value).toBeLessThanOrEqual(found.bound)
  }, 20_000)

  it('seats people at many sizes of tables, each size a kind of its own', async () => {
    const sizes = Array.from({ length: 31 }, (_, k) => k)
    const problem: Problem = {
      participants: [{}, ...sizes.map(k => ({ people: k + 1 }))],
      slots: sizes.map(k => ({ day: 0, start: 540 + 10 * k, end: 550 + 10 * k })),
      rooms: [{}],
      tables: sizes.map(k => ({ room: 0, accessible: true, seats: k + 2 })),
      wishes: sizes.map(k => ({ from: 0, to: k + 1, strength: 'like' as const })),
    }
    const found = solved(await solve(problem, OPTIONS))
    expect(faultsOf(problem, found)).toEqual([])
    expect(found.value).toBe(31)
    const one = problem.participants.length
    const more: Problem = {
      ...problem,
      participants: [...problem.participants, { people: 32 }],
      tables: [...problem.tables, { room: 0, accessible: true, seats: 33 }],
      wishes: [...problem.wishes, { from: 0, to: one, strength: 'like' }],
    }
    await expect(solve(more, OPTIONS)).rejects.toThrow('32 kinds of table')
  })

  it('does all its work also where no relaxation guides it', async () => {
    const problem = generate({ participants: 60, slots: 10, requests: 400, family: 'tight', seed: 4 })
    const found = solved(await solve(problem, { ...OPTIONS, bound: false }))
    expect(found.work).toBeGreaterThanOrEqual(OPTIONS.moves)
    expect(found.repeatable).toBe(true)
  })

  it('says that the clock had a say where the relaxations were cut off', async () => {
    const problem = generate({ participants: 60, slots: 10, requests: 400, family: 'tight', seed: 4 })
    const found = solved(await solve(problem, { ...OPTIONS, timeLimitMs: 1 }))
    expect(found.repeatable).toBe(false)
    expect(found.boundBy).toBe('everything')
    expect(faultsOf(problem, found)).toEqual([])
  })

  it('counts nobody as servable whose breaks and locked meetings leave no meeting, and says that they are full', async () => {
    const problem: Problem = {
      participants: [{ cap: 1 }, {}, {}, { breaks: [{ slots: [0, 1], most: 0 }] }],
      slots: [
        { day: 0, start: 540, end: 560 },
        { day: 0, start: 560, end: 580 },
      ],
      rooms: [{}],
      tables: [{ room: 0, accessible: true, seats: 2 }],
      wishes: [
        { from: 0, to: 2, strength: 'must' },
        { from: 1, to: 3, strength: 'like', weight: 2 },
      ],
      locked: [{ a: 0, b: 1, slot: 0, table: 0 }],
    }
    const found = solved(await solve(problem, OPTIONS))
    expect(found.leftOut).toEqual([])
    expect(found.musts).toEqual({ asked: 1, possible: 0, met: 0 })
    expect(found.unmet.map(one => one.reason)).toEqual([
      { kind: 'full', who: [0], worth: 1, against: [] },
      { kind: 'full', who: [3], worth: 2, against: [] },
    ])
  })

  it('never drops a meeting for which there is no table', () => {
    const problem: Problem = {
      participants: [{}, {}, {}, {}],
      slots: [{ day: 0, start: 540, end: 560 }],
      rooms: [{}],
      tables: [{ room: 0, accessible: true, seats: 2 }],
      wishes: [],
    }
    const both = [
      { a: 0, b: 1, slot: 0, table: -1 },
      { a: 2, b: 3, slot: 0, table: -1 },
    ]
    expect(() => seat(problem, both)).toThrow('no table for 2 and 3')
  })

  it('is empty for an empty event', async () => {
    const empty: Problem = { participants: [], slots: [], rooms: [], tables: [], wishes: [] }
    expect(solved(await solve(empty, OPTIONS))).toMatchObject({ meetings: [], value: 0, bound: 0, stopped: 'optimal' })
  })

  for (const family of FAMILIES)
    it(`comes within one per cent of its bound, and again the same: ${family}`, async () => {
      const problem = generate({ participants: 100, slots: 12, requests: 800, family, seed: 4 })
      const options = { seed: 1, timeLimitMs: 60_000, moves: 400_000 }
      const one = solved(await solve(problem, options))
      expect(faultsOf(problem, one)).toEqual([])
      expect(one.value / one.bound).toBeGreaterThan(0.99)
      expect(one.value).toBeLessThanOrEqual(one.bound)
      expect(one.leftOut).toEqual([])
      const other = solved(await solve(problem, options))
      expect(one.repeatable).toBe(true)
      expect(other.meetings).toEqual(one.meetings)
    }, 30_000)
})

describe('locked meetings that cannot stand', () => {
  const problem: Problem = {
    participants: [{}, {}, {}, { away: [0], cap: 1 }],
    slots: [
      { day: 0, start: 540, end: 560 },
      { day: 0, start: 560, end: 580 },
    ],
    rooms: [{}],
    tables: [
      { room: 0, accessible: true, seats: 2 },
      { room: 0, accessible: true, seats: 2 },
    ],
    wishes: [],
  }
  const conflicts = async (...locked: Meeting[]) => {
    const outcome = await solve({ ...problem, locked })
    return outcome.status === 'infeasible' ? outcome.contradictions : []
  }

  it('name a person who would be in two places, and a place that is free', async () => {
    const [first] = await conflicts({ a: 0, b: 1, slot: 0, table: 0 }, { a: 0, b: 2, slot: 0, table: 1 })
    expect(first?.conflict).toEqual({ kind: 'personTwice', person: 0, slot: 0 })
    expect(first?.remedies[0]).toEqual({ kind: 'otherSlot', locked: 1, slot: 1, table: 0 })
  })

  it('name a table taken twice, and another one', async () => {
    const [first] = await conflicts({ a: 0, b: 1, slot: 1, table: 0 }, { a: 2, b: 3, slot: 1, table: 0 })
    expect(first?.conflict).toEqual({ kind: 'tableTwice', table: 0, slot: 1 })
    expect(first?.remedies[0]).toEqual({ kind: 'otherTable', locked: 1, table: 1 })
  })

  it('name who is away', async () => {
    const found = await conflicts({ a: 2, b: 3, slot: 0, table: 0 })
    expect(found.map(one => one.conflict.kind)).toEqual(['away'])
  })

  it('come with remedies of which each is enough', async () => {
    const three = [0, 1, 2].map(table => ({ a: 0, b: table + 1, slot: 0, table }))
    const people = { participants: [{}, {}, {}, {}], wishes: [] }
    const slots = [0, 1, 2].map(k => ({ day: 0, start: 540 + 20 * k, end: 560 + 20 * k }))
    const tables = [0, 1, 2].map(() => ({ room: 0, accessible: true, seats: 2 }))
    // One person in three places: moving one or unlocking one leaves two.
    const [twice] = contradictions({ ...people, slots, tables, rooms: [{}], locked: three })
    expect(twice?.remedies).toEqual([{ kind: 'unlock', locked: [1, 2] }])
    // A place in the same break is none, one behind it is.
    const broken: Problem = {
      ...people,
      participants: [{ breaks: [{ slots: [0, 1], most: 0 }] }, {}, {}, {}],
      slots,
      tables,
      rooms: [{}],
      locked: [{ a: 0, b: 1, slot: 0, table: 0 }],
    }
    expect(contradictions(broken).flatMap(one => one.remedies)).toEqual([{ kind: 'unlock', locked: [0] }])
  })

  it('may be more than nobody is allowed, never more than their cap', async () => {
    const found = await conflicts({ a: 2, b: 3, slot: 1, table: 0 }, { a: 1, b: 3, slot: 1, table: 1 })
    expect(found.map(one => one.conflict.kind)).toEqual(['personTwice', 'overCap'])
    expect(found[1]?.remedies[0]).toEqual({ kind: 'raiseCap', person: 3, to: 2 })
  })
})
