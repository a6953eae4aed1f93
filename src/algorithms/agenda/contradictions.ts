import { pairKey } from './pairs.ts'
import type { Conflict, Contradiction, Meeting, Problem, Remedy } from './problem.ts'
import { fits, seatsOf } from './seating.ts'

/** Locked meetings that cannot all stand, each with what would end it; empty when they can. */
export function contradictions(problem: Problem): Contradiction[] {
  const locked = problem.locked ?? []
  const { participants, tables, rooms } = problem
  const found: Contradiction[] = []
  const add = (conflict: Conflict, indices: readonly number[], more: readonly Remedy[] = []) =>
    found.push({ conflict, locked: indices, remedies: [...more, ...indices.map(k => unlock(k))] })
  const unlock = (k: number): Remedy => ({ kind: 'unlock', locked: [k] })
  const { freeTable, freePlace } = places(problem)
  const groups = (key: (one: Meeting) => readonly string[]) => {
    const all = new Map<string, number[]>()
    locked.forEach((one, k) => {
      for (const name of key(one)) all.set(name, [...(all.get(name) ?? []), k])
    })
    return [...all].map(([name, indices]) => [name.split(' ').map(Number), indices] as const)
  }

  for (const [[person, slot], indices] of groups(one => [`${one.a} ${one.slot}`, `${one.b} ${one.slot}`]))
    if (indices.length > 1)
      add({ kind: 'personTwice', person: person!, slot: slot! }, indices, indices.slice(1).flatMap(freePlace))
  for (const [[table, slot], indices] of groups(one => [`${one.table} ${one.slot}`]))
    if (indices.length > 1)
      add({ kind: 'tableTwice', table: table!, slot: slot! }, indices, indices.slice(1).flatMap(freeTable))
  for (const [[key], indices] of groups(one => [`${pairKey(participants.length, one.a, one.b)}`]))
    if (indices.length > 1) {
      const n = participants.length
      add({ kind: 'pairTwice', a: Math.floor(key! / n), b: key! % n }, indices)
    }
  locked.forEach((one, k) => {
    for (const person of [one.a, one.b])
      if (participants[person]!.away?.includes(one.slot))
        add({ kind: 'away', person, slot: one.slot }, [k], [{ kind: 'free', person, slot: one.slot }, ...freePlace(k)])
    const table = tables[one.table]!
    if (table.slots && !table.slots.includes(one.slot))
      add({ kind: 'noSuchTable', table: one.table, slot: one.slot }, [k], freeTable(k))
    if (fits(problem, one.a, one.b, one.table)) return
    const needed = seatsOf(problem, one.a) + seatsOf(problem, one.b)
    const person = participants[one.a]!.accessible ? one.a : one.b
    add(
      table.seats < needed
        ? { kind: 'tooFewSeats', table: one.table, needed }
        : { kind: 'notAccessible', table: one.table, person },
      [k],
      freeTable(k),
    )
  })
  const lockedOf: number[][] = participants.map(() => [])
  locked.forEach((one, k) => {
    lockedOf[one.a]!.push(k)
    lockedOf[one.b]!.push(k)
  })
  participants.forEach(({ cap, breaks }, person) => {
    const mine = lockedOf[person]!
    if (cap !== undefined && mine.length > cap)
      add({ kind: 'overCap', person, count: mine.length, cap }, mine, [{ kind: 'raiseCap', person, to: mine.length }])
    breaks?.forEach((one, index) => {
      const inside = mine.filter(k => one.slots.includes(locked[k]!.slot))
      if (inside.length > one.most) add({ kind: 'noBreak', person, break: index }, inside, inside.flatMap(freePlace))
    })
  })
  for (const [[room, slot], indices] of groups(one => [`${tables[one.table]!.room} ${one.slot}`])) {
    const capacity = rooms[room!]!.capacity
    if (capacity !== undefined && indices.length > capacity)
      add({ kind: 'roomFull', room: room!, slot: slot!, capacity }, indices, [
        { kind: 'raiseRoom', room: room!, to: indices.length },
      ])
  }
  return found
}

/** Where a locked meeting could go instead, beside everything else that is locked. */
function places(problem: Problem) {
  const locked = problem.locked ?? []
  const busy = new Set(locked.flatMap(one => [`${one.a} ${one.slot}`, `${one.b} ${one.slot}`]))
  const taken = new Set(locked.map(one => `${one.table} ${one.slot}`))
  const roomy = (table: number, slot: number, but: number) => {
    const { room } = problem.tables[table]!
    const capacity = problem.rooms[room]!.capacity ?? Infinity
    return (
      locked.filter((one, k) => k !== but && one.slot === slot && problem.tables[one.table]!.room === room).length <
      capacity
    )
  }
  const tableIn = (k: number, slot: number) =>
    problem.tables.findIndex(
      (one, t) =>
        (one.slots?.includes(slot) ?? true) &&
        !taken.has(`${t} ${slot}`) &&
        fits(problem, locked[k]!.a, locked[k]!.b, t) &&
        roomy(t, slot, k),
    )
  return {
    freeTable: (k: number): Remedy[] => {
      const table = tableIn(k, locked[k]!.slot)
      return table < 0 ? [] : [{ kind: 'otherTable', locked: k, table }]
    },
    freePlace: (k: number): Remedy[] => {
      const { a, b } = locked[k]!
      for (let slot = 0; slot < problem.slots.length; slot++) {
        const there = [a, b].every(i => !busy.has(`${i} ${slot}`) && !problem.participants[i]!.away?.includes(slot))
        const table = there ? tableIn(k, slot) : -1
        if (table >= 0) return [{ kind: 'otherSlot', locked: k, slot, table }]
      }
      return []
    },
  }
}
