import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionOf, lumpSumOf, programmeOf } from './action.ts'
import { kindOf } from './recognise.ts'
import { amount, amountRange, count, portalUrl, stagesOf, statusOf } from './record.ts'

/** Runs a reader and gives its value with what it complained of. */
function heard<T>(read: (complain: (reason: string) => void) => T): [T, string[]] {
  const reasons: string[] = []
  return [read(reason => reasons.push(reason)), reasons]
}

test('amounts in euro become cents; none and zero are nothing; what is no amount is complained of', () => {
  for (const [given, cents] of [
    [4_000_000, 400_000_000],
    ['4000000', 400_000_000],
    ['4 000 000,50 €', 400_000_050],
    ['8000000.0', 800_000_000],
    [0, null],
    ['', null],
    [null, null],
    [undefined, null],
  ] as const)
    expect(heard(complain => amount(given, 'budget', complain))).toEqual([cents, []])
  for (const wrong of ['a lot', -5, Number.NaN, Infinity, {}, [], true, '1e9', 1e300]) {
    const [value, reasons] = heard(complain => amount(wrong, 'budget', complain))
    expect(value, String(wrong)).toBeNull()
    expect(reasons, String(wrong)).toHaveLength(1)
  }
})

test('whatever is given, a range is in order and whole', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(null)),
      fc.oneof(fc.integer(), fc.string()),
      (a, b) => {
        const [[low, high]] = heard(complain => amountRange(a, b, complain))
        for (const value of [low, high]) expect(value === null || (Number.isSafeInteger(value) && value > 0)).toBe(true)
        if (low !== null && high !== null) expect(low).toBeLessThanOrEqual(high)
      },
    ),
  )
  expect(heard(complain => amountRange(9, 3, complain))).toEqual([
    [300, 900],
    [expect.stringContaining('turned round')],
  ])
})

test('counts, status and stages', () => {
  expect(heard(complain => count('4', 'grants', complain))).toEqual([4, []])
  expect(heard(complain => count(2.5, 'grants', complain))[0]).toBeNull()
  expect(heard(complain => statusOf('Forthcoming', complain))).toEqual(['forthcoming', []])
  expect(heard(complain => statusOf('31094502', complain))).toEqual([null, [expect.stringContaining('unknown status')]])
  expect(stagesOf('two-stage', 1)).toBe('two')
  expect(stagesOf('multiple cut-off', 1)).toBe('cutoffs')
  expect(stagesOf('single-stage', 3)).toBe('cutoffs')
  expect(stagesOf(undefined, 1)).toBeNull()
})

test('types of action by their label, lump sums by label or conditions, programmes by either name', () => {
  for (const [label, action] of [
    ['HORIZON  Research and Innovation Actions', 'RIA'],
    ['HORIZON JU Innovation Actions', 'IA'],
    ['HORIZON Public Procurement of Innovative Solutions', 'PPI'],
    ['HORIZON Pre-commercial Procurement', 'PCP'],
    ['HORIZON Programme Cofund Actions', 'COFUND'],
    ['HORIZON TMA MSCA Cofund Doctoral programme', 'MSCA-COFUND'],
    ['HORIZON TMA MSCA Doctoral Networks - Joint Doctorates', 'MSCA-DN'],
    ['HORIZON TMA MSCA Postdoctoral Fellowships - Global Fellowships', 'MSCA-PF'],
    ['HORIZON TMA MSCA Staff Exchanges', 'MSCA-SE'],
    ['HORIZON ERC Proof of Concept Grants', 'ERC'],
    ['HORIZON EIC Equity Only', 'EIC-ACC'],
    ['HORIZON EIC Grants', 'EIC'],
    ['HORIZON Recognition Prize', 'PRIZE'],
    ['LIFE Project Grants', 'OTHER'],
    [null, null],
  ] as const)
    expect(actionOf(label), String(label)).toBe(action)
  expect(lumpSumOf('EDF Lump Sum Grants', null)).toBe(true)
  expect(lumpSumOf('HORIZON Innovation Actions', 'Eligible costs will take the form of a lump sum as defined.')).toBe(
    true,
  )
  expect(lumpSumOf('HORIZON Innovation Actions', 'Costs are reimbursed.')).toBe(false)
  expect(lumpSumOf('HORIZON Innovation Actions', null)).toBeNull()
  expect(programmeOf('EU4H', 'x')).toBe('EU4Health')
  expect(programmeOf(null, 'Horizon Europe')).toBe('Horizon Europe')
})

test('only addresses of the portal are taken over', () => {
  expect(portalUrl('javascript:alert(1)', 'WEAVE-1')).toMatch(/^https:\/\/ec\.europa\.eu\/.*\/weave-1$/)
  expect(portalUrl('https://example.org/x', 'WEAVE-1')).toMatch(/^https:\/\/ec\.europa\.eu\//)
  expect(portalUrl(undefined, 'EuropeAid/1/DD')).toMatch(/topic-details\/europeaid\/1\/dd$/)
})

test('files are told apart by how they begin', () => {
  expect(kindOf('\n{ "fundingData" : {"GrantTenderObj": [')).toBe('portal')
  expect(kindOf('{\n  "destinations": [')).toBe('details')
  expect(kindOf('{"reference": "1", "topicId": "WEAVE-1"')).toBe('lines')
  expect(kindOf('broken\n{"topicId": "WEAVE-1"}')).toBe('lines')
  for (const other of ['', '[]', 'a;b\n1;2', '<html>topicId</html>']) expect(kindOf(other)).toBeUndefined()
})

const LIST = path.resolve(import.meta.dirname, '../../../../../shared/data/ft-calls-open-2026-08-10.jsonl.gz')

test.skipIf(!existsSync(LIST))('every action of Horizon Europe has its code (skipped without ../shared/data)', () => {
  const labels = gunzipSync(readFileSync(LIST))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => (JSON.parse(line) as { typesOfAction: string }).typesOfAction)
    .filter(label => label.startsWith('HORIZON'))
  expect(labels.length).toBeGreaterThan(400)
  for (const label of labels) expect(actionOf(label), label).not.toBe('OTHER')
})
