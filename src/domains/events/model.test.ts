import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugOf } from './model.ts'
import { conflictsOf, type Part } from './programme/model.ts'
import { pastedRows, readLines } from './registrations/model.ts'

const MINUTE = 60_000
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1) + minute * MINUTE)
const event = { starts_at: at(0), ends_at: at(480) }

const part = fc.record({
  from: fc.integer({ min: -60, max: 520 }),
  minutes: fc.integer({ min: 1, max: 120 }),
  room_id: fc.option(fc.integer({ min: 1, max: 2 })),
  speakers: fc.uniqueArray(fc.constantFrom('Ada Rossi, direttrice', 'ada rossi', 'Bea'), { maxLength: 2 }),
})
const programme = fc
  .array(part, { maxLength: 8 })
  .map(parts =>
    parts.map(
      ({ from, minutes, ...rest }, id): Part => ({ ...rest, id, starts_at: at(from), ends_at: at(from + minutes) }),
    ),
  )

test('conflicts are those that a look at each minute finds, each pair once', () => {
  fc.assert(
    fc.property(programme, sessions => {
      const inMinute = (one: Part, minute: number) => one.starts_at <= at(minute) && at(minute) < one.ends_at
      const together = new Set<string>()
      for (let minute = -60; minute < 640; minute++)
        for (const a of sessions)
          for (const b of sessions)
            if (
              a.id < b.id &&
              a.room_id !== null &&
              a.room_id === b.room_id &&
              inMinute(a, minute) &&
              inMinute(b, minute)
            )
              together.add(`${a.id} ${b.id}`)
      const found = conflictsOf(event, sessions)
      const rooms = found.flatMap(one => (one.what === 'room' ? [`${one.session} ${one.other}`] : []))
      expect(rooms.toSorted()).toEqual([...together].toSorted())
      expect(found.filter(one => one.what === 'outside').map(one => one.session)).toEqual(
        sessions.filter(one => one.starts_at < event.starts_at || one.ends_at > event.ends_at).map(one => one.id),
      )
    }),
  )
})

test('one speaker in two places is found however their role is written', () => {
  const one = { starts_at: at(0), ends_at: at(60), room_id: null }
  const both = [
    { ...one, id: 1, speakers: ['Ada Rossi, direttrice'] },
    { ...one, id: 2, speakers: ['ADA ROSSI (Alfa)'] },
  ]
  expect(conflictsOf(event, both)).toMatchObject([{ what: 'speaker', session: 1, other: 2 }])
})

test('a list is read in whatever order its columns stand; an address that comes twice counts once', () => {
  expect(
    readLines(pastedRows('E-mail\tNome\tEnte\nada@example.org\tAda\tAlfa\nADA@example.org\tAltra\nsolo@example.org')),
  ).toEqual({
    lines: [{ name: 'Ada', email: 'ada@example.org', organisation: 'Alfa' }],
    bad: [{ line: 4, text: 'solo@example.org' }],
  })
  fc.assert(
    fc.property(fc.string(), text => {
      const { lines } = readLines(pastedRows(text))
      for (const line of lines) expect(line.email).toMatch(/^[^\s@]+@[^\s@]+$/)
    }),
  )
})

test('an address of a page is made of any title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), title => {
      expect(slugOf(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(slugOf(title)).not.toBe('new')
    }),
  )
  expect(slugOf('Città & Salute: è già domani!')).toBe('citta-salute-e-gia-domani')
})
