import { type Bm25Index, buildBm25 } from '#algorithms/retrieval/bm25.ts'
import { fitLsa, LSA_DEFAULTS, type LsaModel, type LsaOptions, project, projectAll } from '#algorithms/retrieval/lsa.ts'
import { bagOf, countTerms } from '#algorithms/retrieval/terms.ts'
import { tokenise } from '#algorithms/retrieval/tokens.ts'
import { buildGroups, type Groups, sizes } from './groups.ts'
import type { Corpus, Role } from './problem.ts'
import { topicKeys } from './topics.ts'

/** Everything a query needs, in typed arrays; immutable once built. Rows of texts are the documents, then the actors' profiles. */
export interface Index {
  readonly documentIds: readonly string[]
  readonly actorIds: readonly string[]
  readonly numbers: ReadonlyMap<string, number>
  readonly text: Bm25Index
  readonly latent: LsaModel
  /** Unit vectors of documents, then of profiles (rows x dimensions). */
  readonly documentVectors: Float32Array
  /** Length of the sum of the vectors of each actor's documents and profile. */
  readonly actorNorms: Float32Array
  /** How far the own words of each actor can be relied on, 0..1. */
  readonly actorFreshness: Float32Array
  /** Actor of each profile row. */
  readonly profileActors: Uint32Array
  readonly names: Bm25Index
  readonly nameNumbers: ReadonlyMap<string, number>
  readonly places: Bm25Index
  readonly placeNumbers: ReadonlyMap<string, number>
  readonly topicIds: readonly string[]
  readonly topicVectors: Float32Array
  readonly topicText: Bm25Index
  readonly documentTopics: Uint32Array
  /** Level keys of each topic, interned: topics x LEVELS. */
  readonly topicLevels: Uint32Array
  readonly levelNumbers: ReadonlyMap<string, number>
  readonly schemes: readonly string[]
  readonly documentSchemes: Uint16Array
  readonly documentDays: Int32Array
  readonly documentSizes: Uint16Array
  readonly links: Groups
  readonly earlier: Groups
  readonly earlierDays: Int32Array
  readonly earlierSizes: Uint16Array
  readonly countries: readonly string[]
  readonly actorCountries: Uint16Array
  readonly regions: readonly string[]
  readonly actorRegions: Uint32Array
  readonly kinds: readonly string[]
  readonly actorKinds: Uint8Array
  readonly actorSmall: Uint8Array
  readonly conceptOffsets: Uint32Array
  readonly concepts: Uint32Array
  readonly conceptParents: Int32Array
  /** How much a concept tells: logarithm of documents by those that have it or a narrower one. */
  readonly conceptWeights: Float32Array
  /** Actors that declare concepts; actor `declaredActors[i]` has `declared[declaredOffsets[i] .. declaredOffsets[i + 1]]`, wider ones included. */
  readonly declaredActors: Uint32Array
  readonly declaredOffsets: Uint32Array
  readonly declared: Uint32Array
  readonly newestDay: number
}

export interface BuildOptions {
  readonly latent: LsaOptions
  /** Terms in fewer rows than this are left out. */
  readonly minRows: number
}

export const BUILD_DEFAULTS: BuildOptions = { latent: LSA_DEFAULTS, minRows: 2 }

/** Numbers of roles in `Groups`. */
const ROLE_NUMBERS: Record<Role, number> = { lead: 0, member: 1, other: 2 }

/** Numbers distinct strings in order of appearance. */
export class Names {
  readonly numbers = new Map<string, number>()
  readonly list: string[] = []

  number(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.list.length)
    return this.list.push(name) - 1
  }
}

/**
 * Builds the index. Seeded by `options.latent.seed`; the same corpus and options give the same index.
 * Cost is dominated by the latent space: text occurrences x dimensions x 6.
 */
