import { expect, test } from 'vitest'
import type { Simple } from '#algorithms/indicators/problem.ts'
import { KINDS } from '#domains/ledger/kinds/catalogue.ts'
import type { KindRule } from '#domains/ledger/kinds/model.ts'
import { definitionsFrom, kindsOf, theDefinitions } from './definitions.ts'
import { HEADLINE, sections } from './messages.ts'

const rules: Record<string, KindRule> = KINDS
const { groups, indicators } = theDefinitions()

test('the included definitions look at kinds, roles, details and choices that the ledger has', () => {
  const { kinds, always } = kindsOf(theDefinitions())
  for (const kind of [...kinds, ...always]) expect(Object.keys(rules)).toContain(kind)
  for (const { code, measure, by = [] } of indicators) {
    const counted: Simple[] =
      measure.what === 'ratio'
        ? [measure.part, ...(typeof measure.whole === 'number' ? [] : [measure.whole])]
        : 'kinds' in measure
          ? [measure]
          : []
    for (const one of counted)
      for (const kind of one.kinds) {
        const rule = rules[kind]
        for (const role of one.roles ?? []) expect(rule?.roles, code).toHaveProperty(role)
        for (const [name, values] of Object.entries(one.details ?? {})) {
          const detail = rule?.details[name]
          expect(detail?.type, code).toBe('choice')
          if (detail?.type === 'choice')
            for (const value of values) expect(Object.keys(detail.choices)).toContain(value)
        }
        const fields = [...('of' in one ? [one.of] : []), ...by.filter(each => typeof each === 'string')]
        for (const field of fields) {
          const [of, name = ''] = field.split('.')
          if (of === 'details' || of === 'days') expect(rule?.details, code).toHaveProperty(name)
          if (of === 'place') expect(rule?.place, code).not.toBe('none')
          if (of === 'amount') expect(rule?.amount, code).not.toBe('none')
        }
        for (const each of by)
          if (typeof each !== 'string') {
            expect(rule?.roles, code).toHaveProperty(each.role)
            expect(rules[groups[each.group]?.enters ?? '']?.details, code).toHaveProperty(each.detail)
          }
      }
  }
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
