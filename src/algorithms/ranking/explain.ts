import type { Index } from './build.ts'
import { COLUMN, type FeatureName } from './features.ts'
import { LEAD, OTHER } from './groups.ts'
import { known, kthLargest } from './neighbours.ts'
import type { Query, Reason, ReasonCode } from './problem.ts'
import type { Facts } from './signals/facts.ts'
import type { Signals } from './signals.ts'

/** Partners of the lead that common company is looked for among. */
const PARTNERS = 200

type Evidence = Omit<Reason, 'code' | 'contribution'>

/** What explaining needs besides the query; prepared once for a whole answer. */
export interface Explainer {
  readonly index: Index
  readonly base: Facts
  readonly query: Query
  readonly signals: Signals
  /** Concepts of the nearest documents with their weight. */
  readonly concepts: ReadonlyMap<number, number>
  /** Documents that count as near: among the hundred heaviest. */
  readonly nearFloor: number
  /** By document: the strongest of those partners in it, and those of the likely team (the first of the answer). */
  readonly partnersIn: ReadonlyMap<number, readonly number[]>
  readonly teamIn: ReadonlyMap<number, readonly number[]>
  readonly evidence: number
}

export function explainer(
  index: Index,
  base: Facts,
  query: Query,
  signals: Signals,
  team: Iterable<number>,
  evidence: number,
): Explainer {
  const floor = kthLargest(signals.kernel, base.joint, base.pool, 100)
  const order = [...signals.kernel.keys()].filter(d => signals.kernel[d]! > 0 && signals.kernel[d]! >= floor)
  order.sort((a, b) => signals.kernel[b]! - signals.kernel[a]! || a - b)
  const concepts = new Map<number, number>((query.concepts ?? []).map(c => [c, 1]))
  for (const d of order.slice(0, 30)) {
    for (const c of index.concepts.subarray(index.conceptOffsets[d]!, index.conceptOffsets[d + 1]!)) {
      concepts.set(c, (concepts.get(c) ?? 0) + signals.kernel[d]!)
    }
  }
  const partners = new Map<number, number>()
  for (const insider of known(query)) {
    for (const d of documentsOf(index, insider)) {
      for (const a of membersOf(index, d)) if (a !== insider) partners.set(a, (partners.get(a) ?? 0) + 1)
    }
  }
  const nearFloor = floor
  const strongest = [...partners.keys()].sort((a, b) => partners.get(b)! - partners.get(a)! || a - b).slice(0, PARTNERS)
  const partnersIn = byDocument(index, strongest)
  return { index, base, query, signals, concepts, nearFloor, partnersIn, teamIn: byDocument(index, team), evidence }
}

function byDocument(index: Index, actors: Iterable<number>): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const actor of actors) {
    for (const d of documentsOf(index, actor)) {
      const list = found.get(d)
      if (list) list.push(actor)
      else found.set(d, [actor])
    }
  }
  return found
}

/** Full-member documents of an actor. */
function documentsOf(index: Index, actor: number): number[] {
  const found: number[] = []
  for (let at = index.links.actorOffsets[actor]!; at < index.links.actorOffsets[actor + 1]!; at++) {
    if (index.links.actorRoles[at]! < OTHER) found.push(index.links.groups[at]!)
  }
  return found
}

/** Concepts an actor declares, wider ones included. */
function declaredBy(index: Index, actor: number): Uint32Array {
  const at = index.declaredActors.indexOf(actor)
  return at < 0
    ? index.declared.subarray(0, 0)
    : index.declared.subarray(index.declaredOffsets[at]!, index.declaredOffsets[at + 1]!)
}

function membersOf(index: Index, document: number): Uint32Array {
  return index.links.actors.subarray(index.links.offsets[document]!, index.links.offsets[document + 1]!)
}

export const NONE: Evidence = { numbers: {}, documents: [], concepts: [], actors: [] }

