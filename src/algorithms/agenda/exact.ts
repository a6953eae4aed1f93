import { type Highs, run } from '../team/highs.ts'
import type { Board } from './board.ts'
import { type Bound, type Level, settleBound, slotColumns, slotProgram } from './bound.ts'
import type { Instance } from './instance.ts'
import { restore } from './search.ts'

/** Above this many pairs times slots the tree does not close in the time there is. */
const COLUMNS = 4_000
/** Nodes and not seconds end it, so that the answer does not depend on the machine. */
const NODES = 200
/** What the solver may have overlooked in its own bound, as a share. */
const TOLERANCE = 1e-6

/** Whether branch and cut is tried at all. */
export const isSmall = (of: Instance): boolean => of.pairs > 0 && slotColumns(of) <= COLUMNS

/** Small problems by branch and cut over pairs and slots, from the board's agenda; a better one is put on the board. Undefined when it is too large. */
export function exact(
  highs: Highs,
  of: Instance,
  board: Board,
  level: Level,
  timeLimitMs: number,
  seed: number,
): (Bound & { readonly late: boolean }) | undefined {
  if (!isSmall(of) || timeLimitMs < 1) return undefined
  const { program, columns } = slotProgram(of, level)
  const started = performance.now()
  // Marks of people with a meeting stand after the columns of pairs.
  const marks = program.cost.length - columns.length
  const found = run(highs, program, {
    seed,
    timeLimitMs,
    gap: 0,
    nodes: NODES,
    ...(marks === 0 ? { start: columns.map(([p, s]) => (board.slotOf[p] === s ? 1 : 0)) } : {}),
  })
  const slots = new Int16Array(of.pairs).fill(-1)
  columns.forEach(([p, s], c) => {
    if ((found.values[c] ?? 0) > 0.5) slots[p] = s
  })
  const before = board.slotOf.slice()
  const score = board.score
  if (found.values.length > 0) {
    restore(board, slots)
    if (board.score <= score + 1e-9) restore(board, before)
  }
  return {
    value: settleBound(of, found.bound + TOLERANCE * (1 + Math.abs(found.bound))),
    by: 'exact',
    late: found.status === 'stopped' && performance.now() - started >= timeLimitMs,
  }
}
