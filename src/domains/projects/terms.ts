import { ENGLISH } from '#algorithms/retrieval/stopwords.ts'
import { stem, words } from '#algorithms/retrieval/tokens.ts'

/** Terms kept of a project. */
export const TERMS_PER_PROJECT = 25
/** A word of fewer projects than this tells nothing about any other project. */
const RAREST = 2
/** Title and keywords are chosen words: each counts as much as this many of the objective. */
const CHOSEN = 3

export type Texts = {
  readonly title: string | null
  readonly objective: string | null
  readonly keywords: string | null
}

/** Words of every application; they say how it is written and nothing of what it is about. */
const HOUSEHOLD = new Set(
  `project projects propose proposed proposal develop developed development developing provide aim aims goal objective objectives result results
  research researchers approach approaches based new novel using use used impact key main will also within across through towards order including
  include well however thus therefore furthermore moreover understanding challenge challenges potential current currently europe european eu
  horizon consortium partners partner work action innovative innovation enable address lead ambition state art improve high level first`.split(
    /\s+/,
  ),
)

/**
 * Key terms of projects, by tf-idf (K. Sparck Jones, 1972): count() every project once, then of() any of them. Words are lower case without
 * accents; the forms of one word count together and stand under the one used most in the project.
 */
export class KeyTerms {
  #projects = 0
  readonly #in = new Map<string, number>()

  count(texts: Texts): void {
    this.#projects += 1
    for (const key of weigh(texts).keys()) this.#in.set(key, (this.#in.get(key) ?? 0) + 1)
  }

  /** At most `TERMS_PER_PROJECT` terms in alphabetical order; none for a project without texts. */
  of(texts: Texts): string[] {
    const scored: { word: string; score: number }[] = []
    for (const [key, { weight, forms }] of weigh(texts)) {
      const projects = this.#in.get(key) ?? 0
      if (projects < RAREST) continue
      const [word = key] = [...forms].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? []
      scored.push({ word, score: weight ** 0.7 * Math.log(1 + this.#projects / projects) })
    }
    return scored
      .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
      .slice(0, TERMS_PER_PROJECT)
      .map(({ word }) => word)
      .sort()
  }
}

type Weighed = Map<string, { weight: number; forms: Map<string, number> }>

function weigh({ title, objective, keywords }: Texts): Weighed {
  const found: Weighed = new Map()
  const add = (text: string | null, weight: number) => {
    for (const word of words(text ?? '')) {
      if (word.length < 3 || word.length > 40 || /^\d/.test(word) || ENGLISH.has(word) || HOUSEHOLD.has(word)) continue
      const key = stem(word)
      const entry = found.get(key)
      if (entry) {
        entry.weight += weight
        entry.forms.set(word, (entry.forms.get(word) ?? 0) + 1)
      } else found.set(key, { weight, forms: new Map([[word, 1]]) })
    }
  }
  add(title, CHOSEN)
  add(keywords, CHOSEN)
  add(objective, 1)
  return found
}
