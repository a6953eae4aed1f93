import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Told, withAmendments } from './amended.ts'
import { DEFINITIONS } from './fixtures.ts'
import type { Figure, Period } from './problem.ts'
import { count, indicators } from './solve.ts'

const YEAR: Period = { from: '2025-01-01', until: '2025-12-31' }
const EVER = '9999-12-31T00:00:00.000Z'
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()

let ids = 0
const told = (kind: string, on: string, parties: Record<string, string[]>, more: Partial<Told> = {}): Told => {
  ids++
  return {
    id: ids,
    kind,
    on,
    recordedAt: at(ids),
    details: {},
    parties: Object.entries(parties).flatMap(([role, keys]) => keys.map(key => ({ key, role }))),
    ...more,
  }
}
const figures = (facts: readonly Told[], knownOn = EVER, period = YEAR): Record<string, Figure> =>
  Object.fromEntries(indicators(withAmendments(facts), DEFINITIONS, period, knownOn).map(one => [one.code, one]))
const parts = (figure: Figure | undefined, at = 0) =>
  Object.fromEntries((figure?.by[at]?.parts ?? []).map(({ key, value }) => [key, value]))

const SAMPLE = [
  told('joined', '2020-01-01', { member: ['a'] }, { details: { category: 'sme' } }),
  told('joined', '2020-01-01', { member: ['b'] }, { details: { category: 'university' } }),
  told('joined', '2020-01-01', { member: ['c'] }, { details: { category: 'sme' } }),
  told('left', '2025-12-31', { member: ['b'] }),
  told('left', '2024-12-31', { member: ['c'] }),
  told('joined', '2026-01-01', { member: ['d'] }, { details: { category: 'sme' } }),
  told(
    'deal',
    '2025-01-01',
    { seller: ['a'], buyer: ['x', 'b'] },
    { amount: 1050, place: 'IT1', details: { type: 'big', asked: '2024-12-30' } },
  ),
  told(
    'deal',
    '2025-12-31',
    { seller: ['b'], buyer: ['x'] },
    { amount: 100, place: 'IT2', details: { type: 'small', asked: '2025-12-25' } },
  ),
  told('deal', '2025-06-01', { seller: ['c'] }, { amount: 7, place: 'FR1', details: { type: 'big' } }),
  told('deal', '2026-01-01', { seller: ['a'] }, { amount: 1_000_000, place: 'IT1' }),
  told('deal', '2024-12-31', { seller: ['a'] }, { amount: 1_000_000, place: 'IT1' }),
]

test('each way of counting, by hand', () => {
  const found = figures(SAMPLE)
  const values = Object.fromEntries(Object.values(found).map(({ code, value, why }) => [code, value ?? why]))
  expect(values).toEqual({
    // a; b is out on the day it leaves, c left the year before, d comes the day after.
    inside: 1,
    deals: 3,
    big_deals: 1,
    worth: 11.57,
    people: 4,
    // b was in on some day of the year.
    of_club: 2,
    club_worth: 11.5,
    by_seller: 3,
    places: 3,
    middle: 4,
    big_share: 2 / 3,
    covered: 3 / 4,
    later: 'awaited',
    discreet: 3,
    // b and x had dealt in January already, more than 100 days before.
    again: 1,
    soon_again: 0,
    // All but a, who sold on the last day of the year before.
    newcomers: 3,
    new_share: 3 / 4,
    // a-b, a-x, b-x.
    ties: 3,
    new_ties: 3,
    // a is a little one, b a large one; x is not in the club.
    new_across: 1,
    // Alone in the club on the last day.
    density: 'no-denominator',
    recent: 'no-denominator',
    bridges: 0,
    by_subject: 1,
    of_subject: 0,
    everywhere: 3,
  })
  expect(parts(found.inside)).toEqual({ sme: 1 })
  expect(parts(found.deals)).toEqual({ FR1: 1, IT1: 1, IT2: 1 })
  expect(parts(found.deals, 1)).toEqual({ '2025-01': 1, '2025-06': 1, '2025-12': 1 })
  expect(parts(found.club_worth)).toEqual({ IT1: 10.5, IT2: 1 })
  expect(parts(found.by_seller)).toEqual({ sme: 2, university: 1 })
  expect(parts(found.big_share)).toEqual({ FR1: 1, IT1: 1, IT2: 0 })
  expect(found.middle).toMatchObject({ silent: 1, facts: 3 })
  expect(found.big_share).toMatchObject({ part: 2, whole: 3, facts: 3 })
})

