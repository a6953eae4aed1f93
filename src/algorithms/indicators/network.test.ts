import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairOf } from './earlier.ts'
import { DEFINITIONS } from './fixtures.ts'
import { bridges } from './network.ts'
import type { Fact, Figure, Period } from './problem.ts'
import { count } from './solve.ts'

const YEAR: Period = { from: '2025-01-01', until: '2025-12-31' }

let ids = 0
const fact = (kind: string, on: string, parties: string, details: Fact['details'] = {}, place?: string): Fact => ({
  id: ++ids,
  kind,
  on,
  recordedAt: '2026-01-01T00:00:00.000Z',
  details,
  place,
  parties: [...parties].map(key => ({ key, role: kind === 'deal' ? 'buyer' : 'member' })),
})
const join = (key: string, category = 'sme', subjects?: string) =>
  fact('joined', '2020-01-01', key, { category, ...(subjects === undefined ? {} : { subjects }) }, 'IT1')
const counted = (facts: readonly Fact[], trace?: string) => {
  const counting = count(DEFINITIONS, YEAR, '9999', trace)
  for (const one of facts) counting.add(one)
  const figures: Record<string, Figure> = Object.fromEntries(counting.figures().map(one => [one.code, one]))
  return { figures, traced: counting.traced() }
}
const value = (facts: readonly Fact[], code: string) => counted(facts).figures[code]?.value
const parts = (figure: Figure | undefined, at = 0) =>
  Object.fromEntries((figure?.by[at]?.parts ?? []).map(part => [part.key, part.value]))

test('a second meeting is one after an earlier day, however the first came to be known; the same day is not earlier', () => {
  const first = fact('deal', '2024-03-01', 'ab')
  const second = fact('deal', '2025-03-01', 'bca')
  const third = fact('deal', '2025-04-01', 'ba')
  expect(value([first, second, third], 'again')).toBe(2)
  expect(value([third, second, first], 'again')).toBe(2)
  expect(value([second, fact('deal', '2025-03-01', 'ab')], 'again')).toBe(0)
  expect(value([fact('deal', '2024-03-01', 'ac'), third], 'again')).toBe(0)
  expect(counted([third, second, first], 'again').traced).toEqual([second.id, third.id])
})

test('with a longest distance the earlier one must be near, and the nearest counts', () => {
  const all = [join('a'), fact('deal', '2024-01-01', 'ab'), fact('deal', '2025-03-01', 'ab')]
  expect(value(all, 'again')).toBe(1)
  expect(value(all, 'soon_again')).toBe(0)
  expect(value([...all, fact('deal', '2025-06-09', 'ab')], 'soon_again')).toBe(1)
  expect(value([...all, fact('deal', '2025-06-10', 'ab')], 'soon_again')).toBe(0)
})

test('first-timers had no record before the period; the share is of those who took part', () => {
  const all = [fact('deal', '2024-12-31', 'ab'), fact('deal', '2025-01-01', 'ac'), fact('deal', '2025-05-01', 'cd')]
  expect(value(all, 'newcomers')).toBe(2)
  expect(value(all, 'new_share')).toBe(2 / 3)
  expect(counted(all, 'newcomers').traced).toEqual([all[1]?.id, all[2]?.id])
  expect(counted([]).figures.new_share).toMatchObject({ value: null, why: 'no-denominator' })
})

test('density: ties of those who are in, of all that could be; older ones count from the beginning or not', () => {
  const all = [...'abcd'].map(key => join(key))
  all.push(fact('left', '2025-06-01', 'd'), fact('deal', '2025-01-01', 'abd'), fact('deal', '2023-01-01', 'bcx'))
  const { figures } = counted(all)
  expect(figures.density).toMatchObject({ value: 2 / 3, part: 2, whole: 3, facts: 2 })
  expect(figures.recent).toMatchObject({ value: 1 / 3, part: 1, whole: 3, facts: 1 })
  expect(figures.bridges?.value).toBe(1)
  expect(counted(all, 'density').traced).toEqual(all.slice(-2).map(one => one.id))
})

test('new ties are pairs whose first record lies in the period; across classes, one of each', () => {
  const all = [join('a', 'university'), join('b', 'sme'), join('c', 'sme')]
  all.push(fact('deal', '2024-01-01', 'ab'), fact('deal', '2025-01-01', 'abc'), fact('deal', '2025-02-01', 'ab'))
  const { figures, traced } = counted(all, 'new_ties')
  expect(figures.ties?.value).toBe(3)
  expect(figures.new_ties).toMatchObject({ value: 2, facts: 1 })
  expect(figures.new_across?.value).toBe(1)
  expect(traced).toEqual([all[4]?.id])
})

