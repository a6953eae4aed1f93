import { type Highs, Program, run } from '../team/highs.ts'
import { bits } from './board.ts'
import type { Instance } from './instance.ts'
import type { BoundBy } from './problem.ts'

/** What an agenda must reach besides its value, to be compared with ours: as few left out, as many musts. */
export interface Level {
  /** People who have a meeting and could have none (locked meetings aside). */
  readonly served: number
  readonly musts: number
}

export interface Bound {
  readonly value: number
  readonly by: BoundBy
  /** What each pair adds beyond the prices of what it uses: far below 0, it is in no good agenda. */
  readonly reducedCosts?: Float64Array
  /** How much of each pair the relaxation takes, 0 to 1; mostly whole. */
  readonly taken?: Float64Array
  /** The time ended before the solver did. */
  readonly late?: boolean
}

/** Most meetings each person can have: slots with a table, cap, each break. */
function mostOf(of: Instance): Int32Array {
  const { words, seating, limitFrom, limitSlots, limitMost } = of
  return Int32Array.from({ length: of.people }, (_, i) => {
    const can = new Int32Array(words)
    for (const p of of.of[i]!) for (let w = 0; w < words; w++) can[w]! |= of.common[p * words + w]!
    const slots = Array.from({ length: of.slots }, (_, s) => s).filter(s => can[s >> 5]! & (1 << (s & 31)))
    let most = seating.kinds === 0 ? 0 : slots.length
    for (let l = limitFrom[i]!; l < limitFrom[i + 1]!; l++) {
      const inside = slots.filter(s => limitSlots[l * words + (s >> 5)]! & (1 << (s & 31))).length
      most = Math.min(most, slots.length - Math.max(0, inside - limitMost[l]!))
    }
    return most
  })
}

/** Rows that hold fairness and musts at the level: at least so many people with a meeting, at least so many musts. */
function levelRows(of: Instance, program: Program, level: Level, columns: (p: number) => readonly number[]): void {
  const servable = servableBy(of)
  const all = servable.reduce((sum, one) => sum + one, 0)
  if (level.served >= all) {
    for (let i = 0; i < of.people; i++)
      if (servable[i])
        program.row(
          1,
          Infinity,
          [...of.of[i]!].flatMap(columns).map(c => [c, 1] as const),
        )
  } else {
    const marks: number[] = []
    for (let i = 0; i < of.people; i++) {
      if (!servable[i]) continue
      const mark = program.column(0, 0, 1)
      marks.push(mark)
      program.row(0, Infinity, [[mark, -1], ...[...of.of[i]!].flatMap(columns).map(c => [c, 1] as const)])
    }
    program.row(
      level.served,
      Infinity,
      marks.map(mark => [mark, 1] as const),
    )
  }
  const musts = Array.from({ length: of.pairs }, (_, p) => p).filter(p => of.must[p])
  if (level.musts >= musts.length)
    for (const p of musts)
      program.row(
        1,
        Infinity,
        columns(p).map(c => [c, 1] as const),
      )
  else if (level.musts > 0)
    program.row(
      level.musts,
      Infinity,
      musts.flatMap(columns).map(c => [c, 1] as const),
    )
}

/** 1 for a person who could have a meeting and has none locked. */
export const servableBy = (of: Instance): Uint8Array =>
  Uint8Array.from({ length: of.people }, (_, i) => Number(of.lockedOf[i] === 0 && of.of[i]!.length > 0))

/** One column per pair: who meets whom, not when. Of the slots only their number is seen. */
export function pairProgram(of: Instance, level?: Level): Program {
  const program = new Program()
  const { sets, rank, kinds } = of.seating
  for (let p = 0; p < of.pairs; p++) program.column(of.value[p]!, 0, 1, true)
  mostOf(of).forEach((most, i) => {
    if (of.of[i]!.length > most)
      program.row(
        0,
        most,
        [...of.of[i]!].map(p => [p, 1] as const),
      )
  })
  if (kinds > 0)
    for (let x = 0; x < sets.length; x++) {
      let most = 0
      for (let s = 0; s < of.slots; s++) {
        let there = 0
        for (let i = 0; i < of.people; i++) if (of.there[i * of.words + (s >> 5)]! & (1 << (s & 31))) there++
        most += Math.min(rank[s * sets.length + x]!, there >> 1)
      }
      const inside = Array.from({ length: of.pairs }, (_, p) => p).filter(p => sets[x]! & (1 << of.kind[p]!))
      if (inside.length > most)
        program.row(
          0,
          most,
          inside.map(p => [p, 1] as const),
        )
    }
  if (level) levelRows(of, program, level, p => [p])
  return program
}

