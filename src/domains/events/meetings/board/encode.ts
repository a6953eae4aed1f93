import type { Break, Meeting, Pair, Participant, Problem, Slot, Table, Wish } from '#algorithms/agenda/problem.ts'
import { dayOf, hourOf } from '../../times.ts'
import { counts } from '../model.ts'
import type { AgendaRow, MeetingRow, PersonRow, SlotRow, TableRow, WishRow } from '../queries.ts'

/** Everything that decides who can meet whom, when and where. */
export type Rows = {
  readonly zone: string
  readonly agenda: Pick<AgendaRow, 'most_meetings' | 'most_in_a_row' | 'language_matters'>
  readonly slots: readonly SlotRow[]
  readonly tables: readonly TableRow[]
  readonly people: readonly Pick<
    PersonRow,
    | 'id'
    | 'organisation'
    | 'organisation_id'
    | 'takes_part'
    | 'languages'
    | 'kept_apart'
    | 'people'
    | 'accessible'
    | 'most_meetings'
    | 'away'
  >[]
  readonly wishes: readonly Pick<WishRow, 'from_id' | 'to_id' | 'strength' | 'expires_at'>[]
  readonly meetings: readonly Placed[]
  /** Pairs, by the numbers of their registrations here, that met at an earlier event. */
  readonly before: readonly Pair[]
}
type Placed = Pick<MeetingRow, 'a_id' | 'b_id' | 'slot_id' | 'table_id' | 'locked' | 'state'>

/** Where two people meet, by the numbers of the database. */
export type Place = {
  readonly a_id: number
  readonly b_id: number
  readonly slot_id: number
  readonly table_id: number
}

/** Numbers of the database in the order of the problem's indices. */
export type Code = {
  readonly people: readonly number[]
  readonly slots: readonly number[]
  readonly tables: readonly number[]
  readonly rooms: readonly number[]
}

export type Encoded = {
  readonly problem: Problem
  readonly code: Code
  /** The agenda as it stands. */
  readonly meetings: readonly Meeting[]
}

/** Minutes from one slot to the next up to which two meetings are in a row. */
const IN_A_ROW = 30
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

type How = {
  readonly now: Date
  /** A pair that meets keeps meeting, though its wish has expired or was taken back; a no always ends it. */
  readonly keep: boolean
}

/** Rows as a problem of the algorithm, with the agenda as it stands. Meetings that are locked in it stay. */
export function encode(rows: Rows, { now, keep }: How): Encoded {
  const placed = rows.meetings.filter(one => one.state === 'placed')
  const busy = new Set(placed.flatMap(one => [one.a_id, one.b_id]))
  // By number, so that the first of a pair is the first in the database too.
  const people = rows.people.filter(one => one.takes_part || busy.has(one.id)).toSorted((x, y) => x.id - y.id)
  const rooms = [...new Map(rows.tables.map(one => [one.room_id, one.room_capacity]))]
  const code: Code = {
    people: people.map(one => one.id),
    slots: rows.slots.map(one => one.id),
    tables: rows.tables.map(one => one.id),
    rooms: rooms.map(([id]) => id),
  }
  const at = indicesOf(code)
  const slots = slotsOf(rows.slots, rows.zone)
  const organisation = numbering()
  const group = numbering()
  const language = numbering()
  const breaks = rows.agenda.most_in_a_row === null ? [] : rests(slots, rows.agenda.most_in_a_row)
  const participants = people.map((one): Participant => {
    const cap = one.takes_part ? least(one.most_meetings, rows.agenda.most_meetings) : 0
    const who = one.organisation_id === null ? plain(one.organisation) : `#${one.organisation_id}`
    return {
      ...(who === '' ? {} : { organisation: organisation(who) }),
      ...(plain(one.kept_apart) === '' ? {} : { groups: [group(plain(one.kept_apart))] }),
      ...(rows.agenda.language_matters && one.languages.length > 0
        ? { languages: one.languages.map(each => language(plain(each))) }
        : {}),
      ...(one.accessible ? { accessible: true } : {}),
      ...(one.people === 1 ? {} : { people: one.people }),
      ...(cap === undefined ? {} : { cap }),
      ...(one.away.length === 0 ? {} : { away: known(one.away, at.slots) }),
      ...(breaks.length === 0 ? {} : { breaks }),
    }
  })
  const groups = Array.from({ length: group.count() }, (_, g): Pair => [g, g])
  const meetings = placed.flatMap(one => encodePlace(one, at))
  const locked = placed.filter(one => one.locked).flatMap(one => encodePlace(one, at))
  return {
    code,
    meetings,
    problem: {
      slots,
      rooms: rooms.map(([, capacity]) => (capacity === null ? {} : { capacity })),
      tables: rows.tables.map(
        (one): Table => ({
          room: at.rooms.get(one.room_id) ?? 0,
          accessible: one.accessible,
          seats: one.seats,
          ...(one.lost.length === 0
            ? {}
            : { slots: rows.slots.flatMap((slot, s) => (one.lost.includes(slot.id) ? [] : [s])) }),
        }),
      ),
      participants,
      wishes: wishesOf(rows, at, now, keep ? placed : []),
      ...(groups.length === 0 ? {} : { apart: groups }),
      ...(rows.before.length === 0
        ? {}
        : {
            metBefore: rows.before.flatMap(([x, y]): Pair[] => {
              const [a, b] = [at.people.get(x), at.people.get(y)]
              return a === undefined || b === undefined ? [] : [[a, b]]
            }),
          }),
      ...(locked.length === 0 ? {} : { locked }),
    },
  }
}

