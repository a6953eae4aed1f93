/** A pair of terms, each as a list of words. */
export type TermPair = readonly [italian: readonly string[], english: readonly string[]]
export interface Aligned {
  readonly italian: string
  /** English words and how sure each is (0 to 1), best first. */
  readonly english: readonly { readonly word: string; readonly weight: number }[]
}

/** The word that stands for "nothing on the other side". */
const NOTHING = ''

/**
 * Learns which words translate each other from pairs of terms: IBM model 1 (Brown et al., 1993) in both directions, `rounds` of
 * expectation and maximisation each; a weight is the geometric mean of both, so that a word must be explained both ways.
 * Time: rounds x sum of (words x words) of the pairs. The same pairs give the same answer, in order of first appearance.
 */
export function alignWords(pairs: readonly TermPair[], least = 0.1, rounds = 10): Aligned[] {
  const forth = model1(pairs, rounds)
  const back = model1(
    pairs.map(([italian, english]) => [english, italian] as const),
    rounds,
  )
  const found: Aligned[] = []
  for (const [italian, row] of forth) {
    if (italian === NOTHING) continue
    const english = [...row]
      .map(([word, p]) => ({ word, weight: Math.sqrt(p * (back.get(word)?.get(italian) ?? 0)) }))
      .filter(({ weight }) => weight >= least)
      .sort((a, b) => b.weight - a.weight)
    if (english.length > 0) found.push({ italian, english })
  }
  return found
}

/** p(to | from) for words that meet in a pair. */
function model1(pairs: readonly TermPair[], rounds: number): Map<string, Map<string, number>> {
  let table = new Map<string, Map<string, number>>()
  for (let round = 0; round < rounds; round++) {
    const counts = new Map<string, Map<string, number>>()
    for (const [from, to] of pairs) {
      const all = [NOTHING, ...from]
      for (const target of to) {
        const shares = all.map(source => (round === 0 ? 1 : (table.get(source)?.get(target) ?? 0)))
        const total = shares.reduce((sum, share) => sum + share, 0)
        if (total === 0) continue
        all.forEach((source, i) => {
          const row = counts.get(source) ?? new Map<string, number>()
          counts.set(source, row.set(target, (row.get(target) ?? 0) + shares[i]! / total))
        })
      }
    }
    for (const row of counts.values()) {
      let total = 0
      for (const count of row.values()) total += count
      for (const [target, count] of row) row.set(target, count / total)
    }
    table = counts
  }
  return table
}
