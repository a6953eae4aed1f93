import { expect, test } from 'vitest'
import { readDefinitions } from './definitions.ts'
import { DEFINITIONS } from './fixtures.ts'

const [first] = DEFINITIONS.indicators
const faults = (change: object) => {
  const read = readDefinitions({ ...DEFINITIONS, indicators: [{ ...first, ...change }] })
  return 'faults' in read ? read.faults.map(({ path, fault }) => `${path.slice(2).join('.')}: ${fault}`) : []
}
const deal = { kinds: ['deal'] }

test('what can be counted is read as it was written', () => {
  expect(readDefinitions(DEFINITIONS)).toEqual({ definitions: DEFINITIONS })
})

test.each([
  [{ measure: { what: 'stock', group: 'guild' } }, ['measure.group: group']],
  [{ measure: { what: 'sum', ...deal, of: 'place' } }, ['measure.of: number-field']],
  [{ measure: { what: 'ratio', part: { what: 'facts', ...deal }, whole: 0 } }, ['measure.whole: above-zero']],
  [
    { measure: { what: 'ratio', part: { what: 'facts', ...deal }, whole: { what: 'facts' } } },
    ['measure.whole.kinds: missing'],
  ],
  [{ measure: { what: 'guess' } }, ['measure.what: what']],
  [{ measure: { what: 'again', ...deal } }, ['measure.earlier: missing']],
  [{ measure: { what: 'facts', kinds: ['deal'], among: { group: 'guild' } } }, ['measure.among: group']],
  [
    { measure: { what: 'pairs', ...deal, between: { classes: 'size', pair: ['large', 'huge'] } } },
    ['by: no-parts', 'measure.between.pair.1: class'],
  ],
  [
    { measure: { what: 'pairs', ...deal, between: { classes: 'size', pair: ['large'] } } },
    ['measure.between.pair: pair'],
  ],
  [{ measure: { what: 'density', ...deal, group: 'club' }, by: ['place'] }, ['by: no-parts']],
  [
    { by: ['shape', 3, { group: 'club' }] },
    ['by.0: field', 'by.1: choice', 'by.2.detail: missing', 'by.2.role: missing'],
  ],
  [{ by: [{ group: 'club', detail: 'category', role: 'member' }] }, ['by.0: stock-by']],
  [{ expected: { place: 'villages' } }, ['expected.place: no-such-part', 'expected.place: unlisted']],
  [{ code: 'Not a code' }, ['code: code']],
  [{ name: { it: 'solo' } }, ['name.en: missing']],
  [{ fewest: 0 }, ['fewest: whole-number']],
  [{ unit: '', colour: 'red' }, ['unit: empty', 'colour: unknown-key']],
])('what cannot be counted is told with its place: %j', (change, told) => {
  expect(faults(change).sort()).toEqual([...told].sort())
})

test('the same code twice, and what is no definition at all', () => {
  expect(readDefinitions({ ...DEFINITIONS, indicators: [first, first] })).toEqual({
    faults: [{ path: ['indicators', 1, 'code'], fault: 'twice', given: undefined, of: 'inside' }],
  })
  for (const nonsense of ['nonsense', null, 3, [], {}]) expect(readDefinitions(nonsense)).toHaveProperty('faults')
})
