import type { EventRow } from '../../queries.ts'
import type { MeetingRow, PersonRow } from '../queries.ts'
import { encodePlace, type Place } from './encode.ts'
import { pairName } from './model.ts'
import type { Obstacle } from './obstacles.ts'
import { faultyIn, type Picture, placeOf } from './picture.ts'

/** A meeting as the board shows it. */
export type Card = {
  readonly row: MeetingRow
  readonly a: PersonRow
  readonly b: PersonRow
  /** Who of the two waits before it, and how many minutes. */
  readonly waits: readonly { readonly person: PersonRow; readonly minutes: number }[]
  readonly absent: readonly PersonRow[]
  readonly faults: readonly Obstacle[]
}

const MINUTE_MS = 60_000

/** The meetings that stand, in the order of time. */
export function cardsOf(picture: Picture, event: EventRow): Card[] {
  const { rows, now } = picture
  const people = new Map(rows.people.map(one => [one.id, one]))
  const position = new Map(rows.slots.map((one, s) => [one.id, s]))
  const begun = event.starts_at <= now && rows.people.some(one => one.attendance === 'present')
  const absent = (one: PersonRow) => one.attendance === 'absent' || (begun && one.attendance === 'unknown')
  const faulty = new Map(
    [...faultyIn(picture)].map(([meeting, faults]) => [pairName(placeOf(picture, meeting)), faults]),
  )
  const last = new Map<number, MeetingRow>()
  return rows.meetings.flatMap(row => {
    const [a, b] = [people.get(row.a_id), people.get(row.b_id)]
    if (row.state !== 'placed' || !a || !b) return []
    const waits = [a, b].flatMap(person => {
      const before = last.get(person.id)
      last.set(person.id, row)
      const free = before ? (position.get(row.slot_id) ?? 0) - (position.get(before.slot_id) ?? 0) > 1 : false
      if (!before || !free || !sameDay(before.ends_at, row.starts_at)) return []
      return [{ person, minutes: Math.round((row.starts_at.getTime() - before.ends_at.getTime()) / MINUTE_MS) }]
    })
    return [{ row, a, b, waits, absent: [a, b].filter(absent), faults: faulty.get(pairName(row)) ?? [] }]
  })
}

/** Twelve hours part two days of meetings, whatever the zone. */
const sameDay = (one: Date, other: Date) => other.getTime() - one.getTime() < 12 * 60 * MINUTE_MS

/** The picture with another agenda in the place of the one that holds. */
export function proposed(picture: Picture, places: readonly Place[]): Picture {
  const known = new Map(picture.rows.meetings.map(one => [pairName(one), one]))
  const slots = new Map(picture.rows.slots.map((one, s) => [one.id, { ...one, s }]))
  const meetings = places.flatMap((place, n): MeetingRow[] => {
    const slot = slots.get(place.slot_id)
    if (!slot) return []
    const times = { starts_at: slot.starts_at, ends_at: slot.ends_at, state: 'placed' }
    return [{ ...NOT_YET, id: -1 - n, ...known.get(pairName(place)), ...place, ...times }]
  })
  return {
    ...picture,
    rows: { ...picture.rows, meetings: meetings.toSorted((x, y) => x.starts_at.getTime() - y.starts_at.getTime()) },
    meetings: places.flatMap(place => encodePlace(place, picture.at)),
  }
}

/** What a meeting that is not there yet has of a row. */
const NOT_YET = {
  ...{ uid: '', event_id: 0, locked: false, sequence: 0, told: null, told_starts_at: null, told_table: null },
  ...{ changed_at: new Date(0), changed_by: '' },
}
