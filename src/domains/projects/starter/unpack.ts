import type { EarlierRecord, StagedProject } from '../imports/queries.ts'
import type { ConceptRecord, ParticipationRecord, TopicRecord } from '../sources/cordis.ts'
import { type Facts, fromDay, fromSteps, ROLE_LETTERS } from './format.ts'

const roleOf = (letters: string, at: number): string =>
  ROLE_LETTERS[letters[at] as keyof typeof ROLE_LETTERS] ?? 'participant'

export function* projectsOf({ projects: p, topics, calls, schemes, words }: Facts): Generator<StagedProject> {
  const listed = (list: readonly string[], number: number | null | undefined) =>
    number === null || number === undefined ? null : (list[number] ?? null)
  for (const [at, id] of p.id.entries()) {
    yield {
      id,
      programme: 'HORIZON',
      acronym: p.acronym[at] ?? null,
      title: null,
      objective: null,
      keywords: null,
      terms: fromSteps(p.terms[at] ?? []).map(number => words[number] ?? ''),
      status: p.status[at] ?? null,
      topic_id: listed(topics.id, p.topic[at]),
      call_id: listed(calls, p.call[at]),
      scheme: listed(schemes, p.scheme[at]),
      signed_on: fromDay(p.signed[at] ?? null),
      starts_on: fromDay(p.starts[at] ?? null),
      ends_on: fromDay(p.ends[at] ?? null),
      total_cost_cents: p.cost[at] ?? null,
      contribution_cents: p.contribution[at] ?? null,
      doi: null,
    }
  }
}

export function* participationsOf({
  projects,
  organisations: o,
  participations,
}: Facts): Generator<ParticipationRecord> {
  for (const [at, project_id] of projects.id.entries()) {
    const letters = participations.role[at] ?? ''
    const contributions = participations.contribution[at] ?? []
    for (const [place, n] of fromSteps(participations.organisation[at] ?? []).entries()) {
      yield {
        project_id,
        pic: o.pic[n] ?? '',
        role: roleOf(letters, place),
        vat: o.vat[n] ?? null,
        name: o.name[n] ?? '',
        short_name: o.short_name[n] ?? null,
        kind: o.kind[n] ?? 'OTH',
        sme: o.sme[n] ?? null,
        street: null,
        postcode: null,
        city: o.city[n] ?? null,
        country: o.country[n] ?? null,
        nuts: o.nuts[n] ?? null,
        latitude: null,
        longitude: null,
        website: null,
        contribution_cents: contributions[place] ?? null,
        net_contribution_cents: null,
        total_cost_cents: null,
        ended: false,
      }
    }
  }
}

export function* conceptLinksOf({ projects, concepts }: Facts): Generator<ConceptRecord> {
  for (const [at, project_id] of projects.id.entries()) {
    for (const n of projects.concepts[at] ?? []) {
      const path = concepts.path[n] ?? ''
      yield { project_id, code: concepts.code[n] ?? '', path, label: path.split('/').at(-1) ?? '' }
    }
  }
}

export function* topicsOf({ topics }: Facts): Generator<TopicRecord> {
  for (const [at, id] of topics.id.entries()) yield { project_id: 0, id, title: topics.title[at] ?? null }
}

export function* earlierOf({ earlier, organisations }: Facts): Generator<EarlierRecord> {
  const pics = [...organisations.pic, ...earlier.pic]
  for (const [at, project_rcn] of earlier.rcn.entries()) {
    const letters = earlier.role[at] ?? ''
    for (const [place, n] of fromSteps(earlier.organisation[at] ?? []).entries()) {
      yield {
        programme: 'H2020',
        project_rcn,
        pic: pics[n] ?? '',
        role: roleOf(letters, place),
        contribution_cents: null,
        starts_on: fromDay(earlier.starts[at] ?? null),
      }
    }
  }
}