export function buildIndex(corpus: Corpus, options: BuildOptions = BUILD_DEFAULTS): Index {
  const { documents, actors } = corpus
  const profileActors = Uint32Array.from(actors.flatMap((actor, a) => (actor.profile.trim() === '' ? [] : [a])))
  const rows = documents.map(d => tokenise([d.title, d.title, d.text, d.topicTitle, ...(d.terms ?? [])].join('\n')))
  for (const a of profileActors) rows.push(tokenise(actors[a]!.profile))
  const matrix = countTerms(rows, options.minRows)
  const numbers = new Map(matrix.terms.map((term, id) => [term, id]))
  const latent = fitLsa(matrix, options.latent)
  const documentVectors = projectAll(latent, matrix)
  const topics = new Names()
  const topicTitles: string[] = []
  const documentTopics = Uint32Array.from(documents, d => {
    const topic = topics.number(d.topicId)
    topicTitles[topic] ??= d.topicTitle
    return topic
  })
  const levels = new Names()
  const topicLevels = Uint32Array.from(
    topics.list.flatMap(id => topicKeys(id).map((key, n) => levels.number(`${n}:${key}`))),
  )
  const topicRows = topicTitles.map(title => tokenise(title))
  const topicMatrix = countTermsWith(topicRows, matrix.terms, numbers)
  const schemes = new Names()
  const countries = new Names()
  const regions = new Names()
  const kinds = new Names()
  const links = buildGroups(
    corpus.links.map(l => ({ group: l.document, actor: l.actor, role: ROLE_NUMBERS[l.role] })),
    documents.length,
    actors.length,
  )
  const earlierCount = corpus.earlier.reduce((most, link) => Math.max(most, link.group + 1), 0)
  const earlierDays = new Int32Array(earlierCount)
  for (const link of corpus.earlier) earlierDays[link.group] = link.day
  const earlier = buildGroups(
    corpus.earlier.map(l => ({ group: l.group, actor: l.actor, role: ROLE_NUMBERS[l.role] })),
    earlierCount,
    actors.length,
  )
  const names = countTerms(actors.map(actor => [...new Set(tokenise(actor.name))]))
  const places = countTerms(actors.map(actor => [...new Set(tokenise(actor.place))]))
  const conceptOffsets = new Uint32Array(documents.length + 1)
  documents.forEach((d, i) => {
    conceptOffsets[i + 1] = conceptOffsets[i]! + d.concepts.length
  })
  return {
    documentIds: documents.map(d => d.id),
    actorIds: actors.map(a => a.id),
    numbers,
    text: buildBm25(matrix),
    latent,
    documentVectors,
    actorNorms: sumNorms(documentVectors, latent.dimensions, links, documents.length, profileActors),
    actorFreshness: Float32Array.from(actors, a => a.freshness ?? 1),
    profileActors,
    names: buildBm25(names),
    nameNumbers: new Map(names.terms.map((term, id) => [term, id])),
    places: buildBm25(places),
    placeNumbers: new Map(places.terms.map((term, id) => [term, id])),
    topicIds: topics.list,
    topicVectors: projectAll(latent, topicMatrix),
    topicText: buildBm25(topicMatrix),
    documentTopics,
    topicLevels,
    levelNumbers: levels.numbers,
    documentSchemes: Uint16Array.from(documents, d => schemes.number(d.scheme)),
    schemes: schemes.list,
    documentDays: Int32Array.from(documents, d => d.day),
    documentSizes: sizes(links),
    links,
    earlier,
    earlierDays,
    earlierSizes: sizes(earlier),
    actorCountries: Uint16Array.from(actors, a => countries.number(a.country)),
    countries: countries.list,
    actorRegions: Uint32Array.from(actors, a => regions.number(a.region)),
    regions: regions.list,
    actorKinds: Uint8Array.from(actors, a => kinds.number(a.kind)),
    kinds: kinds.list,
    actorSmall: Uint8Array.from(actors, a => (a.small ? 1 : 0)),
    conceptOffsets,
    concepts: Uint32Array.from(documents.flatMap(d => d.concepts)),
    ...declarations(corpus),
    newestDay: documents.reduce((newest, d) => Math.max(newest, d.day), 0),
  }
}

/** Concepts with all their wider ones, each once. */
export function widened(parents: ArrayLike<number>, concepts: Iterable<number>): Set<number> {
  const found = new Set<number>()
  for (const concept of concepts) {
    for (let c = concept; c >= 0 && !found.has(c); c = parents[c] ?? -1) found.add(c)
  }
  return found
}

function declarations(
  corpus: Corpus,
): Pick<Index, 'conceptParents' | 'conceptWeights' | 'declaredActors' | 'declaredOffsets' | 'declared'> {
  const parents = corpus.conceptParents ?? []
  const having: number[] = parents.map(() => 0)
  for (const document of corpus.documents) {
    for (const c of widened(parents, document.concepts)) having[c] = (having[c] ?? 0) + 1
  }
  const declaring = corpus.actors.flatMap((actor, a) => (actor.concepts?.length ? [a] : []))
  const lists = declaring.map(a => [...widened(parents, corpus.actors[a]!.concepts!)])
  const offsets = new Uint32Array(lists.length + 1)
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i]! + list.length
  })
  return {
    conceptParents: Int32Array.from(parents),
    conceptWeights: Float32Array.from(having, count => Math.log((corpus.documents.length + 1) / ((count ?? 0) + 1))),
    declaredActors: Uint32Array.from(declaring),
    declaredOffsets: offsets,
    declared: Uint32Array.from(lists.flat()),
  }
}

/** Topic titles counted in the vocabulary of the documents. */
function countTermsWith(
  rows: readonly string[][],
  terms: readonly string[],
  numbers: ReadonlyMap<string, number>,
): { terms: readonly string[]; offsets: Uint32Array; ids: Uint32Array; counts: Float32Array } {
  const bags = rows.map(row => bagOf(row, numbers))
  const offsets = new Uint32Array(rows.length + 1)
  bags.forEach((bag, i) => {
    offsets[i + 1] = offsets[i]! + bag.ids.length
  })
  const ids = new Uint32Array(offsets[rows.length]!)
  const counts = new Float32Array(ids.length)
  bags.forEach((bag, i) => {
    ids.set(bag.ids, offsets[i]!)
    counts.set(bag.weights, offsets[i]!)
  })
  return { terms, offsets, ids, counts }
}

function sumNorms(
  vectors: Float32Array,
  width: number,
  links: Groups,
  documents: number,
  profileActors: Uint32Array,
): Float32Array {
  const out = new Float32Array(links.actorOffsets.length - 1)
  const profileRow = new Map([...profileActors].map((actor, i) => [actor, documents + i]))
  for (let a = 0; a < out.length; a++) {
    const sum = new Float32Array(width)
    addVectors(vectors, links.groups.subarray(links.actorOffsets[a]!, links.actorOffsets[a + 1]!), sum)
    const own = profileRow.get(a)
    if (own !== undefined) addVectors(vectors, [own], sum)
    out[a] = Math.sqrt(sum.reduce((total, x) => total + x * x, 0))
  }
  return out
}

/** Adds the given rows of `vectors` to `sum`. */
export function addVectors(vectors: Float32Array, rows: ArrayLike<number>, sum: Float32Array): void {
  const width = sum.length
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * width
    for (let k = 0; k < width; k++) sum[k] = sum[k]! + vectors[from + k]!
  }
}

/** A text as a unit vector of the index's latent space. */
export function vectorOf(index: Index, terms: readonly string[]): Float32Array {
  const out = new Float32Array(index.latent.dimensions)
  project(index.latent, bagOf(terms, index.numbers), out)
  return out
}
