import { type Bm25Index, buildBm25, scoreBm25 } from '#algorithms/retrieval/bm25.ts'
import { bagOf, countTerms } from '#algorithms/retrieval/terms.ts'
import type { Term } from '#domains/matching/model.ts'

export type Reader = {
  readonly id: number
  readonly offers: readonly Term[]
  readonly seeks: readonly Term[]
}

/** How well somebody fits, and the words they share: what they offer that is sought, and what they seek that is offered. */
export type Fit = {
  readonly id: number
  readonly score: number
  readonly offered: readonly string[]
  readonly sought: readonly string[]
}

/** Words named in a reason. */
const MOST_WORDS = 4

/**
 * Whose offers are near what one seeks, and who seeks what one offers: BM25 both ways over the people of the event, each way measured by what a text
 * that shares every term would get. Who shares nothing is not in it. The best first, then by id.
 */
export function fits(me: Reader, others: readonly Reader[]): Fit[] {
  const offers = nearest(me.seeks, others, other => other.offers)
  const seeks = nearest(me.offers, others, other => other.seeks)
  return others
    .map((other, n) => {
      const [a, b] = [offers.scores[n] ?? 0, seeks.scores[n] ?? 0]
      return {
        id: other.id,
        // Both ways are worth more than twice one way: both have a reason to come.
        score: a + b + Math.min(a, b),
        offered: a > 0 ? shared(me.seeks, other.offers, offers.weights) : [],
        sought: b > 0 ? shared(me.offers, other.seeks, seeks.weights) : [],
      }
    })
    .filter(fit => fit.score > 0)
    .toSorted((a, b) => b.score - a.score || a.id - b.id)
}

function nearest(query: readonly Term[], others: readonly Reader[], of: (other: Reader) => readonly Term[]) {
  const matrix = countTerms(others.map(other => of(other).map(term => term.stem)))
  const numbers = new Map(matrix.terms.map((term, number) => [term, number]))
  const index = buildBm25(matrix)
  const scores = new Float32Array(others.length)
  scoreBm25(
    index,
    bagOf(
      query.map(term => term.stem),
      numbers,
    ),
    scores,
  )
  const weights = new Map(query.map(({ stem }) => [stem, best(index, numbers.get(stem))]))
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return { scores: Array.from(scores, score => (whole > 0 ? score / whole : 0)), weights }
}

/** The most one term is worth in any text. */
function best({ offsets, impacts }: Bm25Index, term: number | undefined): number {
  if (term === undefined) return 0
  let most = 0
  for (let at = offsets[term] ?? 0; at < (offsets[term + 1] ?? 0); at++) most = Math.max(most, impacts[at] ?? 0)
  return most
}

/** Words of the first text whose terms the second has, those that tell most first. */
function shared(mine: readonly Term[], theirs: readonly Term[], weights: ReadonlyMap<string, number>): string[] {
  const there = new Set(theirs.map(term => term.stem))
  const words = mine
    .filter(term => there.has(term.stem))
    .toSorted((a, b) => (weights.get(b.stem) ?? 0) - (weights.get(a.stem) ?? 0))
    .map(term => term.word.toLocaleLowerCase('it'))
  return [...new Set(words)].slice(0, MOST_WORDS)
}

/** What the network says of an organisation: its place among those of the event (0 first), and why. */
export type Standing = {
  readonly place: number
  readonly of: number
  /** European projects near what is sought. */
  readonly near: number
}

/** What is known of two people before the event. */
export type Known = {
  /** Titles of earlier events at which they had a meeting. */
  readonly met: readonly { it: string; en: string }[]
  /** European projects their organisations were in together. */
  readonly projects: number
  readonly kinds: readonly [string | undefined, string | undefined]
}

export type Suggestion = Fit & {
  readonly near: number
  readonly known: Known | undefined
  readonly complement: boolean
}

const FROM_NETWORK = 0.5
const MET_BEFORE = 0.5
const COMPLEMENT = 0.1
const BUSINESS = new Set(['PRC'])
const RESEARCH_OR_CARE = new Set(['HES', 'REC', 'PUB'])

/** Whether one is a company and the other does research or care. */
export const complementary = ([a, b]: Known['kinds']): boolean =>
  a !== undefined &&
  b !== undefined &&
  ((BUSINESS.has(a) && RESEARCH_OR_CARE.has(b)) || (RESEARCH_OR_CARE.has(a) && BUSINESS.has(b)))

/**
 * Whom somebody could meet, the best first: texts both ways, organisations the network ranks for what is sought, complementary kinds; those met before
 * come after others as good. Whoever has no reason but a kind is not suggested.
 */
export function suggested(
  fitting: readonly Fit[],
  standings: ReadonlyMap<number, Standing>,
  known: ReadonlyMap<number, Known>,
): Suggestion[] {
  const byText = new Map(fitting.map(fit => [fit.id, fit]))
  const most = Math.max(1e-9, ...fitting.map(fit => fit.score))
  const near = [...standings].filter(([, standing]) => standing.near > 0)
  return [...new Set([...byText.keys(), ...near.map(([id]) => id)])]
    .map(id => {
      const fit = byText.get(id) ?? { id, score: 0, offered: [], sought: [] }
      const standing = standings.get(id)
      const before = known.get(id)
      const complement = before !== undefined && complementary(before.kinds)
      const network = standing && standing.near > 0 ? FROM_NETWORK * (1 - standing.place / Math.max(1, standing.of)) : 0
      const score = (fit.score / most + network + (complement ? COMPLEMENT : 0)) * (before?.met.length ? MET_BEFORE : 1)
      return { ...fit, score, near: standing?.near ?? 0, known: before, complement }
    })
    .toSorted((a, b) => b.score - a.score || a.id - b.id)
}