/** One column per pair and slot: the whole problem. `columns[c]` is `[pair, slot]`. */
export function slotProgram(of: Instance, level?: Level): { program: Program; columns: [number, number][] } {
  const program = new Program()
  const columns: [number, number][] = []
  const ofPair: number[][] = []
  const { sets, rank } = of.seating
  for (let p = 0; p < of.pairs; p++) {
    ofPair.push([])
    for (let s = 0; s < of.slots; s++)
      if (of.common[p * of.words + (s >> 5)]! & (1 << (s & 31))) {
        ofPair[p]!.push(program.column(of.value[p]!, 0, 1, true))
        columns.push([p, s])
      }
    if (ofPair[p]!.length > 1)
      program.row(
        0,
        1,
        ofPair[p]!.map(c => [c, 1] as const),
      )
  }
  const inSlot: number[][] = Array.from({ length: of.slots }, () => [])
  columns.forEach(([, s], c) => {
    inSlot[s]!.push(c)
  })
  for (let i = 0; i < of.people; i++) {
    const mine = [...of.of[i]!].flatMap(p => ofPair[p]!)
    for (let s = 0; s < of.slots; s++) {
      const here = mine.filter(c => columns[c]![1] === s)
      if (here.length > 1)
        program.row(
          0,
          1,
          here.map(c => [c, 1] as const),
        )
    }
    for (let l = of.limitFrom[i]!; l < of.limitFrom[i + 1]!; l++) {
      const inside = mine.filter(c => {
        const s = columns[c]![1]
        return of.limitSlots[l * of.words + (s >> 5)]! & (1 << (s & 31))
      })
      if (inside.length > 0)
        program.row(
          0,
          of.limitMost[l]!,
          inside.map(c => [c, 1] as const),
        )
    }
  }
  for (let s = 0; s < of.slots; s++)
    for (let x = 0; x < sets.length; x++) {
      const inside = inSlot[s]!.filter(c => sets[x]! & (1 << of.kind[columns[c]![0]]!))
      if (inside.length > rank[s * sets.length + x]!)
        program.row(
          0,
          rank[s * sets.length + x]!,
          inside.map(c => [c, 1] as const),
        )
    }
  if (level) levelRows(of, program, level, p => ofPair[p]!)
  return { program, columns }
}

export const slotColumns = (of: Instance): number => of.common.reduce((sum, word) => sum + bits(word), 0)

/**
 * Any multipliers give a valid bound (weak duality), so the solver is only asked for good ones and the sum is made here: rows at the side their multiplier
 * pushes against, columns at the better end. What rounding could have hidden is added; whole values are rounded down afterwards.
 */
export function dualBound(program: Program, duals: Float64Array): number {
  let best = Infinity
  for (const sign of [1, -1]) {
    const reduced = Float64Array.from(program.cost)
    let sum = 0
    let size = 0
    for (let r = 0; r < program.rowLower.length; r++) {
      let dual = sign * (duals[r] ?? 0)
      if (!Number.isFinite(dual) || !Number.isFinite(dual > 0 ? program.rowUpper[r]! : program.rowLower[r]!)) dual = 0
      if (dual === 0) continue
      const side = dual * (dual > 0 ? program.rowUpper[r]! : program.rowLower[r]!)
      sum += side
      size += Math.abs(side)
      for (let k = program.starts[r]!; k < program.starts[r + 1]!; k++)
        reduced[program.indices[k]!]! -= dual * program.values[k]!
    }
    for (let c = 0; c < reduced.length; c++) {
      const end = reduced[c]! * (reduced[c]! > 0 ? program.upper[c]! : program.lower[c]!)
      sum += end
      size += Math.abs(end)
    }
    best = Math.min(best, sum + 1e-10 * size + 1e-9)
  }
  return best
}

const wholeValues = (of: Instance): boolean => of.value.every(Number.isInteger)

/** A bound may be rounded down to the next value there can be. */
export const settleBound = (of: Instance, bound: number): number => (wholeValues(of) ? Math.floor(bound) : bound)

/** Everything at once: known without a solver. */
export function everything(of: Instance): Bound {
  const most = mostOf(of)
  let twice = 0
  for (let i = 0; i < of.people; i++)
    for (let k = 0; k < Math.min(most[i]!, of.of[i]!.length); k++) twice += of.value[of.of[i]![k]!]!
  return { value: settleBound(of, twice / 2 + 1e-9 * (1 + twice)), by: 'everything' }
}

export function relaxedPairs(
  highs: Highs,
  of: Instance,
  level: Level | undefined,
  timeLimitMs: number,
  seed: number,
): Bound {
  const simple = everything(of)
  // Nothing to choose, so nothing for the solver to say; and no time, nothing it could say.
  if (of.pairs === 0) return simple
  if (timeLimitMs < 1) return { ...simple, late: true }
  const program = pairProgram(of, level)
  const found = run(highs, program, { seed, timeLimitMs, gap: 0, relaxed: true })
  if (found.status !== 'optimal') return { ...simple, late: found.status === 'stopped' }
  const value = settleBound(of, dualBound(program, found.rowDuals))
  return {
    value: Math.min(value, simple.value),
    by: value <= simple.value ? 'pairs' : 'everything',
    reducedCosts: found.reducedCosts,
    taken: found.values,
  }
}
