import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CaseSide, readCaseKey, readReplyAddress, replyAddress } from './address.ts'

const SECRET = 'a secret of this installation'
const MAILBOX = 'Case@example.org'
const one = fc.record({
  introduction: fc.integer({ min: 1, max: 999_999_999 }),
  side: fc.constantFrom('from', 'to'),
}) as fc.Arbitrary<CaseSide>

test('an address of ours is read back, also in capitals, and fits before the at sign', () => {
  fc.assert(
    fc.property(one, each => {
      const address = replyAddress(SECRET, MAILBOX, each)
      expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64)
      expect(readReplyAddress(SECRET, MAILBOX, address)).toEqual(each)
      expect(readReplyAddress(SECRET, MAILBOX, ` ${address.toUpperCase()} `)).toEqual(each)
    }),
  )
})

test('an address changed anywhere, of another side, case, secret or mailbox is none', () => {
  fc.assert(
    fc.property(one, fc.nat(), fc.constantFrom(...'0123456789abcdefftx+-'), (each, where, letter) => {
      const address = replyAddress(SECRET, MAILBOX, each).toLowerCase()
      const at = where % address.length
      const changed = address.slice(0, at) + letter + address.slice(at + 1)
      if (changed !== address) expect(readReplyAddress(SECRET, MAILBOX, changed)).toBeUndefined()
      expect(readReplyAddress('another secret', MAILBOX, address)).toBeUndefined()
      expect(readReplyAddress(SECRET, 'cases@example.org', address)).toBeUndefined()
    }),
  )
  fc.assert(fc.property(fc.string(), text => readReplyAddress(SECRET, MAILBOX, text) === undefined))
})

test('keys of the outbox', () => {
  expect(readCaseKey('introduction 12 to')).toEqual({ introduction: 12, side: 'to' })
  for (const other of [null, '', 'introduction 12', 'introduction x to', 'proposal 12 to'])
    expect(readCaseKey(other)).toBeUndefined()
})
