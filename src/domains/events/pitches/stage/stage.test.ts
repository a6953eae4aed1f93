import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOCK_ACTS, type Clock, moved, signalOf, told } from './clock.ts'
import { drawn, shifted, startOf } from './model.ts'

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { maxLength: 12 })

test('an order drawn by lot has everybody once, and depends on the seed alone', () => {
  fc.assert(
    fc.property(ids, fc.nat(2 ** 31 - 1), (all, seed) => {
      const order = drawn(all, seed)
      expect(order.toSorted((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b))
      expect(drawn(all.toReversed(), seed)).toEqual(order)
    }),
  )
  // Every order of three comes up, about as often as the others.
  const seen = new Map<string, number>()
  for (let seed = 0; seed < 6000; seed++) {
    const order = drawn([1, 2, 3], seed).join()
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect(seen.size).toBe(6)
  for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(150)
})

test('up and then down is where it was; at the ends nothing moves', () => {
  fc.assert(
    fc.property(ids, fc.nat(), (all, n) => {
      const id = all[n % Math.max(1, all.length)] ?? 0
      const up = shifted(all, id, -1)
      expect(up.toSorted()).toEqual(all.toSorted())
      if (all.indexOf(id) > 0) expect(shifted(up, id, 1)).toEqual(all)
      else expect(up).toEqual(all)
    }),
  )
})

test('whatever is pressed, the clock shows somebody of the order or nobody, and next leads to the end', () => {
  fc.assert(
    fc.property(ids, fc.boolean(), fc.array(fc.constantFrom(...CLOCK_ACTS)), (order, questions, acts) => {
      let clock: Clock = { pitch: null, phase: 'pitch', elapsed: 0, running: false }
      for (const act of acts) {
        clock = moved(clock, order, questions, act)
        expect(clock.pitch === null || order.includes(clock.pitch)).toBe(true)
        if (clock.pitch === null) expect(clock.running).toBe(false)
        if (!questions) expect(clock.phase).toBe('pitch')
      }
      const at = clock.pitch === null ? 0 : order.indexOf(clock.pitch)
      let presses = 0
      if (clock.pitch === null && order.length) clock = moved(clock, order, questions, 'next')
      while (clock.pitch !== null && presses < 50) {
        clock = moved(clock, order, questions, 'next')
        presses += 1
      }
      expect(clock.pitch).toBeNull()
      expect(presses).toBeLessThanOrEqual((order.length - at) * (questions ? 2 : 1))
    }),
  )
})

test('time is told as a room reads it, and the last minute is said', () => {
  expect([300_000, 299_001, 60_000, 59_500, 1, 0, -999, -1000, -65_000].map(told)).toEqual([
    '5:00',
    '5:00',
    '1:00',
    '1:00',
    '0:01',
    '0:00',
    '0:00',
    '−0:01',
    '−1:05',
  ])
  expect([300_000, 60_000, 1, 0, -1].map(left => signalOf(left, 300_000))).toEqual([
    'fine',
    'soon',
    'soon',
    'over',
    'over',
  ])
  // Of two minutes the last fifth is soon, not half of them.
  expect(signalOf(60_000, 120_000)).toBe('fine')
  const call = { starts_at: new Date('2027-03-12T09:00:00Z'), minutes: 5, question_minutes: 3 }
  expect(startOf(call, 4).toISOString()).toBe('2027-03-12T09:24:00.000Z')
})
