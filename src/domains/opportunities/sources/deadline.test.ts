import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closingOn, dayOf, deadlineOf, openingOf } from './deadline.ts'

test('a day closes at 17:00 in Brussels, in winter, in summer and on the days the clocks change', () => {
  expect(closingOn('2027-01-20')).toBe('2027-01-20T16:00:00.000Z')
  expect(closingOn('2027-07-20')).toBe('2027-07-20T15:00:00.000Z')
  expect(closingOn('2027-03-27')).toBe('2027-03-27T16:00:00.000Z')
  expect(closingOn('2027-03-28')).toBe('2027-03-28T15:00:00.000Z')
  expect(closingOn('2026-10-24')).toBe('2026-10-24T15:00:00.000Z')
  expect(closingOn('2026-10-25')).toBe('2026-10-25T16:00:00.000Z')
})

test('whatever the day, clocks in Brussels show 17:00 of that day', () => {
  const brussels = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Brussels',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  fc.assert(
    fc.property(fc.date({ min: new Date('2015-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }), date => {
      const day = date.toISOString().slice(0, 10)
      const [year, month, dayOfMonth] = day.split('-')
      expect(brussels.format(new Date(closingOn(day)))).toBe(`${dayOfMonth}/${month}/${year}, 17:00`)
    }),
  )
})

test('midnight stands for a day; an hour that is told is kept', () => {
  expect(deadlineOf(Date.UTC(2027, 3, 13))).toBe('2027-04-13T15:00:00.000Z')
  expect(deadlineOf(Date.UTC(2027, 3, 12, 22))).toBe('2027-04-13T15:00:00.000Z')
  expect(deadlineOf('2027-04-13T00:00:00.000+0000')).toBe('2027-04-13T15:00:00.000Z')
  expect(deadlineOf('2027-04-13T10:00:00+02:00')).toBe('2027-04-13T08:00:00.000Z')
})

test('what is no date is none', () => {
  for (const wrong of ['2027-02-30', 'soon', '', null, 12, Number.NaN, Infinity, {}, '2027-13-01'])
    expect(deadlineOf(wrong), String(wrong)).toBeUndefined()
  expect(dayOf('2027-02-29')).toBeUndefined()
  expect(openingOf(Date.UTC(2027, 0, 11, 23))).toBe('2027-01-12')
})
