import { barrier, pairKey } from './pairs.ts'
import type { Meeting, Problem } from './problem.ts'
import { fits } from './seating.ts'

export type Fault =
  | { readonly kind: 'unknown'; readonly meeting: Meeting }
  | { readonly kind: 'personTwice'; readonly meeting: Meeting; readonly person: number }
  | {
      readonly kind: 'tableTwice' | 'pairTwice' | 'noSuchTable' | 'unfitTable' | 'notWanted' | 'barred'
      readonly meeting: Meeting
    }
  | { readonly kind: 'away'; readonly meeting: Meeting; readonly person: number }
  | { readonly kind: 'overCap' | 'noBreak'; readonly person: number }
  | { readonly kind: 'roomFull'; readonly room: number; readonly slot: number }
  | { readonly kind: 'lockedMoved'; readonly meeting: Meeting }
  | { readonly kind: 'value'; readonly counted: number; readonly said: number }

/** What is wrong with an agenda, read off the problem directly and apart from the solver; empty when it can be held. */
export function faultsOf(
  problem: Problem,
  solution: { readonly meetings: readonly Meeting[]; readonly value?: number },
): Fault[] {
  const faults: Fault[] = []
  const { participants, slots, tables, rooms } = problem
  const n = participants.length
  const isLocked = (one: Meeting) => (problem.locked ?? []).some(other => same(one, other))
  const barred = barrier(problem)
  const worth = new Map<number, number>()
  for (const { from, to, strength, weight } of problem.wishes)
    if (strength !== 'no') worth.set(pairKey(n, from, to), (worth.get(pairKey(n, from, to)) ?? 0) + (weight ?? 1))
  const seen = new Set<string>()
  const first = (name: string) => !seen.has(name) && Boolean(seen.add(name))
  const slotsOf: number[][] = participants.map(() => [])
  const inRoom = new Map<string, number>()
  let value = 0
  for (const meeting of solution.meetings) {
    const { a, b, slot, table } = meeting
    if (!(participants[a] && participants[b] && slots[slot] && tables[table]) || a >= b) {
      faults.push({ kind: 'unknown', meeting })
      continue
    }
    for (const person of [a, b]) {
      if (!first(`person ${person} ${slot}`)) faults.push({ kind: 'personTwice', meeting, person })
      if (participants[person]!.away?.includes(slot)) faults.push({ kind: 'away', meeting, person })
      slotsOf[person]!.push(slot)
    }
    if (!first(`table ${table} ${slot}`)) faults.push({ kind: 'tableTwice', meeting })
    if (!first(`pair ${a} ${b}`)) faults.push({ kind: 'pairTwice', meeting })
    if (tables[table].slots && !tables[table].slots.includes(slot)) faults.push({ kind: 'noSuchTable', meeting })
    if (!fits(problem, a, b, table)) faults.push({ kind: 'unfitTable', meeting })
    const name = `${tables[table].room} ${slot}`
    inRoom.set(name, (inRoom.get(name) ?? 0) + 1)
    value += worth.get(pairKey(n, a, b)) ?? 0
    if (isLocked(meeting)) continue
    if (!worth.has(pairKey(n, a, b))) faults.push({ kind: 'notWanted', meeting })
    if (barred(a, b)) faults.push({ kind: 'barred', meeting })
  }
  participants.forEach(({ cap, breaks }, person) => {
    if (cap !== undefined && slotsOf[person]!.length > cap) faults.push({ kind: 'overCap', person })
    for (const one of breaks ?? [])
      if (slotsOf[person]!.filter(s => one.slots.includes(s)).length > one.most)
        faults.push({ kind: 'noBreak', person })
  })
  for (const [name, count] of inRoom) {
    const [room, slot] = name.split(' ').map(Number) as [number, number]
    if (count > (rooms[room]?.capacity ?? Infinity)) faults.push({ kind: 'roomFull', room, slot })
  }
  for (const meeting of problem.locked ?? [])
    if (!solution.meetings.some(one => same(one, meeting))) faults.push({ kind: 'lockedMoved', meeting })
  if (solution.value !== undefined && Math.abs(solution.value - value) > 1e-6 * (1 + value))
    faults.push({ kind: 'value', counted: value, said: solution.value })
  return faults
}

const same = (one: Meeting, other: Meeting): boolean =>
  one.a === other.a && one.b === other.b && one.slot === other.slot && one.table === other.table
