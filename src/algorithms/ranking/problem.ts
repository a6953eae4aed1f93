/** What the ranking knows: documents, the actors linked to them, and topics that group documents. All references are indices. */

/** How an actor took part: it led, it was a full member, or it only helped (not counted as a member). */
export type Role = 'lead' | 'member' | 'other'

export interface CorpusDocument {
  readonly id: string
  readonly title: string
  /** May be empty when only `terms` are known. */
  readonly text: string
  /** Key terms, most telling first; used besides the text. */
  readonly terms?: readonly string[]
  /** Code of the topic; parts separated by `-`, from the general to the particular; a four-digit year may stand among them. */
  readonly topicId: string
  readonly topicTitle: string
  /** Kind of instrument: groups documents whose teams look alike. */
  readonly scheme: string
  /** Days since any fixed day; only differences matter. */
  readonly day: number
  /** Concept indices, in the numbering of the caller. */
  readonly concepts: readonly number[]
}

export interface CorpusActor {
  readonly id: string
  readonly name: string
  readonly country: string
  /** Territorial code whose prefixes are larger places. */
  readonly region: string
  /** Names of its places in words, as a text may mention them. */
  readonly place: string
  readonly kind: string
  readonly small: boolean
  /** What it says of itself; may be empty. */
  readonly profile: string
  /** How far its own words and concepts can be relied on, 0..1, by how long ago somebody confirmed them; 1 where nothing is said. */
  readonly freshness?: number
  /** Concepts it says are its own; they count for actors without documents. */
  readonly concepts?: readonly number[]
}

export interface CorpusLink {
  readonly document: number
  readonly actor: number
  readonly role: Role
}

/** An older link without texts: `group` numbers what the actors did together. */
export interface EarlierLink {
  readonly group: number
  readonly actor: number
  readonly role: Role
  readonly day: number
}

export interface Corpus {
  readonly documents: readonly CorpusDocument[]
  readonly actors: readonly CorpusActor[]
  /** Duplicates are ignored. */
  readonly links: readonly CorpusLink[]
  readonly earlier: readonly EarlierLink[]
  /** The next wider concept of each concept, -1 for none; without it concepts stand apart. */
  readonly conceptParents?: readonly number[]
}

export interface Query {
  readonly title?: string
  readonly text: string
  readonly topicId?: string
  readonly topicTitle?: string
  /** Actor that leads; it is never in the answer. */
  readonly lead?: number
  /** Actors that are already in; never in the answer either. */
  readonly team?: readonly number[]
  /** Concept indices known of the query. */
  readonly concepts?: readonly number[]
  /** Which actors may be in the answer; all of them when absent. */
  readonly filter?: (actor: number) => boolean
  /** Day of the question; the day of the newest document when absent. */
  readonly asOf?: number
}

/** Each group of features is one reason a person can turn up or down. */
export const REASONS = [
  'similar',
  'topic',
  'expertise',
  'lead',
  'network',
  'team',
  'activity',
  'place',
  'kind',
] as const
export type ReasonCode = (typeof REASONS)[number]

export interface Options {
  /** How many results. */
  readonly limit: number
  /** Weight of each reason: 0 mutes it, 1 is as learnt, 2 doubles it. Missing ones are 1. */
  readonly weights: Partial<Record<ReasonCode, number>>
  /** Actors with at most this many documents are newcomers. */
  readonly newcomerDocuments: number
  /** Answers with newcomers only: a lane in which those with a long record do not stand before them. */
  readonly newcomersOnly: boolean
  /** How many of the first results carry numbers and evidence; the others carry contributions only. */
  readonly explained: number
  /** Evidence documents named per reason. */
  readonly evidence: number
}

export const DEFAULTS: Options = {
  limit: 100,
  weights: {},
  newcomerDocuments: 1,
  newcomersOnly: false,
  explained: 100,
  evidence: 3,
}

/** What a reason adds to the score compared with the average of the candidates, and the numbers and documents behind it. */
export interface Reason {
  readonly code: ReasonCode
  /** Already multiplied by the person's weight; may be negative. */
  readonly contribution: number
  /** Numbers for the sentence, by name (counts, years, shares); see explain.ts. */
  readonly numbers: Readonly<Record<string, number>>
  /** Indices of documents that show it, strongest first. */
  readonly documents: readonly number[]
  /** Indices of concepts or actors that show it, strongest first. */
  readonly concepts: readonly number[]
  readonly actors: readonly number[]
}

export interface Ranked {
  readonly actor: number
  readonly score: number
  readonly newcomer: boolean
  /** Strongest first. */
  readonly reasons: readonly Reason[]
}
