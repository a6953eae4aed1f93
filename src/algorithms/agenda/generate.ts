import type { Participant, Problem, Table, Wish } from './problem.ts'
import { Random } from './random.ts'

/** `loose`: a table for every possible pair; `tight`: seats for one person in four; `hubs`: a tenth of the people receive half of the requests. */
export const FAMILIES = ['loose', 'tight', 'hubs'] as const
export type Family = (typeof FAMILIES)[number]

export interface Shape {
  readonly participants: number
  readonly slots: number
  readonly requests: number
  readonly family: Family
  readonly seed: number
}

const SLOT_MINUTES = 20
const DAY_STARTS = 9 * 60
const SLOTS_A_DAY = 20

/**
 * An event drawn by seed: 30 % of the slots unavailable, weights 1 to 10, a third of the requests mutual with the same weight, 3 % musts, 5 % met
 * before, a cap of 60 % of the slots. A request is one pair: the answer of the other side is not counted again.
 */
export function generate({ participants: n, slots, requests, family, seed }: Shape): Problem {
  const random = new Random(seed)
  const hubs = family === 'hubs' ? Math.max(1, Math.round(n / 10)) : 0
  const participants: Participant[] = Array.from({ length: n }, (_, i) => ({
    organisation: i,
    cap: Math.floor(0.6 * slots),
    away: Array.from({ length: slots }, (_, s) => s).filter(() => random.next() < 0.3),
  }))
  const possible = (n * (n - 1)) / 2
  const wishes: Wish[] = []
  const metBefore: [number, number][] = []
  const seen = new Set<number>()
  while (seen.size < Math.min(requests, possible)) {
    const from = random.below(n)
    const to = hubs > 0 && random.next() < 0.5 ? random.below(hubs) : random.below(n)
    const key = from < to ? from * n + to : to * n + from
    if (from === to || seen.has(key)) continue
    seen.add(key)
    const weight = 1 + random.below(10)
    const strength = random.next() < 0.03 ? 'must' : 'like'
    wishes.push({ from, to, strength, weight })
    if (random.next() < 1 / 3) wishes.push({ from: to, to: from, strength: 'like', weight })
    if (random.next() < 0.05) metBefore.push([Math.min(from, to), Math.max(from, to)])
  }
  const tables: Table[] = Array.from({ length: family === 'tight' ? Math.ceil(n / 8) : Math.floor(n / 2) }, () => ({
    room: 0,
    accessible: true,
    seats: 2,
  }))
  return {
    participants,
    slots: Array.from({ length: slots }, (_, s) => {
      const start = DAY_STARTS + (s % SLOTS_A_DAY) * SLOT_MINUTES
      return { day: Math.floor(s / SLOTS_A_DAY), start, end: start + SLOT_MINUTES }
    }),
    rooms: [{}],
    tables,
    wishes,
    metBefore,
  }
}
