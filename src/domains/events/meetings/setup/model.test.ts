import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localTime } from '#kernel/zoned.ts'
import { accessibleAmong, answerBy, overlaps, type SlotsForm, slotsForm, slotsOfForm, tableNames } from './model.ts'

const MINUTE_MS = 60_000
const form = (more: Partial<SlotsForm> = {}) =>
  slotsForm.parse({ day: '2027-03-12', from: '09:30', until: '12:00', minutes: '20', pause: '5', ...more })
const made = (more: Partial<SlotsForm>, zone = 'Europe/Rome') => {
  const found = slotsOfForm(form(more), zone)
  if ('faults' in found) throw new Error(JSON.stringify(found.faults))
  return found
}
const shown = (more: Partial<SlotsForm>, zone = 'Europe/Rome') =>
  made(more, zone).slots.map(slot => localTime(slot.starts_at, zone).slice(11))
const faults = (more: Partial<SlotsForm>) => {
  const found = slotsOfForm(form(more), 'Europe/Rome')
  return 'faults' in found ? found.faults : {}
}

describe('slots of a form', () => {
  test('every so many minutes, none across lunch, on each day', () => {
    expect(shown({ until: '11:00' })).toEqual(['09:30', '09:55', '10:20'])
    expect(
      shown({ from: '12:00', until: '14:30', minutes: '30', pause: '', lunch_from: '12:45', lunch_until: '13:40' }),
    ).toEqual(['12:00', '13:40'])
    expect(made({ last_day: '2027-03-14' }).slots).toHaveLength(3 * made({}).slots.length)
  })

  test('the hour that clocks skip: slots keep their length, and a slot cannot begin in it', () => {
    const night = { day: '2027-03-28', from: '01:30', until: '04:00', minutes: '30', pause: '0' }
    expect(shown(night)).toEqual(['01:30', '03:00', '03:30'])
    expect(made(night).changes).toEqual(['2027-03-28'])
    expect(faults({ ...night, from: '02:30' })).toEqual({ from: 'skippedHour' })
  })

  test('the hour that comes twice', () => {
    const night = { day: '2027-10-31', from: '01:30', until: '03:30', minutes: '30', pause: '0' }
    expect(shown(night)).toEqual(['01:30', '02:00', '02:30', '02:00', '02:30', '03:00'])
    expect(made({ day: '2027-10-30', last_day: '2027-11-01' }).changes).toEqual([])
  })

  test('what is wrong is said by field', () => {
    expect(faults({ day: 'domani', minutes: '3', pause: 'x', from: '25:00', lunch_from: '12:00' })).toEqual({
      day: 'badDay',
      minutes: 'badMinutes',
      pause: 'badPause',
      from: 'badHour',
      lunch_from: 'badLunch',
    })
    expect(faults({ day: '2027-02-30' })).toEqual({ day: 'badDay' })
    expect(faults({ until: '09:30' })).toEqual({ until: 'endsBefore' })
    expect(faults({ last_day: '2027-03-11' })).toEqual({ last_day: 'badDays' })
    expect(faults({ last_day: '2028-03-11' })).toEqual({ last_day: 'badDays' })
  })

  test('whatever is typed: in order, apart by the pause, as long as asked, within the hours, never at lunch', () => {
    const hour = fc
      .integer({ min: 0, max: 1439 })
      .map(n => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`)
    const day = fc
      .integer({ min: 0, max: 800 })
      .map(n => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
    const any = fc.record({
      day,
      from: hour,
      until: hour,
      minutes: fc.integer({ min: 5, max: 240 }).map(String),
      pause: fc.integer({ min: 0, max: 120 }).map(String),
      lunch_from: fc.oneof(fc.constant(''), hour),
      lunch_until: fc.oneof(fc.constant(''), hour),
    })
    fc.assert(
      fc.property(any, fc.constantFrom('Europe/Rome', 'America/New_York', 'Asia/Kolkata', 'UTC'), (typed, zone) => {
        const found = slotsOfForm(form(typed), zone)
        if ('faults' in found) return
        found.slots.forEach((slot, n) => {
          expect(slot.ends_at.getTime() - slot.starts_at.getTime()).toBe(Number(typed.minutes) * MINUTE_MS)
          const next = found.slots[n + 1]
          if (next)
            expect(next.starts_at.getTime()).toBeGreaterThanOrEqual(
              slot.ends_at.getTime() + (typed.lunch_from ? 0 : Number(typed.pause) * MINUTE_MS),
            )
          expect(localTime(slot.ends_at, zone) <= `${typed.day}T${typed.until}` || found.changes.length > 0).toBe(true)
        })
        const slots = found.slots
        expect(slots.some((a, i) => slots.slice(i + 1).some(b => overlaps(a, b)))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

describe('names of tables', () => {
  test('a range, a list, each once', () => {
    expect(tableNames('Tavolo 1-3')).toEqual(['Tavolo 1', 'Tavolo 2', 'Tavolo 3'])
    expect(tableNames('T08–11, Palco; T09\n\nSala  rossa')).toEqual(['T08', 'T09', 'T10', 'T11', 'Palco', 'Sala rossa'])
    expect(tableNames('A 5-3')).toEqual(['A 5-3'])
    expect(tableNames(' , \n')).toBeUndefined()
    expect(tableNames('T 1-9999')).toBeUndefined()
    expect(tableNames('Tavolo 1-999999999')).toBeUndefined()
    expect(tableNames('x'.repeat(61))).toBeUndefined()
  })

  test('which are accessible: by number or by name', () => {
    const names = ['Tavolo 1', 'Tavolo 2', 'Tavolo 12']
    expect([...accessibleAmong(names, '2')]).toEqual(['Tavolo 2'])
    expect([...accessibleAmong(names, 'tavolo 1, Tavolo 12')]).toEqual(['Tavolo 1', 'Tavolo 12'])
    expect([...accessibleAmong(names, '7')]).toEqual([])
  })

  test('whatever is typed, names are distinct, trimmed and not too many', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), text => {
        const names = tableNames(text) ?? []
        expect(new Set(names).size).toBe(names.length)
        expect(names.length).toBeLessThanOrEqual(500)
        for (const name of names) expect(name).toBe(name.trim())
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 99 }), (first, more) => {
        expect(tableNames(`T${first}-${first + more}`)).toHaveLength(more + 1)
      }),
    )
  })
})

test('an answer is waited for two weeks, until wishes have closed, never past the beginning', () => {
  const event = { starts_at: new Date('2027-03-12T08:00:00Z'), ends_at: new Date('2027-03-12T16:00:00Z') }
  const on = (iso: string) => new Date(`${iso}T00:00:00Z`)
  expect(answerBy(event, on('2027-02-01'), on('2027-01-01'))).toEqual(on('2027-02-04'))
  expect(answerBy(event, on('2027-02-01'), on('2027-01-30'))).toEqual(on('2027-02-13'))
  expect(answerBy(event, on('2027-03-10'), on('2027-03-09'))).toEqual(event.starts_at)
  expect(answerBy(event, null, on('2027-01-01'))).toEqual(event.starts_at)
  expect(answerBy(event, null, new Date('2027-03-12T10:00:00Z'))).toEqual(event.ends_at)
})
