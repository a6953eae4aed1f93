import type { Name } from './normal.ts'

/** Bits of information in a word: how rare it is. */
export type Bits = (word: string) => number

export interface NameComparison {
  readonly alike: number
  readonly shared: number
  readonly onlyFirst: number
  readonly onlySecond: number
  /** Bits of the shared ones that rest on a likeness of spelling. */
  readonly spelling: number
}

/** What two names share, word by word; words of one another's spelling count a little less. */
export function compareNames(one: Name, other: Name, bits: Bits): NameComparison {
  let shared = 0
  for (const word of one.words) if (other.words.includes(word)) shared += bits(word)
  const left = one.words.filter(word => !other.words.includes(word))
  const right = other.words.filter(word => !one.words.includes(word))
  if (one.solid === other.solid) {
    for (const word of left) shared += bits(word)
    return { alike: 1, shared, onlyFirst: 0, onlySecond: 0, spelling: 0 }
  }
  let onlyFirst = 0
  let spelling = 0
  const free = new Set(right)
  for (const word of left) {
    let best = ''
    let closeness = 0
    for (const candidate of free) {
      const found = spelledLike(word, candidate)
      if (found > closeness) [best, closeness] = [candidate, found]
    }
    if (closeness === 0) {
      onlyFirst += bits(word)
      continue
    }
    free.delete(best)
    spelling += closeness * Math.min(bits(word), bits(best))
  }
  let onlySecond = 0
  for (const word of free) onlySecond += bits(word)
  shared += spelling
  return { alike: shared / (shared + onlyFirst + onlySecond || 1), shared, onlyFirst, onlySecond, spelling }
}

/** 0 for different words; .9 for a typing error or another ending, .6 for an abbreviation. */
export function spelledLike(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 4 || /\p{N}/u.test(short)) return 0
  if (long.length - short.length <= 2 && short[0] === long[0]) {
    const most = short.length >= 9 ? 2 : short.length >= 5 ? 1 : 0
    if (most > 0 && within(short, long, most)) return 0.9
  }
  return short.length >= 4 && long.length - short.length >= 2 && long.startsWith(short) ? 0.6 : 0
}

/** Whether at most `most` letters were put in, left out, changed or swapped (optimal string alignment). */
export function within(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return false
    before = last
    last = row
  }
  return last[b.length]! <= most
}
