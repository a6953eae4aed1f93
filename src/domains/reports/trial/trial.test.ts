import { expect, test } from 'vitest'
import { FAULT_CODES } from '#algorithms/indicators/faults.ts'
import { theDefinitions } from '../definitions.ts'
import { explain } from './explain.ts'
import { faultWords, UNRECORDED } from './faults.ts'
import { readTyped } from './reading.ts'

const [first] = theDefinitions().indicators
const typed = (change: object) => JSON.stringify({ ...first, by: [], expected: undefined, ...change }, null, 2)
const faults = (text: string) => {
  const read = readTyped(text)
  return 'faults' in read ? read.faults.map(({ line, column, text }) => `${line}:${column} ${text.en}`) : []
}

test('each included definition can be tried as it stands, and is told in words of both languages', () => {
  for (const definition of theDefinitions().indicators) {
    const read = readTyped(JSON.stringify(definition, null, 2))
    expect(read, definition.code).toMatchObject({ warnings: [] })
    for (const language of ['it', 'en'] as const) {
      const said = explain(language, definition, theDefinitions())
      expect(said.what, definition.code).not.toMatch(/undefined|\[object/)
      expect(said.what).not.toBe('')
      expect([...said.kinds, ...said.only, ...said.by].join(), definition.code).not.toMatch(/undefined|details\./)
    }
  }
  expect(readTyped(JSON.stringify(theDefinitions()))).toMatchObject({ warnings: [] })
})

test('text that is no JSON is told with line and column', () => {
  expect(faults('{\n  "code": "x"\n  "unit": "y"\n}')).toEqual(['3:3 a comma is missing here.'])
  expect(faults('{\n  "code": ,\n}')[0]).toMatch(/^2:11 a value is missing/)
  expect(faults('{\n  // what\n  "code": 1}')[0]).toMatch(/^2:3 JSON has no comments/)
  expect(faults('')).toHaveLength(1)
  expect(faults('{"code": "x')).not.toEqual([])
  expect(faults('['.repeat(40_000))).not.toEqual([])
  expect(faults('{"a":'.repeat(6000))).not.toEqual([])
})

test('each fault is told at its line, what is missing at the place where it belongs', () => {
  const text = typed({ measure: { what: 'guess' }, unit: 3, colour: 'red' })
  const lines = text.split('\n')
  for (const fault of faults(text)) {
    const [, line = '', name = ''] = /^(\d+):\d+ (?:[\w.]*?)(what|unit|colour)\b/.exec(fault) ?? []
    expect(lines[Number(line) - 1], fault).toContain(`"${name}"`)
  }
  expect(faults(text)).toHaveLength(3)
  expect(faults(typed({ name: { it: 'solo' } }))[0]).toMatch(/name\.en: is missing/)
})

test('dividing by zero is said in words, and so is a kind that the ledger never records', () => {
  const events = { what: 'facts', kinds: ['event-held'] }
  expect(faults(typed({ measure: { what: 'ratio', part: events, whole: 0 } }))[0]).toMatch(/nothing is divided by zero/)
  const read = readTyped(typed({ measure: { ...events, kinds: ['event-hold'] } }))
  expect('warnings' in read && read.warnings.map(one => one.text.it)).toEqual([
    expect.stringContaining('il libro dei fatti non ha il genere «event-hold»'),
  ])
})

test('every fault has its words, in both languages', () => {
  for (const code of [...FAULT_CODES, ...UNRECORDED])
    for (const text of Object.values(faultWords[code])) expect(text).not.toBe('')
})
