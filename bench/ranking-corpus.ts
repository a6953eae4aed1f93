import type { Corpus, CorpusLink, EarlierLink, Query, Role } from '#algorithms/ranking/problem.ts'
import type { Cordis, CordisParticipation, EarlierParticipation } from './cordis.ts'

/** One test query with its true answer (actor indices). */
export interface Trial {
  readonly query: Query
  readonly truth: readonly number[]
}

export interface World {
  readonly corpus: Corpus
  /** 1 for actors that are beneficiaries of at least one training project. */
  readonly candidates: Uint8Array
  /** Training projects in which each actor is a beneficiary. */
  readonly history: Uint32Array
  readonly actorNumbers: ReadonlyMap<string, number>
}

export type QueryKind = 'idea' | 'topic'

const ROLES: Readonly<Record<string, Role>> = { coordinator: 'lead', participant: 'member' }
const REGIONS = new Intl.DisplayNames(['en'], { type: 'region' })

/** CORDIS writes Greece and the United Kingdom in the way of the European institutions. */
function countryName(code: string): string {
  const iso = code === 'EL' ? 'GR' : code === 'UK' ? 'GB' : code
  try {
    return REGIONS.of(iso) ?? code
  } catch {
    return code
  }
}

/** Encodes everything signed before `before` as a corpus. */
export function encode(cordis: Cordis, earlier: readonly EarlierParticipation[], before: number): World {
  const projects = cordis.projects.filter(project => project.day < before)
  const numbers = new Map(projects.map((project, i) => [project.id, i]))
  const actorNumbers = new Map<string, number>()
  const rows: CordisParticipation[] = []
  const links: CorpusLink[] = []
  for (const row of cordis.participations) {
    const document = numbers.get(row.projectId)
    if (document === undefined || row.pic === '') continue
    let actor = actorNumbers.get(row.pic)
    if (actor === undefined) {
      actor = rows.push(row) - 1
      actorNumbers.set(row.pic, actor)
    }
    links.push({ document, actor, role: ROLES[row.role] ?? 'other' })
  }
  const seen = new Set<string>()
  const history = new Uint32Array(rows.length)
  for (const link of links) {
    const key = `${link.document} ${link.actor}`
    if (link.role === 'other' || seen.has(key)) continue
    seen.add(key)
    history[link.actor] = history[link.actor]! + 1
  }
  const concepts = new Map<string, number>()
  const corpus: Corpus = {
    documents: projects.map(project => ({
      id: project.id,
      title: project.title,
      text: `${project.objective}\n${project.keywords}`,
      topicId: project.topicId,
      topicTitle: project.topicTitle,
      scheme: project.scheme,
      day: project.day,
      concepts: project.concepts.map(code => {
        const known = concepts.get(code) ?? concepts.size
        concepts.set(code, known)
        return known
      }),
    })),
    actors: rows.map(row => ({
      id: row.pic,
      name: `${row.name} ${row.shortName}`,
      country: row.country,
      region: row.nuts,
      place: `${row.city} ${countryName(row.country)}`,
      kind: row.kind,
      small: row.sme,
      profile: '',
    })),
    links,
    earlier: encodeEarlier(earlier, before, actorNumbers),
  }
  return { corpus, candidates: Uint8Array.from(history, count => Math.min(1, count)), history, actorNumbers }
}

function encodeEarlier(
  earlier: readonly EarlierParticipation[],
  before: number,
  actorNumbers: ReadonlyMap<string, number>,
): EarlierLink[] {
  const groups = new Map<string, number>()
  const links: EarlierLink[] = []
  for (const row of earlier) {
    const actor = actorNumbers.get(row.pic)
    if (actor === undefined || !(row.day < before)) continue
    const group = groups.get(row.projectId) ?? groups.size
    groups.set(row.projectId, group)
    links.push({ group, actor, role: ROLES[row.role] ?? 'other', day: row.day })
  }
  return links
}

/**
 * Test queries of projects signed in [from, until): at least three distinct beneficiaries and a coordinator. Only the title, the
 * objective, the topic and the coordinator are put in the query; the other beneficiaries are the truth.
 */
export function trials(cordis: Cordis, world: World, from: number, until: number, kind: QueryKind): Trial[] {
  const members = new Map<string, Set<string>>()
  const leads = new Map<string, string>()
  for (const row of cordis.participations) {
    if (ROLES[row.role] === undefined) continue
    const set = members.get(row.projectId) ?? new Set()
    members.set(row.projectId, set.add(row.pic))
    if (row.role === 'coordinator') leads.set(row.projectId, row.pic)
  }
  const found: Trial[] = []
  for (const project of cordis.projects) {
    if (!(project.day >= from && project.day < until)) continue
    const partners = members.get(project.id)
    const leadPic = leads.get(project.id)
    if (!partners || partners.size < 3 || leadPic === undefined) continue
    const truth = [...partners].flatMap(pic => {
      const actor = pic === leadPic ? undefined : world.actorNumbers.get(pic)
      return actor !== undefined && world.candidates[actor] === 1 ? [actor] : []
    })
    if (truth.length === 0) continue
    const lead = world.actorNumbers.get(leadPic)
    found.push({
      query: {
        text: kind === 'idea' ? project.objective : '',
        title: kind === 'idea' ? project.title : '',
        topicId: project.topicId,
        topicTitle: project.topicTitle,
        ...(lead === undefined ? {} : { lead }),
        filter: actor => world.candidates[actor] === 1,
      },
      truth,
    })
  }
  return found
}