test('nothing happened is 0, and what cannot be divided says so', () => {
  const found = figures([])
  expect(found.deals).toMatchObject({ value: 0, why: undefined })
  expect(found.inside?.value).toBe(0)
  expect(found.worth?.value).toBe(0)
  expect(found.middle).toMatchObject({ value: null, why: 'no-values' })
  expect(found.big_share).toMatchObject({ value: null, why: 'no-denominator', part: 0, whole: 0 })
  expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/)
})

test('small parts are withheld, never only one, and the whole stays', () => {
  const deals = (place: string, times: number) =>
    Array.from({ length: times }, () => told('deal', '2025-05-05', {}, { place }))
  const one = figures([...deals('IT1', 2), ...deals('IT2', 5), ...deals('IT3', 9)]).discreet
  expect(parts(one)).toEqual({ IT1: null, IT2: null, IT3: 9 })
  expect(one?.by[0]?.parts.filter(part => part.withheld).map(part => part.facts)).toEqual([0, 0])
  expect(one?.value).toBe(16)
  expect(parts(figures([...deals('IT1', 3), ...deals('IT2', 5)]).discreet)).toEqual({ IT1: 3, IT2: 5 })
  expect(parts(figures([...deals('IT1', 2), ...deals('IT2', 2), ...deals('IT3', 3)]).discreet)).toEqual({
    IT1: null,
    IT2: null,
    IT3: 3,
  })
})

test('who comes back is in again; in and out on one day changes nothing', () => {
  const move = (kind: string, on: string) => told(kind, on, { member: ['a'] }, { details: { category: 'sme' } })
  const inside = (facts: Told[]) => figures(facts).inside?.value
  expect(inside([move('joined', '2020-01-01'), move('left', '2021-01-01'), move('joined', '2022-01-01')])).toBe(1)
  expect(inside([move('joined', '2020-01-01'), move('left', '2021-01-01'), move('joined', '2021-01-01')])).toBe(1)
  expect(inside([move('joined', '2020-01-01'), move('left', '2020-01-01')])).toBe(0)
  expect(inside([move('joined', '2020-01-01'), move('joined', '2021-01-01'), move('left', '2022-01-01')])).toBe(0)
  const changed = told('joined', '2025-02-01', { member: ['a'] }, { details: { category: 'company' } })
  expect(parts(figures([move('joined', '2020-01-01'), changed]).inside)).toEqual({ company: 1 })
})

test('a corrected fact counts once, as corrected; a withdrawn one not at all; both from the moment they are known', () => {
  const [deal, correction] = [
    told('deal', '2025-01-01', {}, { amount: 100 }),
    told('deal', '2025-01-02', {}, { amount: 300 }),
  ]
  const facts = [deal, { ...correction, amends: deal.id, amendment: 'correction' }]
  const gone = told('deal', '2025-01-02', {}, { amount: 300, amends: correction.id, amendment: 'withdrawal' })
  const worth = (knownOn: string) => figures([...facts, gone], knownOn).worth?.value
  expect([deal.id - 1, deal.id, correction.id, gone.id].map(second => worth(at(second)))).toEqual([0, 1, 3, 0])
})

test('the records behind a figure are those without which it changes', () => {
  const counting = (code: string) => {
    const counted = count(DEFINITIONS, YEAR, EVER, code)
    for (const fact of withAmendments(SAMPLE)) counted.add(fact)
    return counted.traced()
  }
  expect(counting('deals')).toEqual([7, 8, 9].map(index => SAMPLE[index - 1]?.id))
  expect(counting('club_worth')).toEqual([7, 8].map(index => SAMPLE[index - 1]?.id))
  expect(counting('inside')).toEqual([SAMPLE[0]?.id])
  expect(counting('big_share')).toEqual([7, 8, 9].map(index => SAMPLE[index - 1]?.id))
  for (const code of ['deals', 'worth', 'club_worth', 'inside', 'middle'])
    for (const id of counting(code).slice(0, 1))
      expect(figures(SAMPLE.filter(fact => fact.id !== id))[code], code).not.toEqual(figures(SAMPLE)[code])
})

