import type { Problem, Wish } from './problem.ts'

export type Change =
  /** Ill, late or leaving early: not there in these slots, or in none from now on. */
  | { readonly kind: 'away'; readonly person: number; readonly slots?: readonly number[] }
  | { readonly kind: 'tableLost'; readonly table: number; readonly slots?: readonly number[] }
  | { readonly kind: 'slotLost'; readonly slot: number }
  /** A new wish, or another word on an old one. */
  | { readonly kind: 'wish'; readonly wish: Wish }

/** The problem after the changes. Locks that the changes make impossible are gone. */
export function changed(problem: Problem, changes: readonly Change[]): Problem {
  let now = problem
  for (const change of changes) now = after(now, change)
  return {
    ...now,
    locked: (now.locked ?? []).filter(
      ({ a, b, slot, table }) =>
        ![a, b].some(i => now.participants[i]!.away?.includes(slot)) &&
        (now.tables[table]!.slots?.includes(slot) ?? true),
    ),
  }
}

function after(problem: Problem, change: Change): Problem {
  const every = problem.slots.map((_, s) => s)
  const without = (slots: readonly number[] | undefined, gone: readonly number[]) =>
    (slots ?? every).filter(s => !gone.includes(s))
  switch (change.kind) {
    case 'away':
      return {
        ...problem,
        participants: problem.participants.map((one, i) =>
          i === change.person ? { ...one, away: [...new Set([...(one.away ?? []), ...(change.slots ?? every)])] } : one,
        ),
      }
    case 'tableLost':
      return {
        ...problem,
        tables: problem.tables.map((one, t) =>
          t === change.table ? { ...one, slots: without(one.slots, change.slots ?? every) } : one,
        ),
      }
    case 'slotLost':
      return { ...problem, tables: problem.tables.map(one => ({ ...one, slots: without(one.slots, [change.slot]) })) }
    case 'wish': {
      const { from, to } = change.wish
      return {
        ...problem,
        wishes: [...problem.wishes.filter(one => one.from !== from || one.to !== to), change.wish],
      }
    }
  }
}
