import type { Meeting, Problem } from '#algorithms/agenda/problem.ts'
import { fits } from '#algorithms/agenda/seating.ts'

/** Why a meeting cannot be held in a place. Wishes have no say: who moves a meeting decides. */
export type Obstacle =
  | { readonly kind: 'busy'; readonly person: number; readonly by: Meeting }
  | { readonly kind: 'taken'; readonly by: Meeting }
  | { readonly kind: 'away' | 'overCap' | 'noBreak'; readonly person: number }
  | { readonly kind: 'lost' | 'notAccessible' | 'tooSmall' | 'roomFull' }

/** What a place asks of the problem: the page carries this much for whoever drags. */
export type Grounds = Pick<Problem, 'participants' | 'tables' | 'rooms'>

/** Who sits where, to be asked about one place after another. */
export class Occupied {
  readonly #of: Grounds
  // Lists: while it is tried whether two may change places, one may stand where a third stands already, and both are there.
  readonly #person = new Map<string, Meeting[]>()
  readonly #table = new Map<string, Meeting[]>()
  readonly #room = new Map<string, number>()
  readonly #slots: number[][]

  constructor(of: Grounds, meetings: readonly Meeting[]) {
    this.#of = of
    this.#slots = of.participants.map(() => [])
    for (const one of meetings) this.add(one)
  }

  add(one: Meeting): void {
    for (const person of [one.a, one.b]) {
      put(this.#person, `${person} ${one.slot}`, one)
      this.#slots[person]?.push(one.slot)
    }
    put(this.#table, `${one.table} ${one.slot}`, one)
    const room = `${this.#of.tables[one.table]?.room} ${one.slot}`
    this.#room.set(room, (this.#room.get(room) ?? 0) + 1)
  }

  remove(one: Meeting): void {
    for (const person of [one.a, one.b]) {
      take(this.#person, `${person} ${one.slot}`, one)
      const mine = this.#slots[person]
      mine?.splice(mine.indexOf(one.slot), 1)
    }
    take(this.#table, `${one.table} ${one.slot}`, one)
    const room = `${this.#of.tables[one.table]?.room} ${one.slot}`
    this.#room.set(room, (this.#room.get(room) ?? 0) - 1)
  }

  /** What stands in the way of two meetings that change places; both are in the agenda. */
  againstSwap(one: Meeting, other: Meeting): Obstacle[] {
    const [there, back] = [
      { ...one, slot: other.slot, table: other.table },
      { ...other, slot: one.slot, table: one.table },
    ]
    this.remove(one)
    this.remove(other)
    const found = this.against(there)
    this.add(there)
    found.push(...this.against(back))
    this.remove(there)
    this.add(one)
    this.add(other)
    return found
  }

  /** What stands in the way of one more meeting; empty when nothing does. */
  against({ a, b, slot, table }: Meeting): Obstacle[] {
    const found: Obstacle[] = []
    const at = this.#of.tables[table]
    if (!at || (at.slots && !at.slots.includes(slot))) return [{ kind: 'lost' }]
    for (const person of [a, b]) {
      const one = this.#of.participants[person]
      const by = this.#person.get(`${person} ${slot}`)?.[0]
      if (by) found.push({ kind: 'busy', person, by })
      if (one?.away?.includes(slot)) found.push({ kind: 'away', person })
      const mine = this.#slots[person] ?? []
      if (one?.cap !== undefined && mine.length >= one.cap) found.push({ kind: 'overCap', person })
      const noBreak = (one?.breaks ?? []).some(
        each => each.slots.includes(slot) && mine.filter(s => each.slots.includes(s)).length >= each.most,
      )
      if (noBreak) found.push({ kind: 'noBreak', person })
    }
    const by = this.#table.get(`${table} ${slot}`)?.[0]
    if (by) found.push({ kind: 'taken', by })
    if (!fits(this.#of as Problem, a, b, table)) {
      const needsAccess = this.#of.participants[a]?.accessible || this.#of.participants[b]?.accessible
      found.push({ kind: needsAccess && !at.accessible ? 'notAccessible' : 'tooSmall' })
    }
    const { capacity } = this.#of.rooms[at.room] ?? {}
    if (!by && capacity !== undefined && (this.#room.get(`${at.room} ${slot}`) ?? 0) >= capacity)
      found.push({ kind: 'roomFull' })
    return found
  }
}

function put(into: Map<string, Meeting[]>, key: string, one: Meeting): void {
  into.set(key, [...(into.get(key) ?? []), one])
}

function take(from: Map<string, Meeting[]>, key: string, one: Meeting): void {
  const rest = (from.get(key) ?? []).filter(each => !samePair(each, one))
  if (rest.length > 0) from.set(key, rest)
  else from.delete(key)
}

export const samePair = (x: Pick<Meeting, 'a' | 'b'>, y: Pick<Meeting, 'a' | 'b'>): boolean =>
  x.a === y.a && x.b === y.b

/** The agenda with some pairs put elsewhere (a new pair: added), and what stands in the way of each there. */
export function replaced(of: Grounds, meetings: readonly Meeting[], moved: readonly Meeting[]) {
  const rest = meetings.filter(one => !moved.some(other => samePair(one, other)))
  const occupied = new Occupied(of, rest)
  const obstacles: { meeting: Meeting; obstacle: Obstacle }[] = []
  for (const meeting of moved) {
    for (const obstacle of occupied.against(meeting)) obstacles.push({ meeting, obstacle })
    occupied.add(meeting)
  }
  return { meetings: [...rest, ...moved], obstacles }
}
