import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf, callId, statusAt } from './model.ts'
import { readableText } from './sources/text.ts'

const call = (status: string, opens_on: string | null, ...days: string[]) => ({
  status,
  opens_on,
  deadlines: days.map(day => ({ at: new Date(`${day}T15:00:00Z`) })),
})
const at = (text: string) => new Date(text)

test('status follows the dates, and without dates what the source said', () => {
  const cutoffs = call('forthcoming', '2027-01-10', '2027-03-01', '2027-09-01')
  expect(statusAt(cutoffs, at('2027-01-09T12:00:00Z'))).toBe('forthcoming')
  expect(statusAt(cutoffs, at('2027-01-10T12:00:00Z'))).toBe('open')
  expect(statusAt(cutoffs, at('2027-06-01T12:00:00Z'))).toBe('open')
  expect(statusAt(cutoffs, at('2027-09-01T15:00:01Z'))).toBe('closed')
  expect(statusAt(call('forthcoming', null, '2027-03-01'), at('2027-01-01T00:00:00Z'))).toBe('forthcoming')
  expect(statusAt(call('closed', '2026-01-01'), at('2027-01-01T00:00:00Z'))).toBe('closed')
})

test('codes of calls, those of external action with their slashes too', () => {
  expect(callId.parse('EuropeAid/186246/DD/ACT/NG')).toBe('EuropeAid/186246/DD/ACT/NG')
  for (const wrong of ['', 'X', "X'; drop table call", 'a?b', '<b>', 'x'.repeat(121)])
    expect(callId.safeParse(wrong).success, wrong).toBe(false)
})

test('the blocks of a stored text hold all its words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), raw => {
      const text = readableText(raw)
      const shown = blocksOf(text).flatMap(block => (block.kind === 'list' ? block.items : [block.text]))
      const bare = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '')
      expect(bare(shown.join(''))).toBe(bare(text))
    }),
  )
})
