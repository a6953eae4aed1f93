import type { EventRow } from '../../queries.ts'
import type { MeetingRow, PersonRow } from '../queries.ts'
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
