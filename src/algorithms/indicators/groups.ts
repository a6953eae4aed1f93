import type { Fact, Group, Period } from './problem.ts'

type Move = { readonly on: string; readonly enters: boolean; readonly fact: Fact }

/** How somebody stands in a group. */
export type Standing = {
  /** On the last day of the period. */
  readonly at: boolean
  /** On some day of it. */
  readonly during: boolean
  /** The record by which they last came in. */
  readonly entry: Fact | undefined
}

/** Who moved in and out of a group, one list per party. */
export type Moves = Map<string, Move[]>

export function noteMove(moves: Moves, group: Group, fact: Fact): void {
  const enters = fact.kind === group.enters
  if (!enters && fact.kind !== group.leaves) return
  for (const { key, role } of fact.parties) {
    if (role !== group.role) continue
    const known = moves.get(key)
    if (known) known.push({ on: fact.on, enters, fact })
    else moves.set(key, [{ on: fact.on, enters, fact }])
  }
}

/**
 * Goes through the days on which somebody moved. Who leaves is out from that day on. Who both enters and leaves on one day stands as before: which came
 * first is not known, and must not depend on the order of recording.
 */
export function standingOf(moves: readonly Move[], { from, until }: Period): Standing {
  const sorted = moves
    .filter(({ on }) => on <= until)
    .sort((a, b) => order(a.on, b.on) || order(told(a.fact), told(b.fact)))
  let [inside, during] = [false, false]
  let entry: Fact | undefined
  for (let index = 0; index < sorted.length; ) {
    const day = sorted[index]?.on ?? ''
    let [came, went] = [false, false]
    for (; sorted[index]?.on === day; index++) {
      const move = sorted[index] as Move
      if (move.enters) [came, entry] = [true, move.fact]
      else went = true
    }
    if (came !== went) inside = came
    if (day <= from) during = inside
    else during ||= came
  }
  return { at: inside, during, entry }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
/** Of two entries on one day the same is always the last, whichever was recorded first. */
const told = (fact: Fact) =>
  JSON.stringify([fact.place ?? '', Object.entries(fact.details).sort(([a], [b]) => order(a, b))])
