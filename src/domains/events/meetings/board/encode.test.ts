import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOf } from '#algorithms/agenda/faults.ts'
import { solve } from '#algorithms/agenda/solve.ts'
import { readInstance, writeInstance } from '../file.ts'
import { decode, encode, encodePlace, indicesOf, type Rows } from './encode.ts'
import { Occupied, replaced } from './obstacles.ts'
import { ahead } from './optimise/model.ts'

const NOW = new Date('2027-02-01T10:00:00Z')
const HOUR = 3_600_000
const START = Date.parse('2027-03-12T08:30:00Z')

const slots = fc.integer({ min: 1, max: 6 }).map(count =>
  Array.from({ length: count }, (_, n) => ({
    id: 100 + n * 7,
    starts_at: new Date(START + (n % 3) * 25 * 60_000 + Math.floor(n / 3) * 24 * HOUR),
    ends_at: new Date(START + (n % 3) * 25 * 60_000 + 20 * 60_000 + Math.floor(n / 3) * 24 * HOUR),
  })),
)

/** An event with everything that can be said of it, its agenda made by hand where two are free. */
const rows: fc.Arbitrary<Rows> = fc
  .record({
    slots,
    people: fc.integer({ min: 2, max: 8 }),
    tables: fc.integer({ min: 1, max: 4 }),
    seed: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  })
  .map(({ slots, people, tables, seed }) => {
    let k = 0
    const die = (sides: number) => (seed[k++ % seed.length]! + k) % sides
    const ids = Array.from({ length: people }, (_, n) => 1000 - n * 13)
    const pairs = ids.flatMap((x, i) => ids.slice(i + 1).map(y => [x, y] as const))
    const some = <T>(list: readonly T[], share: number) => list.filter(() => die(100) < share)
    const tableRows = Array.from({ length: tables }, (_, n) => ({
      ...{
        id: 50 + n * 3,
        name: `T${n}`,
        seats: 2 + die(3),
        accessible: die(2) === 0,
        room_id: 7 + (n % 2),
        room: 'R',
      },
      ...{ room_capacity: die(3) === 0 ? 2 : null, lost: some(slots, 15).map(one => one.id) },
    }))
    const busy = new Set<string>()
    const meetings = some(pairs, 30).flatMap(([x, y]) => {
      const [slot, table] = [slots[die(slots.length)]!, tableRows[die(tables)]!]
      const names = [`p${x} ${slot.id}`, `p${y} ${slot.id}`, `t${table.id} ${slot.id}`]
      if (names.some(name => busy.has(name))) return []
      for (const name of names) busy.add(name)
      return [
        {
          ...{ a_id: Math.min(x, y), b_id: Math.max(x, y), slot_id: slot.id, table_id: table.id },
          ...{ locked: die(3) === 0, state: die(5) === 0 ? 'cancelled' : 'placed' },
        },
      ]
    })
    return {
      zone: 'Europe/Rome',
      agenda: {
        ...{ most_meetings: die(3) === 0 ? 2 : null, most_in_a_row: die(3) === 0 ? 1 : null },
        language_matters: die(2) === 0,
      },
      slots,
      tables: tableRows,
      people: ids.map(id => ({
        ...{ id, organisation: die(3) === 0 ? ' Ente  uno' : `Ente ${id}`, organisation_id: die(6) === 0 ? 4 : null },
        ...{ takes_part: die(9) !== 0, languages: some(['it', 'en', 'de'], 40), kept_apart: die(5) === 0 ? 'A' : '' },
        ...{
          people: 1 + (die(5) === 0 ? 1 : 0),
          accessible: die(6) === 0,
          most_meetings: die(5) === 0 ? die(3) : null,
        },
        away: some(slots, 10).map(one => one.id),
      })),
      wishes: some(pairs, 60).map(([x, y]) => {
        const [from_id, to_id] = die(2) === 0 ? [x, y] : [y, x]
        const strength = ['must', 'like', 'like', 'no'][die(4)]!
        return { from_id, to_id, strength, expires_at: die(4) === 0 ? new Date(NOW.getTime() - HOUR) : null }
      }),
      meetings,
      before: some(pairs, 8),
    }
  })

test('what is encoded and decoded comes back', () => {
  fc.assert(
    fc.property(rows, given => {
      const { code, meetings } = encode(given, { now: NOW, keep: true })
      const standing = given.meetings.filter(one => one.state === 'placed')
      expect(decode(meetings, code)).toEqual(
        standing.map(({ a_id, b_id, slot_id, table_id }) => ({ a_id, b_id, slot_id, table_id })),
      )
      const at = indicesOf(code)
      for (const one of standing) expect(encodePlace(one, at)).toHaveLength(1)
      for (const { a, b } of meetings) expect(a).toBeLessThan(b)
    }),
  )
})

