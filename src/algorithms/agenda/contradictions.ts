import { pairKey } from './pairs.ts'
import type { Conflict, Contradiction, Meeting, Problem, Remedy } from './problem.ts'
import { fits, seatsOf } from './seating.ts'

/** Locked meetings that cannot all stand, each with what would end it; empty when they can. Every remedy has been tried: it ends its conflict, and makes no other. */
export function contradictions(problem: Problem): Contradiction[] {
  const found = conflictsOf(problem)
  const before = new Set(found.map(one => nameOf(one.conflict)))
  const works = (conflict: Conflict) => (remedy: Remedy) => {
    const after = conflictsOf(applied(problem, remedy)).map(one => nameOf(one.conflict))
    return after.every(name => before.has(name) && name !== nameOf(conflict))
  }
  return found.map(({ conflict, locked, remedies }) => {
    const right = works(conflict)
    const single = [...remedies(), ...locked.map(k => unlock([k]))].filter(right)
    if (single.some(one => one.kind === 'unlock')) return { conflict, locked, remedies: single }
    // Where one too few goes, as many of the last as it takes.
    const most = locked.map((_, n) => unlock(locked.slice(-n - 1))).find(right)
    return { conflict, locked, remedies: most ? [...single, most] : single }
  })
}

const unlock = (locked: readonly number[]): Remedy => ({ kind: 'unlock', locked })

/** A conflict by what it is about, however large it is. */
function nameOf(conflict: Conflict): string {
  const { kind, ...about } = conflict
  const { count: _, cap: __, capacity: ___, needed: ____, ...where } = about as Record<string, number>
  return `${kind} ${Object.values(where).join(' ')}`
}

/** The problem when a remedy is taken. */
function applied(problem: Problem, remedy: Remedy): Problem {
  const locked = problem.locked ?? []
  const at = <T>(all: readonly T[], k: number, change: Partial<T>) =>
    all.map((one, index) => (index === k ? { ...one, ...change } : one))
  switch (remedy.kind) {
    case 'unlock':
      return { ...problem, locked: locked.filter((_, k) => !remedy.locked.includes(k)) }
    case 'free': {
      const away = problem.participants[remedy.person]!.away?.filter(slot => slot !== remedy.slot) ?? []
      return { ...problem, participants: at(problem.participants, remedy.person, { away }) }
    }
    case 'otherTable':
      return { ...problem, locked: at(locked, remedy.locked, { table: remedy.table }) }
    case 'otherSlot':
      return { ...problem, locked: at(locked, remedy.locked, { slot: remedy.slot, table: remedy.table }) }
    case 'raiseCap':
      return { ...problem, participants: at(problem.participants, remedy.person, { cap: remedy.to }) }
    case 'raiseRoom':
      return { ...problem, rooms: at(problem.rooms, remedy.room, { capacity: remedy.to }) }
  }
}

/** Conflicts, and what might end each when somebody asks. */
function conflictsOf(problem: Problem) {
  const locked = problem.locked ?? []
  const { participants, tables, rooms } = problem
  const found: (Omit<Contradiction, 'remedies'> & { readonly remedies: () => readonly Remedy[] })[] = []
  const add = (conflict: Conflict, indices: readonly number[], more: () => readonly Remedy[] = () => []) =>
    found.push({ conflict, locked: indices, remedies: more })
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
      add({ kind: 'personTwice', person: person!, slot: slot! }, indices, () => indices.slice(1).flatMap(freePlace))
  for (const [[table, slot], indices] of groups(one => [`${one.table} ${one.slot}`]))
    if (indices.length > 1)
      add({ kind: 'tableTwice', table: table!, slot: slot! }, indices, () => indices.slice(1).flatMap(freeTable))
  for (const [[key], indices] of groups(one => [`${pairKey(participants.length, one.a, one.b)}`]))
    if (indices.length > 1) {
      const n = participants.length
      add({ kind: 'pairTwice', a: Math.floor(key! / n), b: key! % n }, indices)
    }
  locked.forEach((one, k) => {
    for (const person of [one.a, one.b])
      if (participants[person]!.away?.includes(one.slot))
        add({ kind: 'away', person, slot: one.slot }, [k], () => [
          { kind: 'free', person, slot: one.slot },
          ...freePlace(k),
        ])
    const table = tables[one.table]!
    if (table.slots && !table.slots.includes(one.slot))
      add({ kind: 'noSuchTable', table: one.table, slot: one.slot }, [k], () => freeTable(k))
    if (fits(problem, one.a, one.b, one.table)) return
    const needed = seatsOf(problem, one.a) + seatsOf(problem, one.b)
    const person = participants[one.a]!.accessible ? one.a : one.b
    add(
      table.seats < needed
        ? { kind: 'tooFewSeats', table: one.table, needed }
        : { kind: 'notAccessible', table: one.table, person },
      [k],
      () => freeTable(k),
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
      add({ kind: 'overCap', person, count: mine.length, cap }, mine, () => [
        { kind: 'raiseCap', person, to: mine.length },
      ])
    breaks?.forEach((one, index) => {
      const inside = mine.filter(k => one.slots.includes(locked[k]!.slot))
      if (inside.length > one.most)
        add({ kind: 'noBreak', person, break: index }, inside, () => inside.flatMap(freePlace))
    })
  })
  for (const [[room, slot], indices] of groups(one => [`${tables[one.table]!.room} ${one.slot}`])) {
    const capacity = rooms[room!]!.capacity
    if (capacity !== undefined && indices.length > capacity)
      add({ kind: 'roomFull', room: room!, slot: slot!, capacity }, indices, () => [
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