test('what is said anew holds from its day on and is no entry; nothing is said of who is out', () => {
  const changed = (on: string, subjects: string) => fact('changed', on, 'a', { category: 'company', subjects }, 'IT2')
  const joined = join('a', 'sme', 'x')
  const { figures } = counted([changed('2025-05-01', 'y z'), joined])
  expect(figures.inside).toMatchObject({ value: 1, facts: 1 })
  expect(parts(figures.inside)).toEqual({ company: 1 })
  expect(parts(figures.by_subject)).toEqual({ y: 1, z: 1 })
  expect(parts(figures.by_subject, 1)).toEqual({ IT1: 0, IT2: 1, IT3: 0 })
  expect(parts(counted([joined, changed('2026-01-01', 'y')]).figures.by_subject)).toEqual({ x: 1 })
  expect(counted([changed('2025-05-01', 'y')]).figures.inside?.value).toBe(0)
  const again = [joined, fact('left', '2025-02-01', 'a'), changed('2025-03-01', 'y'), fact('joined', '2025-04-01', 'a')]
  expect(parts(counted(again).figures.by_subject)).toEqual({ '': 1 })
  expect(counted([joined, changed('2020-01-01', 'y')]).figures.by_subject?.by[0]?.parts).toMatchObject([{ key: 'y' }])
})

test('organisations of a subject, by what the group says of them', () => {
  const all = [join('a', 'sme', 'x y'), join('b', 'sme', 'z'), fact('deal', '2025-01-01', 'abc')]
  expect(value(all, 'of_subject')).toBe(1)
})

test('places where nothing happened stand there with 0, and do not hide a small part', () => {
  const deals = (place: string, times: number) =>
    Array.from({ length: times }, () => fact('deal', '2025-05-05', 'ab', {}, place))
  expect(parts(counted(deals('IT2', 4)).figures.everywhere)).toEqual({ IT1: 0, IT2: 4, IT3: 0 })
  const small = counted([...deals('IT1', 1), ...deals('IT2', 4)]).figures.everywhere
  expect(parts(small)).toEqual({ IT1: null, IT2: null, IT3: 0 })
})

test('the facts a figure says are those that stand behind it', () => {
  const some = fc.record({
    kind: fc.constantFrom('deal', 'deal', 'deal', 'joined', 'left', 'changed'),
    on: fc.constantFrom('2023-05-05', '2024-12-31', '2025-01-01', '2025-03-03', '2025-12-31'),
    parties: fc.constantFrom('a', 'ab', 'bc', 'cd', 'abc', 'da', 'e'),
    category: fc.constantFrom('sme', 'university'),
  })
  const codes = ['again', 'soon_again', 'newcomers', 'ties', 'new_ties', 'new_across', 'density', 'recent', 'bridges']
  fc.assert(
    fc.property(fc.array(some, { maxLength: 20 }), fc.constantFrom(...codes), (drawn, code) => {
      const { figures, traced } = counted(
        drawn.map(({ kind, on, parties, category }) => fact(kind, on, parties, { category })),
        code,
      )
      expect(figures[code]?.facts).toBe(traced.length)
    }),
  )
})

/** How many parts a graph falls into, without one of its points. */
function components(points: readonly number[], pairs: readonly (readonly [number, number])[], without?: number) {
  const part = new Map(points.filter(one => one !== without).map(one => [one, one]))
  const find = (one: number): number => (part.get(one) === one ? one : find(part.get(one) as number))
  for (const [a, b] of pairs) if (part.has(a) && part.has(b)) part.set(find(a), find(b))
  return new Set([...part.keys()].map(find)).size
}

test('bridges are the points without which there are more parts than before', () => {
  const graph = fc.uniqueArray(fc.tuple(fc.nat(8), fc.nat(8)), {
    maxLength: 14,
    selector: ([a, b]) => pairOf(a, b),
  })
  fc.assert(
    fc.property(graph, drawn => {
      const pairs = drawn.filter(([a, b]) => a !== b)
      const points = [...new Set(pairs.flat())]
      const whole = components(points, pairs)
      const cut = points.filter(one => components(points, pairs, one) > whole)
      expect(bridges(pairs.map(([a, b]) => pairOf(a, b)))).toBe(cut.length)
    }),
  )
})

test('a long chain does not end the stack', () => {
  expect(bridges(Array.from({ length: 50_000 }, (_, at) => pairOf(at, at + 1)))).toBe(49_999)
})
