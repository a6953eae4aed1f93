import { Board, nth } from './board.ts'
import type { Instance } from './instance.ts'

/** Pairs by what they are worth, each into the first slot that is free: what a careful person with a spreadsheet does, and the baseline. */
export function greedy(of: Instance, board = new Board(of)): Board {
  const weight = board.weights.of
  const order = Array.from({ length: of.pairs }, (_, p) => p).sort((p, q) => weight[q]! - weight[p]! || p - q)
  for (const p of order) if (board.slotOf[p]! < 0 && board.freeSlots(p) > 0) board.place(p, nth(board.found, 0))
  return board
}
