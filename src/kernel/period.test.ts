import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Period, periodBefore, readPeriod } from './period.ts'

test('periods as people write them', () => {
  for (const [text, name, from, until] of [
    ['2025', '2025', '2025-01-01', '2025-12-31'],
    [' 2025-h1 ', '2025-H1', '2025-01-01', '2025-06-30'],
    ['2025-S2', '2025-H2', '2025-07-01', '2025-12-31'],
    ['2025-03-01..2025-04-30', '2025-03-01..2025-04-30', '2025-03-01', '2025-04-30'],
    ['2025-03-01/2025-03-01', '2025-03-01..2025-03-01', '2025-03-01', '2025-03-01'],
    ['2025-01-01_2025-12-31', '2025', '2025-01-01', '2025-12-31'],
    ['2024-07-01..2024-12-31', '2024-H2', '2024-07-01', '2024-12-31'],
  ] as const)
    expect([text, readPeriod(text)]).toEqual([text, { name, from, until }])
  for (const text of ['', '25', '2025-H3', '2025-02-30..2025-03-01', '2025-03', 'last year', '2025..2026', '99999'])
    expect([text, readPeriod(text)]).toEqual([text, 'unreadable'])
  expect(readPeriod('2025-04-30..2025-03-01')).toBe('backwards')
})

test('the period before ends the day before and is as long', () => {
  const before = (text: string) => periodBefore(readPeriod(text) as Period).name
  expect(['2025', '2025-H1', '2025-H2', '2025-03-11..2025-03-20', '2025-01-01..2025-01-31'].map(before)).toEqual([
    '2024',
    '2024-H2',
    '2025-H1',
    '2025-03-01..2025-03-10',
    '2024-12-01..2024-12-31',
  ])
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, (a, b) => {
      const period = readPeriod([a, b].sort().join('..')) as Period
      const { until } = periodBefore(period)
      expect(Date.parse(period.from) - Date.parse(until)).toBe(86_400_000)
      expect(readPeriod(period.name)).toEqual(period)
    }),
  )
})