/** An agenda of the algorithm by the numbers of the database. */
export const decode = (meetings: readonly Meeting[], code: Code): Place[] =>
  meetings.map(({ a, b, slot, table }) => ({
    a_id: code.people[a] as number,
    b_id: code.people[b] as number,
    slot_id: code.slots[slot] as number,
    table_id: code.tables[table] as number,
  }))

export type Indices = { readonly [K in keyof Code]: ReadonlyMap<number, number> }
export const indicesOf = (code: Code): Indices => ({
  people: positions(code.people),
  slots: positions(code.slots),
  tables: positions(code.tables),
  rooms: positions(code.rooms),
})

/** A place of the database as the algorithm names it; nothing where one of its parts is not there any more. */
export function encodePlace({ a_id, b_id, slot_id, table_id }: Place, at: Indices): Meeting[] {
  const [a, b] = [at.people.get(a_id), at.people.get(b_id)]
  const [slot, table] = [at.slots.get(slot_id), at.tables.get(table_id)]
  return a === undefined || b === undefined || slot === undefined || table === undefined ? [] : [{ a, b, slot, table }]
}

const positions = (ids: readonly number[]) => new Map(ids.map((id, at) => [id, at]))
const known = (ids: readonly number[], at: ReadonlyMap<number, number>) =>
  ids.flatMap(id => at.get(id) ?? []).sort((x, y) => x - y)
const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
const least = (x: number | null, y: number | null) =>
  x === null && y === null ? undefined : Math.min(x ?? Number.POSITIVE_INFINITY, y ?? Number.POSITIVE_INFINITY)

/** Numbers names in the order they come. */
function numbering(): ((name: string) => number) & { count(): number } {
  const seen = new Map<string, number>()
  const number = (name: string) => {
    const there = seen.get(name)
    if (there !== undefined) return there
    seen.set(name, seen.size)
    return seen.size - 1
  }
  return Object.assign(number, { count: () => seen.size })
}

/**
 * Days counted from the first, and the minutes that clocks of the zone show. Where an hour comes twice the second time follows the first, as lengths
 * are those that pass.
 */
function slotsOf(rows: readonly SlotRow[], zone: string): Slot[] {
  const first = Date.parse(`${rows[0] ? dayOf(rows[0].starts_at, zone) : '1970-01-01'}T00:00:00Z`)
  let [lastDay, free] = [-1, 0]
  return rows.map(({ starts_at, ends_at }) => {
    const day = Math.round((Date.parse(`${dayOf(starts_at, zone)}T00:00:00Z`) - first) / DAY_MS)
    const [hours, minutes] = hourOf(starts_at, zone).split(':').map(Number) as [number, number]
    const start = Math.max(hours * 60 + minutes, day === lastDay ? free : 0)
    const end = start + (ends_at.getTime() - starts_at.getTime()) / MINUTE_MS
    lastDay = day
    free = end
    return { day, start, end }
  })
}

/** At most `most` meetings in any stretch of one more that follow each other. */
function rests(slots: readonly Slot[], most: number): Break[] {
  const follows = (s: number) => {
    const [before, here] = [slots[s - 1], slots[s]]
    return before !== undefined && here?.day === before.day && here.start - before.end < IN_A_ROW
  }
  return slots.flatMap((_, first) => {
    const stretch = Array.from({ length: most + 1 }, (_, k) => first + k)
    return stretch.at(-1)! < slots.length && stretch.slice(1).every(follows) ? [{ slots: stretch, most }] : []
  })
}

function wishesOf(rows: Rows, at: Indices, now: Date, meeting: readonly Placed[]): Wish[] {
  const key = (x: number, y: number) => (x < y ? `${x} ${y}` : `${y} ${x}`)
  const said = new Set(rows.wishes.map(one => `${one.from_id} ${one.to_id}`))
  const refused = new Set(rows.wishes.filter(one => one.strength === 'no').map(one => key(one.from_id, one.to_id)))
  const kept = new Map(meeting.map(one => [key(one.a_id, one.b_id), one]))
  const wanted = new Set<string>()
  const wishes = rows.wishes.flatMap((one): Wish[] => {
    const [from, to] = [at.people.get(one.from_id), at.people.get(one.to_id)]
    const pair = key(one.from_id, one.to_id)
    const counted = one.strength === 'no' || kept.has(pair) || counts(one, said.has(`${one.to_id} ${one.from_id}`), now)
    if (from === undefined || to === undefined || !counted) return []
    if (one.strength !== 'no') wanted.add(pair)
    return [{ from, to, strength: one.strength as Wish['strength'] }]
  })
  for (const [pair, { a_id, b_id }] of kept) {
    const [from, to] = [at.people.get(a_id), at.people.get(b_id)]
    if (wanted.has(pair) || refused.has(pair) || from === undefined || to === undefined) continue
    wishes.push({ from, to, strength: 'like' })
  }
  return wishes
}