/** A history: each record may amend an earlier one that nothing has amended. */
const history = fc
  .array(
    fc.record({
      kind: fc.constantFrom('deal', 'deal', 'deal', 'joined', 'left', 'changed'),
      on: fc.constantFrom('2023-05-05', '2024-12-31', '2025-01-01', '2025-03-03', '2025-12-31', '2026-01-01'),
      place: fc.constantFrom(undefined, 'IT1', 'IT2', 'FR1'),
      amount: fc.constantFrom(undefined, 1, 99, 12_345),
      type: fc.constantFrom('big', 'small'),
      subjects: fc.constantFrom(undefined, 'x', 'x y', 'y x z'),
      keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
      amends: fc.option(fc.nat(), { nil: undefined, freq: 3 }),
      withdraws: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map(drawn => {
    const free: number[] = []
    return drawn.map(({ kind, on, place, amount, type, subjects, keys, amends, withdraws }, index): Told => {
      const target = amends === undefined || free.length === 0 ? undefined : free.splice(amends % free.length, 1)[0]
      const withdrawal = target !== undefined && withdraws
      if (!withdrawal) free.push(index)
      return {
        id: index,
        kind,
        on,
        recordedAt: at(index),
        place,
        amount,
        details: { type, category: type, ...(subjects === undefined ? {} : { subjects }) },
        parties: keys.map((key, which) => ({ key, role: kind === 'deal' ? (which ? 'buyer' : 'seller') : 'member' })),
        amends: target,
        amendment: target === undefined ? undefined : withdrawal ? 'withdrawal' : 'correction',
      }
    })
  })

test('in whatever order facts are recorded or read, the figures are the same', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (facts, draw) => {
      const shuffled = facts.map(fact => ({ fact, by: draw.next().value as number })).sort((a, b) => a.by - b.by)
      expect(figures(shuffled.map(({ fact }) => fact))).toEqual(figures(facts))
      // Without amendments, which day each was recorded on does not matter either.
      const plain = facts.map(({ amends: _, amendment: __, ...fact }) => fact)
      expect(
        figures(
          shuffled.map(({ fact }, index) => ({
            ...fact,
            amends: undefined,
            amendment: undefined,
            recordedAt: at(index),
          })),
        ),
      ).toEqual(figures(plain))
    }),
  )
})

test('as known on a past day never changes, whatever is recorded later', () => {
  fc.assert(
    fc.property(history, fc.nat(25), (facts, then) => {
      const before = figures(
        facts.filter(fact => fact.id <= then),
        at(then),
      )
      expect(figures(facts, at(then))).toEqual(before)
    }),
  )
})

test('a history with corrections says what one says that was right from the start', () => {
  fc.assert(
    fc.property(history, facts => {
      const amended = new Set(facts.map(fact => fact.amends))
      const right = facts
        .filter(fact => !amended.has(fact.id) && fact.amendment !== 'withdrawal')
        .map(({ amends: _, amendment: __, ...fact }) => fact)
      expect(figures(facts)).toEqual(figures(right))
    }),
  )
})

test('parts come to the whole where they say so, and no value is a number that is none', () => {
  fc.assert(
    fc.property(history, facts => {
      for (const { code, value, by } of Object.values(figures(facts))) {
        expect(value === null || Number.isFinite(value)).toBe(true)
        for (const { adds, parts } of by) {
          if (!adds || parts.some(part => part.withheld)) continue
          const sum = parts.reduce((total, part) => total + Math.round((part.value ?? 0) * 100), 0)
          expect([code, sum]).toEqual([code, Math.round((value ?? 0) * 100)])
        }
      }
    }),
  )
})

test('two halves of a period come to the whole where facts are counted', () => {
  fc.assert(
    fc.property(history, facts => {
      const half = (from: string, until: string) => figures(facts, EVER, { from, until }).deals?.value ?? 0
      expect(half('2025-01-01', '2025-06-30') + half('2025-07-01', '2025-12-31')).toBe(figures(facts).deals?.value)
    }),
  )
})
