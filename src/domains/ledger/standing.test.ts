import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standing, type Told } from './model.ts'

type Fact = Told & { readonly what: string }
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString()

/** A ledger: each step records a new fact, or corrects or withdraws one that stands. */
const ledger = fc
  .array(fc.record({ deed: fc.constantFrom('record', 'record', 'correct', 'withdraw'), which: fc.nat() }), {
    maxLength: 40,
  })
  .map(steps => {
    const facts: Fact[] = []
    for (const [index, { deed, which }] of steps.entries()) {
      const open = standing(facts, at(1_000_000))
      const target = open[which % Math.max(open.length, 1)]
      const amends = deed === 'record' || !target ? null : target.id
      const amendment = amends === null ? null : deed === 'correct' ? 'correction' : 'withdrawal'
      facts.push({ id: index + 1, amends, amendment, recordedAt: at(index), what: `fact ${index}` })
    }
    return facts
  })

test('a correction of a correction leads to the newest; a withdrawn line leads to none', () => {
  const told = (id: number, amends: number | null, amendment: string | null) => ({
    id,
    amends,
    amendment,
    recordedAt: at(id),
  })
  const line = [told(1, null, null), told(2, 1, 'correction'), told(3, 2, 'correction')]
  expect(standing(line, at(9)).map(fact => fact.id)).toEqual([3])
  expect(standing([...line, told(4, 3, 'withdrawal')], at(9))).toEqual([])
  expect([1, 2, 3, 4].map(day => standing([...line, told(4, 3, 'withdrawal')], at(day)).map(fact => fact.id))).toEqual([
    [1],
    [2],
    [3],
    [],
  ])
})

test('what stood at an instant never changes, whatever is recorded later', () => {
  fc.assert(
    fc.property(ledger, fc.nat(45), (facts, second) => {
      const then = facts.filter(fact => fact.recordedAt <= at(second))
      expect(standing(facts, at(second))).toEqual(standing(then, at(second)))
    }),
  )
})

test('in whatever order facts are handed over, the same stand', () => {
  fc.assert(
    fc.property(
      ledger.chain(facts => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))),
      ([facts, shuffled]) => {
        const names = (list: readonly Fact[]) =>
          standing(list, at(100))
            .map(fact => fact.what)
            .toSorted()
        expect(names(shuffled)).toEqual(names(facts))
      },
    ),
  )
})

test('each line of corrections has one that stands, or was withdrawn', () => {
  fc.assert(
    fc.property(ledger, facts => {
      const begun = facts.filter(fact => fact.amends === null).length
      const withdrawn = facts.filter(fact => fact.amendment === 'withdrawal').length
      expect(standing(facts, at(100))).toHaveLength(begun - withdrawn)
    }),
  )
})
