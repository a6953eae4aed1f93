import { expect, test } from 'vitest'
import { definitionsFrom, kindsOf, theDefinitions } from './definitions.ts'
import { HEADLINE, sections } from './messages.ts'
import { unrecorded } from './trial/unrecorded.ts'

const { groups, indicators } = theDefinitions()

test('the included definitions look at kinds, roles, details and choices that the ledger has', () => {
  expect(unrecorded(theDefinitions())).toEqual([])
})

test('what the ledger never records is told with its place', () => {
  const [first] = indicators
  const found = (change: object, more: object = {}) =>
    unrecorded(
      definitionsFrom({
        ...theDefinitions(),
        ...more,
        indicators: [{ ...first, by: [], expected: undefined, ...change }],
      }),
    ).map(({ path, fault, given }) => `${path.slice(2).join('.')} ${fault} ${given}`)
  const events = { what: 'facts', kinds: ['event-held'] }
  expect(found({ measure: { ...events, kinds: ['event-hold'] } })).toEqual(['measure.kinds.0 no-kind event-hold'])
  expect(found({ measure: { ...events, roles: ['organizer'] } })).toEqual(['measure.roles.0 no-role organizer'])
  expect(found({ measure: { ...events, details: { type: ['party'] } } })).toEqual([
    'measure.details.type.0 no-choice party',
  ])
  expect(found({ measure: { ...events, details: { colour: ['red'] } } })).toEqual([
    'measure.details.colour no-detail colour',
  ])
  expect(found({ measure: { ...events, what: 'sum', of: 'amount' } })).toEqual(['measure.of no-amount amount'])
  expect(found({ measure: { what: 'facts', kinds: ['patent'] }, by: ['place'] })).toEqual(['by.0 no-place place'])
  expect(found({ measure: { ...events, what: 'again', earlier: { kinds: ['meeting'] } } })).toEqual([
    'measure.earlier.kinds.0 no-kind meeting',
  ])
  const guild = { enters: 'member-came', role: 'member' }
  expect(found({ measure: { what: 'stock', group: 'guild' } }, { groups: { ...groups, guild } })).toEqual([
    'enters no-kind member-came',
  ])
})

test('facts from the beginning on are read for groups, and for what asks what came before', () => {
  const { kinds, always } = kindsOf(theDefinitions())
  for (const kind of [
    'member-joined',
    'member-left',
    'meeting-held',
    'introduction-made',
    'partnership-formed',
    'event-held',
  ])
    expect(always).toContain(kind)
  expect(always).not.toContain('question-answered')
  expect(kinds).toContain('question-answered')
})

test('every figure has a section, and those at the top of a report exist', () => {
  for (const { section } of indicators) expect(Object.keys(sections)).toContain(section)
  for (const code of HEADLINE) expect(indicators.map(one => one.code)).toContain(code)
})

test('definitions that are wrong are refused, all lines at once, in words', () => {
  const refused = (() => {
    try {
      definitionsFrom({ groups: {}, indicators: [{ ...indicators[0], unit: '' }, { ...indicators[0] }] })
    } catch (error) {
      return String(error)
    }
  })()
  expect(refused).toMatch(/members_total, unit/)
  expect(refused).toMatch(/is there twice|names the group/)
})
