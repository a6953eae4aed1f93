import type { Candidate, Problem } from '#algorithms/team/problem.ts'
import { uniform } from '#algorithms/team/search.ts'
import type { Cordis } from './cordis.ts'

const MEMBER_STATES = 'AT BE BG HR CY CZ DK EE FI FR DE EL HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')
const ASSOCIATED = 'AL AM BA CA CH EG FO GE IL IS KR MD ME MK NO NZ RS TN TR UA UK XK'.split(' ')

export const RULES: NonNullable<Problem['rules']> = [
  {
    kind: 'distinct',
    id: 'three countries',
    partition: 'country',
    among: { partition: 'country', groups: [...MEMBER_STATES, ...ASSOCIATED] },
    count: 3,
    including: { among: { partition: 'country', groups: MEMBER_STATES }, count: 1 },
  },
  { kind: 'atMostPerGroup', id: 'no country above four', partition: 'country', among: { all: true }, count: 4 },
  { kind: 'atLeast', id: 'a small company', among: { flag: 'sme' }, count: 1 },
  { kind: 'atLeast', id: 'a research centre', among: { partition: 'kind', groups: ['REC'] }, count: 1 },
  { kind: 'atMostShare', id: 'universities at most half', among: { partition: 'kind', groups: ['HES'] }, share: 0.5 },
]

/** Topics of HORIZON-HLTH with enough projects to have a neighbourhood, in alphabetical order. */
export function healthTopics(cordis: Cordis): string[] {
  const count = new Map<string, number>()
  for (const { topicId } of cordis.projects)
    if (topicId.startsWith('HORIZON-HLTH')) count.set(topicId, (count.get(topicId) ?? 0) + 1)
  return [...count].flatMap(([topic, projects]) => (projects >= 5 ? [topic] : [])).sort()
}

/**
 * The organisations nearest to a topic as candidates: by concepts shared with it, over the root of their number of projects, so that
 * specialists stand beside the large. Competences are the 40 concepts commonest near the topic; a candidate's strength is log(1 + n) over that
 * of the strongest candidate, for n projects with the concept, leading one counts as two.
 */
export function topicProblem(cordis: Cordis, topic: string, candidates: number, seed: number): Problem {
  const core = new Map<string, number>()
  for (const project of cordis.projects)
    if (project.topicId === topic)
      for (const concept of project.concepts) core.set(concept, (core.get(concept) ?? 0) + 1)
  const near = new Map<string, { shared: number; concepts: readonly string[] }>()
  const common = new Map<string, number>()
  for (const { id, concepts } of cordis.projects) {
    const shared = concepts.reduce((sum, concept) => sum + (core.get(concept) ?? 0), 0)
    if (shared === 0) continue
    near.set(id, { shared, concepts })
    for (const concept of concepts) common.set(concept, (common.get(concept) ?? 0) + shared)
  }
  const needed = [...common].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 40)
  const competenceOf = new Map(needed.map(([concept], c) => [concept, c]))
  const actors = new Map<
    string,
    { score: number; done: Map<number, number>; candidate: Omit<Candidate, 'evidence' | 'base'> }
  >()
  for (const row of cordis.participations) {
    const project = near.get(row.projectId)
    if (!project || (row.role !== 'coordinator' && row.role !== 'participant')) continue
    const actor = actors.get(row.pic) ?? {
      score: 0,
      done: new Map<number, number>(),
      candidate: { groups: { country: row.country, kind: row.kind }, flags: row.sme ? ['sme'] : [] },
    }
    actors.set(row.pic, actor)
    actor.score += project.shared
    for (const concept of project.concepts) {
      const c = competenceOf.get(concept)
      if (c !== undefined) actor.done.set(c, (actor.done.get(c) ?? 0) + (row.role === 'coordinator' ? 2 : 1))
    }
  }
  const projects = new Map<string, number>()
  for (const { pic } of cordis.participations) projects.set(pic, (projects.get(pic) ?? 0) + 1)
  for (const [pic, actor] of actors) actor.score /= Math.sqrt(projects.get(pic) ?? 1)
  const nearest = [...actors].sort((a, b) => b[1].score - a[1].score || (a[0] < b[0] ? -1 : 1)).slice(0, candidates)
  const top = nearest[0]?.[1].score ?? 1
  const most = needed.map((_, c) => Math.max(1, ...nearest.map(([, { done }]) => done.get(c) ?? 0)))
  const random = uniform(seed)
  const fixed = new Set<number>()
  while (fixed.size < Math.min(3, nearest.length)) fixed.add(Math.floor(random() * nearest.length))
  return {
    candidates: nearest.map(([, { score, done, candidate }]) => ({
      ...candidate,
      base: Math.log1p(score) / Math.log1p(top),
      evidence: [...done].map(([competence, n]) => ({
        competence,
        strength: Math.log1p(n) / Math.log1p(most[competence]!),
      })),
    })),
    competences: needed.map(([, weight]) => ({ weight: Math.sqrt(weight) })),
    size: { min: 8, max: 15 },
    fixed: [...fixed],
    rules: RULES,
  }
}

/**
 * Invented candidates whose strengths have nothing to do with each other: the hard case. Real candidates share projects, so few of them stand out.
 */
export function madeProblem(candidates: number, density: number, most: number, seed: number): Problem {
  const random = uniform(seed)
  const competences = Array.from({ length: 40 }, () => ({ weight: 0.2 + random() }))
  return {
    candidates: Array.from({ length: candidates }, () => ({
      base: random(),
      groups: { country: MEMBER_STATES[Math.floor(random() * random() * 27)]!, kind: random() < 0.3 ? 'REC' : 'HES' },
      flags: random() < 0.2 ? ['sme'] : [],
      evidence: competences.flatMap((_, competence) =>
        random() < density ? [{ competence, strength: Math.ceil(random() * 1_000) / 1_000 }] : [],
      ),
    })),
    competences,
    size: { min: 8, max: most },
    fixed: [1, 2, 3],
    rules: RULES,
  }
}
