import { type Board, nth } from './board.ts'
import type { Meeting, Slot } from './problem.ts'

const PASSES = 6

/** Minutes from each meeting to the same person's next one on the same day, on average over such steps; 0 without any. */
export function meanWait(slots: readonly Slot[], people: number, meetings: readonly Meeting[]): number {
  const of: number[][] = Array.from({ length: people }, () => [])
  for (const { a, b, slot } of meetings) {
    of[a]!.push(slot)
    of[b]!.push(slot)
  }
  let sum = 0
  let steps = 0
  for (const mine of of) {
    mine.sort((x, y) => x - y)
    for (let k = 1; k < mine.length; k++) {
      const before = slots[mine[k - 1]!]!
      const after = slots[mine[k]!]!
      if (before.day !== after.day) continue
      sum += after.start - before.end
      steps++
    }
  }
  return steps === 0 ? 0 : sum / steps
}

/** Moves meetings, alone or two that change places, as long as people wait less; who meets whom stays. False when it was too late to finish. */
export function shortenWaits(board: Board, late: () => boolean): boolean {
  const wait = waitOf(board)
  for (let pass = 0; pass < PASSES; pass++) {
    let better = false
    for (let p = 0; p < board.of.pairs; p++) {
      if (p % 256 === 0 && late()) return false
      if (board.slotOf[p]! >= 0 && (alone(board, p, wait) || inTurn(board, p, wait))) better = true
    }
    if (!better) return true
  }
  return true
}

/** The wait of one person, locked meetings included, in minutes. */
function waitOf(board: Board): (i: number) => number {
  const { of } = board
  const slots = of.problem.slots
  const locked = new Uint8Array(of.people * of.slots)
  for (const { a, b, slot } of of.locked) {
    locked[a * of.slots + slot] = 1
    locked[b * of.slots + slot] = 1
  }
  return i => {
    let last = -1
    let sum = 0
    for (let s = 0; s < of.slots; s++) {
      if (board.at[i * of.slots + s]! < 0 && !locked[i * of.slots + s]) continue
      if (last >= 0 && slots[last]!.day === slots[s]!.day) sum += slots[s]!.start - slots[last]!.end
      last = s
    }
    return sum
  }
}

function alone(board: Board, p: number, wait: (i: number) => number): boolean {
  const a = board.of.a[p]!
  const b = board.of.b[p]!
  const home = board.slotOf[p]!
  let least = wait(a) + wait(b)
  board.remove(p)
  const count = board.freeSlots(p)
  const free = board.found.slice()
  let chosen = home
  for (let k = 0; k < count; k++) {
    const slot = nth(free, k)
    if (slot === home) continue
    board.place(p, slot)
    const now = wait(a) + wait(b)
    if (now < least) {
      least = now
      chosen = slot
    }
    board.remove(p)
  }
  board.place(p, chosen)
  return chosen !== home
}

/** Two meetings of one person change slots. */
function inTurn(board: Board, p: number, wait: (i: number) => number): boolean {
  const { of } = board
  for (const i of [of.a[p]!, of.b[p]!]) {
    const other = i === of.a[p] ? of.b[p]! : of.a[p]!
    for (let slot = 0; slot < of.slots; slot++) {
      const home = board.slotOf[p]!
      const q = board.at[i * of.slots + slot]!
      if (q < 0 || slot === home || !board.isFree(other, slot)) continue
      const third = of.a[q] === i ? of.b[q]! : of.a[q]!
      if (!board.isFree(third, home)) continue
      const before = wait(i) + wait(other) + wait(third)
      board.remove(p)
      board.remove(q)
      if (placeIf(board, p, slot)) {
        if (placeIf(board, q, home)) {
          if (wait(i) + wait(other) + wait(third) < before) return true
          board.remove(q)
        }
        board.remove(p)
      }
      board.place(p, home)
      board.place(q, slot)
    }
  }
  return false
}

function placeIf(board: Board, p: number, slot: number): boolean {
  if (board.freeSlots(p) === 0 || !(board.found[slot >> 5]! & (1 << (slot & 31)))) return false
  board.place(p, slot)
  return true
}
