import type { Corpus, CorpusActor, CorpusDocument, CorpusLink, EarlierLink, Role } from '#algorithms/ranking/problem.ts'

export type ProjectText = {
  readonly id: number
  readonly title: string | null
  readonly objective: string | null
  readonly keywords: string | null
  readonly terms: readonly string[]
  readonly topic_id: string | null
  readonly topic_title: string | null
  readonly scheme: string | null
  readonly signed_on: string | null
  readonly concepts: readonly string[]
}
export type ActorRow = {
  readonly id: number
  readonly key: string
  readonly pic: string | null
  readonly whole: number
  readonly name: string
  readonly country: string | null
  readonly nuts: string | null
  readonly city: string | null
  readonly kind: string
  readonly sme: boolean | null
  readonly says: string | null
  readonly labels: string | null
  /** Codes of the fields it names itself, when it has no project. */
  readonly declared: readonly string[]
  /** The day somebody last said that its own words and fields are right; null where nobody ever did. */
  readonly confirmed_on: string | null
}
export type LinkRow = { readonly project_id: number; readonly organisation_id: number; readonly role: string }
export type EarlierRow = {
  readonly rcn: number
  readonly pic: string
  readonly role: string
  readonly starts_on: string | null
}

/** CORDIS roles as the ranking knows them: associated and third parties only help. */
const ROLE: Record<string, Role> = {
  coordinator: 'lead',
  participant: 'member',
  associatedPartner: 'other',
  thirdParty: 'other',
}

/** Whole days since 1970-01-01. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000)

const FRESH_DAYS = 365
/** After this many days more, own words weigh half. */
const HALF_LIFE_DAYS = 730
const LEAST = 0.5

/**
 * How far what a member says of itself can be relied on: wholly for a year after it was confirmed, then less, never less than half. 1 where nobody was ever
 * asked to confirm: what nobody could say says nothing against anyone.
 */
export function freshness(confirmedOn: string | null, today: string | undefined): number {
  if (confirmedOn === null || today === undefined) return 1
  const stale = dayNumber(today) - dayNumber(confirmedOn) - FRESH_DAYS
  return stale <= 0 ? 1 : Math.max(LEAST, 0.5 ** (stale / HALF_LIFE_DAYS))
}

/**
 * Rows of the database as the ranking's corpus. Linked records become one actor; organisations known only by what they say of
 * themselves are actors with a profile, in English as well where they speak Italian (`inEnglish`). `conceptCodes[i]` is the field of
 * science that the corpus calls i.
 */
export function encode(
  projects: readonly ProjectText[],
  actors: readonly ActorRow[],
  links: readonly LinkRow[],
  earlier: readonly EarlierRow[],
  inEnglish: (text: string) => { readonly text: string } | undefined = () => undefined,
  today: string | undefined = undefined,
): { corpus: Corpus; conceptCodes: string[] } {
  const named = [...projects.flatMap(project => project.concepts), ...actors.flatMap(actor => actor.declared)]
  const conceptCodes = [...new Set(named.flatMap(withWider))].sort()
  const conceptNumber = new Map(conceptCodes.map((code, index) => [code, index]))
  const conceptParents = conceptCodes.map(code => conceptNumber.get(wider(code)) ?? -1)
  const wholes = actors.filter(actor => actor.id === actor.whole)
  const actorNumber = new Map(wholes.map((actor, index) => [actor.id, index]))
  const numberOf = new Map(actors.flatMap(actor => pair(actor.id, actorNumber.get(actor.whole))))
  const numberOfPic = new Map(actors.flatMap(actor => (actor.pic ? pair(actor.pic, numberOf.get(actor.id)) : [])))
  const documentNumber = new Map(projects.map((project, index) => [project.id, index]))
  const documents: CorpusDocument[] = projects.map(project => ({
    id: String(project.id),
    title: project.title ?? '',
    text: [project.objective, project.keywords].filter(Boolean).join('\n'),
    terms: project.objective ? [] : project.terms,
    topicId: project.topic_id ?? '',
    topicTitle: project.topic_title ?? '',
    scheme: project.scheme ?? '',
    day: project.signed_on ? dayNumber(project.signed_on) : 0,
    concepts: project.concepts.flatMap(code => conceptNumber.get(code) ?? []),
  }))
  const corpusActors: CorpusActor[] = wholes.map(actor => ({
    id: actor.key,
    name: actor.name,
    country: actor.country ?? '',
    region: actor.nuts ?? '',
    place: actor.city ?? '',
    kind: actor.kind,
    small: actor.sme === true,
    freshness: freshness(actor.confirmed_on, today),
    profile: [actor.says, actor.says && inEnglish(actor.says)?.text, actor.labels].filter(Boolean).join('\n'),
    concepts: actor.declared.flatMap(code => conceptNumber.get(code) ?? []),
  }))
  const corpusLinks: CorpusLink[] = links.flatMap(link => {
    const document = documentNumber.get(link.project_id)
    const actor = numberOf.get(link.organisation_id)
    return document === undefined || actor === undefined ? [] : [{ document, actor, role: ROLE[link.role] ?? 'other' }]
  })
  const groups = new Map<number, number>()
  const earlierLinks: EarlierLink[] = earlier.flatMap(row => {
    const actor = numberOfPic.get(row.pic)
    if (actor === undefined) return []
    const group = groups.get(row.rcn) ?? groups.size
    groups.set(row.rcn, group)
    return [{ group, actor, role: ROLE[row.role] ?? 'other', day: row.starts_on ? dayNumber(row.starts_on) : 0 }]
  })
  return {
    corpus: { documents, actors: corpusActors, links: corpusLinks, earlier: earlierLinks, conceptParents },
    conceptCodes,
  }
}

const wider = (code: string): string => code.slice(0, code.lastIndexOf('/'))

/** A code of EuroSciVoc is the path to it: `/23/49/315` is narrower than `/23/49`. */
function withWider(code: string): string[] {
  return code === '' ? [] : [...withWider(wider(code)), code]
}

const pair = <K>(key: K, value: number | undefined): [K, number][] => (value === undefined ? [] : [[key, value]])