test('an expired wish counts when it was answered, or while the two meet; a no always', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (given, keep) => {
      const { problem, code } = encode(given, { now: NOW, keep })
      const at = indicesOf(code)
      const meet = new Set(given.meetings.filter(one => one.state === 'placed').map(one => `${one.a_id} ${one.b_id}`))
      for (const one of given.wishes) {
        const [from, to] = [at.people.get(one.from_id), at.people.get(one.to_id)]
        const answered = given.wishes.some(other => other.from_id === one.to_id && other.to_id === one.from_id)
        const meets = keep && meet.has([one.from_id, one.to_id].toSorted((x, y) => x - y).join(' '))
        const counted =
          from !== undefined &&
          to !== undefined &&
          (one.strength === 'no' || answered || one.expires_at === null || meets)
        expect(
          problem.wishes.some(each => each.from === from && each.to === to && each.strength === one.strength),
        ).toBe(counted)
      }
    }),
  )
})

test('the open file of an event is read back as the same problem', () => {
  fc.assert(
    fc.property(rows, given => {
      const { problem } = encode(given, { now: NOW, keep: false })
      const read = readInstance(JSON.stringify(writeInstance(problem, 'prova')), 'it')
      if ('faults' in read) throw new Error(JSON.stringify(read.faults))
      const plain = (one: typeof problem) => ({
        ...one,
        participants: one.participants.map(({ organisation: _, groups: __, languages: ___, ...rest }) => rest),
        apart: undefined,
      })
      expect(plain(read.problem)).toEqual({
        ...plain(problem),
        slots: problem.slots.map(one => ({
          ...one,
          day: [...new Set(problem.slots.map(s => s.day))].indexOf(one.day),
        })),
        wishes: problem.wishes,
      })
    }),
    { numRuns: 50 },
  )
})

test('what is computed once the day has begun keeps what was held, and the whole has no fault', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.nat({ max: 3 }), async (given, begun) => {
      const { problem, meetings } = encode({ ...given, meetings: [] }, { now: NOW, keep: false })
      const first = await solve(problem, { timeLimitMs: 20, bound: false })
      if (first.status !== 'solved') throw new Error('infeasible')
      expect(meetings).toEqual([])
      const from = Math.min(begun, problem.slots.length)
      const again = await solve(ahead(problem, first.meetings, from), { timeLimitMs: 20, bound: false, seed: 2 })
      if (again.status !== 'solved') throw new Error('infeasible')
      const all = [...first.meetings.filter(one => one.slot < from), ...again.meetings]
      expect(faultsOf(problem, { meetings: all })).toEqual([])
      expect(again.meetings.every(one => one.slot >= from)).toBe(true)
    }),
    { numRuns: 25 },
  )
})

test('looking at two that would change places leaves no trace, also where a third stands in the way', () => {
  const meetings = [
    { a: 0, b: 1, slot: 0, table: 0 },
    { a: 2, b: 3, slot: 1, table: 0 },
    { a: 0, b: 4, slot: 1, table: 1 },
  ] as const
  const table = { room: 0, seats: 2, accessible: true }
  const occupied = new Occupied({ participants: [{}, {}, {}, {}, {}], rooms: [{}], tables: [table, table] }, meetings)
  const [one, other, third] = meetings
  expect(occupied.againstSwap(one, other)).toContainEqual({ kind: 'busy', person: 0, by: third })
  expect(occupied.against({ a: 0, b: 2, slot: 1, table: 1 })).toContainEqual({ kind: 'busy', person: 0, by: third })
})

test('a place without obstacles makes no fault, and one with obstacles makes one', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), async (given, dice) => {
      const { problem } = encode({ ...given, meetings: [] }, { now: NOW, keep: false })
      const solved = await solve(problem, { timeLimitMs: 20, bound: false })
      if (solved.status !== 'solved') throw new Error('infeasible')
      const [one] = solved.meetings
      if (!one) return
      const target = { ...one, slot: dice[0]! % problem.slots.length, table: dice[1]! % problem.tables.length }
      const { meetings, obstacles } = replaced(problem, solved.meetings, [target])
      expect(faultsOf(problem, { meetings }).length > 0).toBe(obstacles.length > 0)
      // What is taken out and put back leaves no trace.
      const occupied = new Occupied(problem, solved.meetings)
      const other = solved.meetings.at(-1)!
      if (other !== one) {
        const before = occupied.against(target)
        occupied.againstSwap(one, other)
        expect(occupied.against(target)).toEqual(before)
      }
    }),
    { numRuns: 50 },
  )
})
