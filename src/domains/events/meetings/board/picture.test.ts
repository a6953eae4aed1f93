import { expect, test } from 'vitest'
import { namesOf } from './picture.ts'

const slots = (...starts: string[]) =>
  starts.map((start, n) => ({
    id: n + 1,
    starts_at: new Date(start),
    ends_at: new Date(Date.parse(start) + 20 * 60_000),
  }))
const names = (zone: string, ...starts: string[]) => {
  const { slot } = namesOf({ people: [], tables: [], slots: slots(...starts), zone })
  return starts.map((_, n) => slot(n + 1))
}

test('slots of one day are told by their hour, those of several by the day where the event is too', () => {
  expect(names('Europe/Rome', '2027-03-12T08:30:00Z', '2027-03-12T09:00:00Z')).toEqual(['09:30', '10:00'])
  expect(names('Europe/Rome', '2027-03-12T08:30:00Z', '2027-03-13T08:30:00Z')).toEqual(['12/03 09:30', '13/03 09:30'])
  expect(names('Europe/Rome', '2027-03-05T08:30:00Z', '2027-11-06T08:30:00Z')).toEqual(['05/03 09:30', '06/11 09:30'])
  // One day in New York that is two in Greenwich, and two in Auckland that are one.
  expect(names('America/New_York', '2027-03-12T23:30:00Z', '2027-03-13T00:30:00Z')).toEqual(['18:30', '19:30'])
  expect(names('Pacific/Auckland', '2027-03-12T10:30:00Z', '2027-03-12T20:30:00Z')).toEqual([
    '12/03 23:30',
    '13/03 09:30',
  ])
})