/** The numbers and the evidence of one reason for one actor. Counts are whole numbers, shares are 0..1, days are those of the corpus. */
export function evidenceOf(x: Explainer, code: ReasonCode, actor: number): Evidence {
  const { index, signals } = x
  const { near, kernel } = signals
  const value = (name: FeatureName): number => signals.columns[COLUMN[name]]![actor]!
  const own = documentsOf(index, actor)
  const top = (documents: number[], score: (d: number) => number): number[] =>
    documents.sort((a, b) => score(b) - score(a) || a - b).slice(0, x.evidence)
  switch (code) {
    case 'similar': {
      const close = own.filter(d => kernel[d]! > 0 && kernel[d]! >= x.nearFloor)
      return {
        ...NONE,
        numbers: { near: close.length, likeness: value('bestLatent') },
        documents: top(close, d => kernel[d]!),
      }
    }
    case 'topic': {
      const count = (level: number): number => own.filter(d => near.levels[d]! & (1 << level)).length
      const shown = own.filter(d => near.levels[d]! & 0b11111)
      return {
        ...NONE,
        numbers: { topic: count(0), call: count(1), family: count(2), branch: count(4), programme: count(5) },
        // The most particular level that agrees comes first.
        documents: top(shown, d => kernel[d]! - lowestBit(near.levels[d]!)),
      }
    }
    case 'expertise': {
      const found = new Set<number>()
      for (const d of own) {
        for (const c of index.concepts.subarray(index.conceptOffsets[d]!, index.conceptOffsets[d + 1]!)) {
          if (x.concepts.has(c)) found.add(c)
        }
      }
      for (const c of declaredBy(index, actor)) if (x.concepts.has(c)) found.add(c)
      const concepts = [...found].sort((a, b) => x.concepts.get(b)! - x.concepts.get(a)! || a - b).slice(0, x.evidence)
      return {
        numbers: {
          likeness: value('ownVector'),
          profile: value('ownProfile'),
          concepts: found.size,
          declared: own.length === 0 ? found.size : 0,
        },
        documents: top(own, d => near.latent[d]!),
        concepts,
        actors: [],
      }
    }
    case 'lead': {
      const together = own.filter(d => near.shared[d]! > 0 && x.base.joint[d])
      return {
        ...NONE,
        numbers: {
          together: together.length,
          earlier: Math.round(Math.exp(value('leadEarlier')) - 1),
          lastDay: together.reduce((last, d) => Math.max(last, index.documentDays[d]!), 0),
        },
        documents: top(together, d => index.documentDays[d]!),
      }
    }
    case 'network':
    case 'team': {
      const wanted = code === 'team' ? x.teamIn : x.partnersIn
      const counts = new Map<number, number>()
      for (const d of own) {
        for (const a of wanted.get(d) ?? []) if (a !== actor) counts.set(a, (counts.get(a) ?? 0) + 1)
      }
      const actors = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || a - b).slice(0, x.evidence)
      return { ...NONE, numbers: { shared: counts.size }, actors }
    }
    case 'activity': {
      const days = own.map(d => index.documentDays[d]!)
      return {
        ...NONE,
        numbers: {
          documents: own.length,
          recent: days.filter(day => near.asOf - day <= 730).length,
          led: own.filter(d => roleIn(index, actor, d) === LEAD).length,
          earlier: index.earlier.actorOffsets[actor + 1]! - index.earlier.actorOffsets[actor]!,
          lastDay: days.reduce((last, day) => Math.max(last, day), 0),
        },
        documents: top(own, d => index.documentDays[d]!),
      }
    }
    case 'place':
      return {
        ...NONE,
        numbers: {
          share: value('placeVotes'),
          sameCountry: value('placeLead'),
          sameRegion: value('placeRegionLead'),
          mentioned: value('placeMentioned') > 0 && placeIsNamed(index, near.terms, actor) ? 1 : 0,
        },
      }
    case 'kind':
      return { ...NONE, numbers: { share: value('kindVotes'), small: index.actorSmall[actor]! } }
  }
}

/** Words in more documents than this share are words first: the `new` of New York, the `united` of the United States. */
const COMMON = 0.02

/** Whether the query has a word of the actor's place that is not an everyday word. */
function placeIsNamed(index: Index, terms: readonly string[], actor: number): boolean {
  const { places, placeNumbers, numbers, text, documentIds } = index
  return [...new Set(terms)].some(term => {
    const place = placeNumbers.get(term)
    if (place === undefined) return false
    const everyday = numbers.get(term)
    const having = everyday === undefined ? 0 : text.offsets[everyday + 1]! - text.offsets[everyday]!
    if (having > COMMON * documentIds.length) return false
    return places.rows.subarray(places.offsets[place]!, places.offsets[place + 1]!).includes(actor)
  })
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}

function roleIn(index: Index, actor: number, document: number): number {
  for (let at = index.links.offsets[document]!; at < index.links.offsets[document + 1]!; at++) {
    if (index.links.actors[at] === actor) return index.links.roles[at]!
  }
  return OTHER
}
