import type { Fact, Group, Period } from './problem.ts'

type Move = { readonly on: string; readonly does: 'enters' | 'leaves' | 'updates'; readonly fact: Fact }

/** How somebody stands in a group. */
export type Standing = {
  /** On the last day of the period. */
  readonly at: boolean
  /** On some day of it. */
  readonly during: boolean
  /** The record by which they last came in, with what has been said of them since. */
  readonly entry: Fact | undefined
  /** The record that said it, where that is another. */
  readonly update: number | undefined
}

/** Who moved in and out of a group, one list per party. */
export type Moves = Map<string, Move[]>

export function noteMove(moves: Moves, group: Group, fact: Fact): void {
  const does =
    fact.kind === group.enters
      ? 'enters'
      : fact.kind === group.leaves
        ? 'leaves'
        : fact.kind === group.updates
          ? 'updates'
          : undefined
  if (does === undefined) return
  for (const { key, role } of fact.parties) {
    if (role !== group.role) continue
    const known = moves.get(key)
    if (known) known.push({ on: fact.on, does, fact })
    else moves.set(key, [{ on: fact.on, does, fact }])
  }
}

/**
 * Goes through the days on which somebody moved. Who leaves is out from that day on. Who both enters and leaves on one day stands as before: which came
 * first is not known, and must not depend on the order of recording. What an update says holds from its day on, also over an entry of that day; said of
 * somebody who is not in, it says nothing.
 */
export function standingOf(moves: readonly Move[], { from, until }: Period): Standing {
  const sorted = moves
    .filter(({ on }) => on <= until)
    .sort((a, b) => order(a.on, b.on) || order(told(a.fact), told(b.fact)))
  let [inside, during] = [false, false]
  let entry: Fact | undefined
  let update: number | undefined
  for (let index = 0; index < sorted.length; ) {
    const day = sorted[index]?.on ?? ''
    let [came, went] = [false, false]
    let said: Fact | undefined
    for (; sorted[index]?.on === day; index++) {
      const { does, fact } = sorted[index] as Move
      if (does === 'enters') [came, entry, update] = [true, fact, undefined]
      else if (does === 'leaves') went = true
      else said = fact
    }
    const was = inside
    if (came !== went) inside = came
    if (said && entry && (was || inside))
      [entry, update] = [{ ...entry, place: said.place, details: said.details }, said.id]
    if (day <= from) during = inside
    else during ||= came
  }
  return { at: inside, during, entry, update }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
/** Of two entries on one day the same is always the last, whichever was recorded first. */
const told = (fact: Fact) =>
  JSON.stringify([fact.place ?? '', Object.entries(fact.details).sort(([a], [b]) => order(a, b))])
