import { seededUniform } from '#algorithms/retrieval/linear.ts'
import type { Corpus, CorpusActor, CorpusLink, EarlierLink } from './problem.ts'

const FIELDS = [
  ['cancer', 'tumour', 'oncology', 'therapy', 'clinical', 'hospital', 'patient', 'biomarker'],
  ['battery', 'lithium', 'electrode', 'cell', 'charging', 'vehicle', 'recycling', 'cathode'],
  ['soil', 'crop', 'farm', 'irrigation', 'harvest', 'pesticide', 'biodiversity', 'seed'],
] as const

/**
 * A small corpus for tests and trials: three fields with their own words, 30 actors each, documents whose teams come from one
 * field. The last three actors have no document, only a profile in one field each.
 */
export function exampleCorpus(seed: number, documentCount = 120): Corpus {
  const random = seededUniform(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const actors: CorpusActor[] = Array.from({ length: 93 }, (_, a) => ({
    id: `A${a}`,
    name: `Actor ${a}`,
    country: pick(['IT', 'FR', 'DE']),
    region: pick(['ITH5', 'FR10', 'DE21']),
    place: pick(['Bologna Italy', 'Paris France', 'Munich Germany']),
    kind: pick(['HES', 'PRC', 'REC']),
    small: random() < 0.3,
    profile: a < 90 ? '' : FIELDS[a - 90]!.join(' '),
  }))
  const links: CorpusLink[] = []
  const earlier: EarlierLink[] = []
  const documents = Array.from({ length: documentCount }, (_, d) => {
    const field = d % 3
    const words = Array.from({ length: 30 }, () => pick(FIELDS[field]!))
    const team = new Set(Array.from({ length: 6 }, () => field * 30 + Math.floor(random() * 30)))
    ;[...team].forEach((actor, i) => {
      links.push({ document: d, actor, role: i === 0 ? 'lead' : i === 5 ? 'other' : 'member' })
      if (d < 20) earlier.push({ group: d, actor: (actor * 7) % 90, role: i === 0 ? 'lead' : 'member', day: d })
    })
    return {
      id: `D${d}`,
      title: words.slice(0, 3).join(' '),
      text: words.join(' '),
      topicId: `P-F${field}-${2021 + (d % 3)}-B${d % 2}-01-0${1 + (d % 4)}`,
      topicTitle: `${FIELDS[field]![0]} ${FIELDS[field]![1]}`,
      scheme: 'RIA',
      day: 1000 + d,
      concepts: [field, 3 + field],
    }
  })
  return { documents, actors, links, earlier }
}

export const EXAMPLE_FIELDS = FIELDS
