import type { EarlierRecord, StagedProject } from '../imports/queries.ts'
import type { ConceptRecord, ParticipationRecord, TopicRecord } from '../sources/cordis.ts'
import { type Facts, ROLE_LETTERS, toDay, toSteps } from './format.ts'

/** Numbers values in order of first appearance. */
class List<T> {
  readonly values: T[] = []
  readonly #known = new Map<T, number>()
  of(value: T): number {
    let at = this.#known.get(value)
    if (at === undefined) {
      at = this.values.length
      this.#known.set(value, at)
      this.values.push(value)
    }
    return at
  }
  orNull(value: T | null): number | null {
    return value === null ? null : this.of(value)
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

const LETTER = new Map(Object.entries(ROLE_LETTERS).map(([letter, role]) => [role as string, letter]))
const byNumber = (a: number, b: number) => a - b

/** Packs the facts of participations: no titles and no texts of projects. The same records give the same extract. */
export function packFacts(
  projects: readonly StagedProject[],
  participations: readonly ParticipationRecord[],
  concepts: readonly ConceptRecord[],
  topics: readonly TopicRecord[],
  earlier: readonly EarlierRecord[],
  madeFrom: string,
): Facts {
  const sorted = [...projects].sort((a, b) => a.id - b.id)
  const newest = new Map<string, ParticipationRecord>()
  const shared = new Map<string, Set<string>>()
  for (const record of participations) {
    const known = newest.get(record.pic)
    if (!known || record.project_id >= known.project_id) newest.set(record.pic, record)
    if (record.vat) shared.set(record.vat, (shared.get(record.vat) ?? new Set()).add(record.pic))
  }
  // Organisations by country and city, so that equal values stand together.
  const organisations = [...newest.values()].sort((a, b) => {
    const [x, y] = [a, b].map(o => `${o.country}\t${o.nuts}\t${o.city}\t${o.name}\t${o.pic}`)
    return (x ?? '') < (y ?? '') ? -1 : 1
  })
  const numberOf = new Map(organisations.map((record, at) => [record.pic, at]))

  const titles = new Map(topics.map(topic => [topic.id, topic.title]))
  const topicList = new List<string>()
  const callList = new List<string>()
  const schemeList = new List<string>()
  const conceptList = new List<string>()
  const paths = new Map<string, string>()
  const words = [...new Set(sorted.flatMap(project => project.terms))].sort()
  const wordNumber = new Map(words.map((word, at) => [word, at]))
  const conceptsOf = grouped(concepts, record => record.project_id)
  const partsOf = grouped(participations, record => record.project_id)

  const packed = sorted.map(project => {
    const codes = conceptsOf.get(project.id) ?? []
    for (const { code, path } of codes) paths.set(code, path)
    const parts = new Map<string, { at: number; letter: string; contribution: number | null }>()
    for (const { pic, role, contribution_cents } of partsOf.get(project.id) ?? []) {
      const letter = LETTER.get(role) ?? 'p'
      const known = parts.get(pic + letter)
      if (known) known.contribution = Math.max(known.contribution ?? 0, contribution_cents ?? 0)
      else parts.set(pic + letter, { at: numberOf.get(pic) ?? 0, letter, contribution: contribution_cents })
    }
    const ordered = [...parts.values()].sort((a, b) => a.at - b.at || (a.letter < b.letter ? -1 : 1))
    return {
      topic: topicList.orNull(project.topic_id),
      call: callList.orNull(project.call_id),
      scheme: schemeList.orNull(project.scheme),
      terms: toSteps(project.terms.map(term => wordNumber.get(term) ?? 0).sort(byNumber)),
      concepts: [...new Set(codes.map(({ code }) => conceptList.of(code)))].sort(byNumber),
      organisation: toSteps(ordered.map(part => part.at)),
      role: ordered.map(part => part.letter).join(''),
      contribution: ordered.map(part => part.contribution),
    }
  })

  const others = new List<string>()
  const graph = [...grouped(earlier, record => record.project_rcn)]
    .sort(([a], [b]) => a - b)
    .map(([rcn, records]) => {
      const parts = records
        .map(({ pic, role }) => ({
          at: numberOf.get(pic) ?? organisations.length + others.of(pic),
          letter: LETTER.get(role) ?? 'p',
        }))
        .sort((a, b) => a.at - b.at || (a.letter < b.letter ? -1 : 1))
      return { rcn, starts: toDay(records[0]?.starts_on ?? null), parts }
    })

  return {
    format: 1,
    made_from: madeFrom,
    organisations: {
      pic: organisations.map(o => o.pic),
      name: organisations.map(o => o.name),
      short_name: organisations.map(o => o.short_name),
      country: organisations.map(o => o.country),
      city: organisations.map(o => o.city),
      nuts: organisations.map(o => o.nuts),
      kind: organisations.map(o => o.kind),
      sme: organisations.map(o => o.sme),
      vat: organisations.map(o => (o.vat && (shared.get(o.vat)?.size ?? 0) > 1 ? o.vat : null)),
    },
    topics: { id: topicList.values, title: topicList.values.map(id => titles.get(id) ?? null) },
    words,
    concepts: { code: conceptList.values, path: conceptList.values.map(code => paths.get(code) ?? '') },
    calls: callList.values,
    schemes: schemeList.values,
    projects: {
      id: sorted.map(p => p.id),
      acronym: sorted.map(p => p.acronym),
      status: sorted.map(p => p.status),
      topic: packed.map(p => p.topic),
      call: packed.map(p => p.call),
      scheme: packed.map(p => p.scheme),
      signed: sorted.map(p => toDay(p.signed_on)),
      starts: sorted.map(p => toDay(p.starts_on)),
      ends: sorted.map(p => toDay(p.ends_on)),
      contribution: sorted.map(p => p.contribution_cents),
      cost: sorted.map(p => p.total_cost_cents),
      terms: packed.map(p => p.terms),
      concepts: packed.map(p => p.concepts),
    },
    participations: {
      organisation: packed.map(p => p.organisation),
      role: packed.map(p => p.role),
      contribution: packed.map(p => p.contribution),
    },
    earlier: {
      pic: others.values,
      rcn: graph.map(project => project.rcn),
      starts: graph.map(project => project.starts),
      organisation: graph.map(project => toSteps(project.parts.map(part => part.at))),
      role: graph.map(project => project.parts.map(part => part.letter).join('')),
    },
  }
}
