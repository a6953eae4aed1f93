import type { Candidate, Problem, Rule } from '#algorithms/team/problem.ts'
import { uniform } from '#algorithms/team/search.ts'
import { COUNTRY_LISTS } from '#domains/consortia/eligibility/countries.ts'
import { Member } from '#domains/consortia/eligibility/model.ts'
import { toTeamRules } from '#domains/consortia/eligibility/team-rules.ts'
import type { Cordis } from './cordis.ts'

/** Besides what makes a consortium eligible, what a coordinator would ask of one. */
const WISHES: readonly Rule[] = [
  { kind: 'atMostPerGroup', id: 'no country above four', partition: 'country', among: { all: true }, count: 4 },
  { kind: 'atLeast', id: 'a small company', among: { flag: 'sme' }, count: 1 },
  { kind: 'atLeast', id: 'a research centre', among: { partition: 'kind', groups: ['REC'] }, count: 1 },
  {
    kind: 'atMostShare',
    id: 'universities at most half',
    among: { partition: 'kind', groups: ['HES'] },
    share: 0.5,
  },
]

const CALL = { programme: 'HORIZON', typeOfAction: 'RIA', year: 2026 } as const

/** Candidates with the rules of a research action on them: eligibility as in the product, then the wishes. */
function underRules(
  candidates: readonly Candidate[],
  members: readonly Member[],
): Pick<Problem, 'candidates' | 'rules'> {
  const { rules, groups } = toTeamRules(CALL, members)
  return {
    candidates: candidates.map((candidate, i) => ({ ...candidate, groups: { ...groups[i]!, ...candidate.groups } })),
    rules: [...rules, ...WISHES],
  }
}

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
  const found = nearest.map(
    ([, { score, done, candidate }]): Candidate => ({
      ...candidate,
      base: Math.log1p(score) / Math.log1p(top),
      evidence: [...done].map(([competence, n]) => ({
        competence,
        strength: Math.log1p(n) / Math.log1p(most[competence]!),
      })),
    }),
  )
  return {
    ...underRules(found, found.map(asMember)),
    competences: needed.map(([, weight]) => ({ weight: Math.sqrt(weight) })),
    size: { min: 8, max: 15 },
    fixed: [...fixed],
  }
}

/** What the eligibility rules need to know; what CORDIS does not say stays unknown, but for bodies of the Union, which are few. */
function asMember({ groups }: Candidate, i: number): Member {
  const kind = Member.shape.kind.safeParse(groups?.kind)
  return {
    name: `candidate ${i}`,
    role: 'participant',
    euBody: false,
    ...(groups?.country ? { country: groups.country } : {}),
    ...(kind.success && kind.data ? { kind: kind.data } : {}),
  }
}

/**
 * Invented candidates whose strengths have nothing to do with each other: the hard case. Real candidates share projects, so few of them stand out.
 */
export function madeProblem(candidates: number, density: number, most: number, seed: number): Problem {
  const random = uniform(seed)
  const competences = Array.from({ length: 40 }, () => ({ weight: 0.2 + random() }))
  const memberStates = COUNTRY_LISTS.MS!.countries
  const found = Array.from(
    { length: candidates },
    (): Candidate => ({
      base: random(),
      groups: { country: memberStates[Math.floor(random() * random() * 27)]!, kind: random() < 0.3 ? 'REC' : 'HES' },
      flags: random() < 0.2 ? ['sme'] : [],
      evidence: competences.flatMap((_, competence) =>
        random() < density ? [{ competence, strength: Math.ceil(random() * 1_000) / 1_000 }] : [],
      ),
    }),
  )
  return {
    ...underRules(found, found.map(asMember)),
    competences,
    size: { min: 8, max: most },
    fixed: [1, 2, 3],
  }
}
