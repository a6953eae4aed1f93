import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement } from './agreement.ts'
import { level } from './level.ts'
import { rank } from './rank.ts'
import { type Entry, sheetMean, summarise } from './scores.ts'

const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 })
/** Entries, each judged by some of six judges, some sheets unfinished. */
const cases = weights.chain(given =>
  fc.record({
    weights: fc.constant(given),
    entries: fc
      .array(
        fc.dictionary(
          fc.constantFrom('1', '2', '3', '4', '5', '6'),
          fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined, freq: 20 }), {
            minLength: given.length,
            maxLength: given.length,
          }),
        ),
        { maxLength: 8 },
      )
      .map(list =>
        list.map(
          (sheets, at): Entry => ({
            key: at + 1,
            sheets: new Map(Object.entries(sheets).map(([judge, sheet]) => [Number(judge), sheet])),
          }),
        ),
      ),
  }),
)
const complete = (entry: Entry, n: number) =>
  [...entry.sheets.values()].filter(sheet => sheet.length === n && sheet.every(score => score !== undefined))

test('a weighted mean lies between the lowest and the highest score, and follows weights as written out', () => {
  expect(sheetMean([5, 3, 1], [50, 30, 20])).toBeCloseTo(3.6)
  fc.assert(
    fc.property(cases, ({ weights, entries }) => {
      for (const [at, summary] of summarise(entries, weights).entries()) {
        const sheets = complete(entries[at] as Entry, weights.length) as number[][]
        expect(summary.count).toBe(sheets.length)
        if (summary.mean === undefined) expect(sheets).toEqual([])
        else {
          expect(summary.mean).toBeGreaterThanOrEqual(Math.min(...sheets.flat()) - 1e-9)
          expect(summary.mean).toBeLessThanOrEqual(Math.max(...sheets.flat()) + 1e-9)
          const plain = sheets.map(sheet => sheetMean(sheet, weights)).reduce((a, b) => a + b, 0) / sheets.length
          expect(summary.mean).toBeCloseTo(plain, 9)
        }
        expect(summary.spread === undefined).toBe(sheets.length < 2)
      }
    }),
  )
})

test('levelling finds the entries again under judges of any severity, and says nothing where they cannot be compared', () => {
  const qualities = fc.array(fc.integer({ min: 10, max: 50 }), { minLength: 2, maxLength: 6 })
  const severities = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(qualities, severities, fc.infiniteStream(fc.boolean()), (quality, severity, left) => {
      const middle = severity.reduce((a, b) => a + b, 0) / severity.length
      const given = quality.flatMap((value, entry) =>
        severity.flatMap((more, judge) =>
          // The first entry is judged by all: so everybody can be compared.
          entry > 0 && judge > 0 && left.next().value ? [] : [{ entry, judge, value: value + more - middle }],
        ),
      )
      const found = level(given)
      for (const [entry, value] of quality.entries()) expect(found?.get(entry)).toBeCloseTo(value, 4)
    }),
  )
  const apart = [
    { entry: 1, judge: 1, value: 3 },
    { entry: 2, judge: 2, value: 4 },
  ]
  expect(level(apart)).toBeUndefined()
  // The mild judge gave more to the third, which both saw: so the second, seen by the mild one alone, is not better.
  const met = level([...apart, { entry: 3, judge: 1, value: 2 }, { entry: 3, judge: 2, value: 5 }])
  expect([met?.get(1), met?.get(2), met?.get(3)].map(value => value?.toFixed(6))).toEqual([
    '4.500000',
    '2.500000',
    '3.500000',
  ])
})

test('alpha is what Krippendorff computed for his example of four observers and twelve units', () => {
  const observers = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
  ]
  const units = Array.from({ length: 12 }, (_, unit) =>
    observers.map(values => values[unit] ?? 0).filter(value => value > 0),
  )
  expect(agreement(units)).toBeCloseTo(0.849, 3)
})

const ratings = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 }), { maxLength: 10 })
test('alpha is at most one, one where all agree on units that differ, and the same in any order and on any scale', () => {
  expect(agreement([])).toBeUndefined()
  expect(agreement([[3], [4]])).toBeUndefined()
  expect(
    agreement([
      [3, 3],
      [3, 3],
    ]),
  ).toBeUndefined()
  expect(
    agreement([
      [1, 1],
      [5, 5, 5],
    ]),
  ).toBe(1)
  expect(
    agreement([
      [1, 5],
      [5, 1],
    ]),
  ).toBeLessThan(0)
  fc.assert(
    fc.property(ratings, units => {
      const alpha = agreement(units)
      if (alpha === undefined) return
      expect(alpha).toBeLessThanOrEqual(1 + 1e-9)
      expect(agreement(units.toReversed().map(unit => unit.toReversed()))).toBeCloseTo(alpha, 9)
      expect(agreement(units.map(unit => unit.map(value => 7 * value - 3)))).toBeCloseTo(alpha, 9)
    }),
  )
})

test('places do not depend on how entries are numbered or judges ordered', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 1000 }), ({ weights, entries }, seed) => {
      const places = new Map(rank(summarise(entries, weights), weights).map(one => [one.key, one]))
      const renamed = entries
        .map(({ key, sheets }) => ({ key: ((key * 7919 + seed) % 104_729) + 1, was: key, sheets }))
        .toReversed()
        .map(({ key, was, sheets }) => ({ key, was, sheets: new Map([...sheets].toReversed()) }))
      const again = rank(summarise(renamed, weights), weights)
      for (const { key, was } of renamed)
        expect(again.find(one => one.key === key)).toEqual({ ...places.get(was), key })
    }),
  )
})

test('a better place is never a lower mean, and the places of those judged count them all', () => {
  fc.assert(
    fc.property(cases, ({ weights, entries }) => {
      const summaries = new Map(summarise(entries, weights).map(one => [one.key, one]))
      const ranked = rank([...summaries.values()], weights)
      const judged = ranked.filter(one => one.place !== undefined)
      judged.forEach((one, at) => {
        expect(one.place).toBeLessThanOrEqual(at + 1)
        const next = judged[at + 1]
        if (!next) return
        expect(summaries.get(next.key)?.mean).toBeLessThanOrEqual((summaries.get(one.key)?.mean ?? 0) + 1e-12)
        if (one.shared && next.place === one.place) expect(next.shared).toBe(true)
      })
      expect(ranked).toHaveLength(entries.length)
    }),
  )
})

test('equal means are parted by the criterion of the greatest weight; what is equal in all shares its place', () => {
  const one = (key: number, ...sheet: number[]): Entry => ({ key, sheets: new Map([[1, sheet]]) })
  const weights = [1, 2, 1]
  const ranked = rank(summarise([one(1, 5, 3, 1), one(2, 2, 4, 2), one(3, 5, 3, 1), one(4, 1, 1, 1)], weights), weights)
  expect(ranked).toEqual([
    { key: 2, place: 1, parted: true, shared: false },
    { key: 1, place: 2, parted: true, shared: true },
    { key: 3, place: 2, parted: true, shared: true },
    { key: 4, place: 4, parted: false, shared: false },
  ])
})
