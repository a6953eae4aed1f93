import { keysOf } from './blocking.ts'
import { type Context, compare } from './compare.ts'
import type { Bits } from './names.ts'
import { type Name, type Read, read } from './normal.ts'
import { type Comparison, DEFAULTS, type Entry, type Options, type Pair } from './problem.ts'
import { score } from './score.ts'
import { isGeneric } from './vocabulary.ts'

/** Entries read once and found again by their keys. */
export interface Index {
  readonly entries: readonly Read[]
  readonly blocks: ReadonlyMap<string, readonly number[]>
  readonly context: Context
  readonly options: Pick<Required<Options>, 'identifiers' | 'least' | 'largestBlock'>
  /** In how many entries each word of a name occurs. */
  readonly words: ReadonlyMap<string, number>
}

/** A list is a sample of a larger world: a word nobody else has is rare, but not infinitely, and a general one common even in a short list. */
const WORLD = 5_000
const COMMON = 100

export function index(list: readonly Entry[], options: Options = {}): Index {
  const all = { ...DEFAULTS, ...options }
  const entries = list.map(read)
  const seen = new Map<string, number>()
  const bearers = new Map<string, number>()
  for (const entry of entries) {
    for (const word of new Set(entry.names.flatMap(name => name.words))) add(seen, word)
    for (const name of new Set(entry.names.map(whole))) add(bearers, name)
  }
  const { words, entries: size } = all.world ?? { words: seen, entries: entries.length }
  const bits: Bits = word => Math.log2((size + WORLD) / ((words.get(word) ?? 0) + (isGeneric(word) ? COMMON : 1)))
  const blocks = new Map<string, number[]>()
  for (const [at, entry] of entries.entries())
    for (const key of keysOf(entry, bits, all.identifiers)) {
      const block = blocks.get(key)
      if (block) block.push(at)
      else blocks.set(key, [at])
    }
  return {
    entries,
    blocks,
    context: { bits, bearers: name => bearers.get(whole(name)) ?? 0, identifiers: all.identifiers },
    options: all,
    words: seen,
  }
}

const whole = (name: Name): string => [...name.words].sort().join(' ')
const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

/** Every pair that shares a block, each once, as `first * entries + second`: what is worth comparing. */
export function candidates({ entries, blocks, options }: Index): Set<number> {
  const found = new Set<number>()
  for (const block of blocks.values()) {
    if (block.length < 2 || block.length > options.largestBlock) continue
    for (let i = 0; i < block.length; i++)
      for (let j = i + 1; j < block.length; j++) found.add(block[i]! * entries.length + block[j]!)
  }
  return found
}

/** The pairs of a list that may be the same, likeliest first; equal scores in the order of the list. */
export function solve(list: readonly Entry[], options: Options = {}): Pair[] {
  return pairs(index(list, options))
}

export function pairs(known: Index): Pair[] {
  const found: Pair[] = []
  for (const code of candidates(known)) {
    const [first, second] = [Math.floor(code / known.entries.length), code % known.entries.length]
    const value = score(compare(known.entries[first]!, known.entries[second]!, known.context))
    if (value >= known.options.least) found.push({ first, second, score: value })
  }
  return found.sort((a, b) => b.score - a.score || a.first - b.first || a.second - b.second)
}

/** Who in the index a further entry may be, likeliest first. */
export function likeliest(known: Index, entry: Entry, most = 5): { readonly at: number; readonly score: number }[] {
  const one = read(entry)
  const near = new Set<number>()
  for (const key of keysOf(one, known.context.bits, known.options.identifiers)) {
    const block = known.blocks.get(key) ?? []
    if (block.length <= known.options.largestBlock) for (const at of block) near.add(at)
  }
  return [...near]
    .map(at => ({ at, score: score(compare(one, known.entries[at]!, known.context)) }))
    .filter(each => each.score >= known.options.least)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, most)
}

/** Compares two entries of an index, or one with a further entry. */
export const compareAt = (known: Index, first: number, second: number | Entry): Comparison =>
  compare(known.entries[first]!, typeof second === 'number' ? known.entries[second]! : read(second), known.context)
