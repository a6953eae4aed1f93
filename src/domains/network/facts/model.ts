import { REASONS } from '#domains/ledger/messages.ts'

/** What the registry says of one membership, so far as facts tell it. */
export type Standing = {
  readonly membership: number
  readonly organisation: number
  readonly key: string
  readonly category: string
  readonly joined_on: string
  readonly left_on: string | null
  /** Province of the seat, NUTS level 3, where it is known. */
  readonly place: string | null
  /** Codes of its value chains, sorted, with a space between them. */
  readonly chains: string
}

export type Kind = 'member-joined' | 'member-changed' | 'member-left'

/** A fact that was told of a membership: its newest version. */
export type Told = {
  readonly id: number
  readonly kind: string
  readonly on: string
  readonly place: string | null
  readonly details: Readonly<Record<string, string | number>>
  readonly source: string
  readonly withdrawn: boolean
  /** A correction of an earlier one. */
  readonly corrected: boolean
  /** Recorded today: what is wrong in it was a slip, not a change. */
  readonly fresh: boolean
}

export type Deed =
  | { readonly do: 'record'; readonly kind: Kind; readonly on: string; readonly says: Says }
  | { readonly do: 'correct'; readonly id: number; readonly on?: string; readonly says?: Says; readonly reason: string }
  | { readonly do: 'withdraw'; readonly id: number; readonly reason: string }

export type Says = { readonly place: string | null; readonly category: string; readonly chains: string }

const saysOf = ({ place, category, chains }: Standing): Says => ({ place, category, chains })
const toldSays = ({ place, details }: Told): Says => ({
  place,
  category: String(details.category ?? ''),
  chains: String(details.chains ?? ''),
})
const same = (a: Says, b: Says) => a.place === b.place && a.category === b.category && a.chains === b.chains

const byDay = (a: Told, b: Told) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id)

function sorted(told: readonly Told[]) {
  const stands = told.filter(fact => !fact.withdrawn)
  const of = (kind: Kind) => stands.filter(fact => fact.kind === kind).sort(byDay)
  return { joined: of('member-joined').at(-1), changed: of('member-changed'), left: of('member-left').at(-1) }
}

/** A person said that this did not happen on that day: the registry does not say it again by itself. */
const denied = (told: readonly Told[], kind: Kind, on: string): boolean =>
  told.some(fact => fact.withdrawn && fact.source === 'typed' && fact.kind === kind && fact.on === on)

/**
 * What the ledger must be told when the registry says `after` of a membership where it said `before`; either may be missing. What has not happened yet is
 * left for its day. `undoing`: an earlier act is taken back, so that what it told is withdrawn rather than told the other way round.
 */
export function deeds(
  before: Standing | undefined,
  after: Standing | undefined,
  told: readonly Told[],
  { today, undoing = false }: { today: string; undoing?: boolean },
): Deed[] {
  const { joined, changed, left } = sorted(told)
  if (!after)
    return [joined, ...changed, left].flatMap(fact =>
      fact ? [{ do: 'withdraw', id: fact.id, reason: REASONS.undone } as const] : [],
    )
  const says = saysOf(after)
  const found: Deed[] = []
  const corrections = new Map<number, { on?: string; says?: Says }>()
  const correct = (fact: Told, change: { on?: string; says?: Says }) =>
    corrections.set(fact.id, { ...corrections.get(fact.id), ...change })
  const move = (kind: Kind, fact: Told | undefined, on: string | null) => {
    const day = on !== null && on <= today ? on : undefined
    if (day === undefined) {
      if (fact) found.push({ do: 'withdraw', id: fact.id, reason: undoing ? REASONS.undone : REASONS.mended })
    } else if (!fact) {
      if (!denied(told, kind, day)) found.push({ do: 'record', kind, on: day, says })
    } else if (fact.on !== day) correct(fact, { on: day })
  }
  if (before?.joined_on !== after.joined_on || !joined) move('member-joined', joined, after.joined_on)
  // Somebody had told it before the registry did: the registry completes it.
  if (!before && joined && after.joined_on <= today && !same(toldSays(joined), says)) correct(joined, { says })
  if (before?.left_on !== after.left_on && (before || after.left_on)) move('member-left', left, after.left_on)

  const until = after.left_on ?? '9999-12-31'
  const within = changed.filter(fact => fact.on >= after.joined_on && fact.on <= until)
  for (const fact of changed)
    if (!within.includes(fact)) found.push({ do: 'withdraw', id: fact.id, reason: REASONS.mended })
  const last = within.at(-1) ?? joined
  if (before && last && until > today && !same(saysOf(before), says)) {
    const earlier = within.length > 0 ? (within.at(-2) ?? joined) : undefined
    if (undoing && earlier && same(toldSays(earlier), says))
      found.push({ do: 'withdraw', id: last.id, reason: REASONS.undone })
    else if (!same(toldSays(last), says)) {
      if (last.fresh && last.source === 'derived') correct(last, { says })
      else found.push({ do: 'record', kind: 'member-changed', on: today, says })
    }
  }
  const reason = undoing ? REASONS.undone : REASONS.mended
  return [...[...corrections].map(([id, change]) => ({ do: 'correct', id, ...change, reason }) as const), ...found]
}

/**
 * What the ledger was never told of a membership: that it began or ended, because it did so before there was a ledger or on a day that was still to come, and what
 * changed past the acts (an import of other data moved its seat). What a person said otherwise stays.
 */
export function missing(now: Standing, told: readonly Told[], today: string): Deed[] {
  const { joined, changed, left } = sorted(told)
  const says = saysOf(now)
  const found: Deed[] = []
  const tell = (kind: Kind, on: string | null) => {
    if (on !== null && on <= today && !denied(told, kind, on)) found.push({ do: 'record', kind, on, says })
  }
  if (!joined) tell('member-joined', now.joined_on)
  if (!left) tell('member-left', now.left_on)
  const last = changed.at(-1) ?? joined
  if (last && !left && (now.left_on === null || now.left_on > today) && !same(toldSays(last), says)) {
    // Facts of before places were told say none: that is no move.
    if (last.source !== 'derived' && last.place === null && !last.corrected)
      found.push({ do: 'correct', id: last.id, says, reason: REASONS.completed })
    else if (last.source !== 'typed') found.push({ do: 'record', kind: 'member-changed', on: today, says })
  }
  return found
}

const YEAR = 366 * 86_400_000

/**
 * Which membership each fact belongs to. Those without an origin (typed, imported or of the example) go to the membership of their organisation whose day is
 * the nearest, within a year, one fact of a kind to each.
 */
export function whose<Fact extends Told & { readonly origin: string | null }>(
  memberships: readonly Standing[],
  facts: readonly Fact[],
): ReadonlyMap<number, readonly Fact[]> {
  const found = new Map<number, Fact[]>(memberships.map(one => [one.membership, []]))
  const give = (membership: number, fact: Fact) => found.get(membership)?.push(fact)
  for (const fact of facts)
    for (const one of memberships) if (fact.origin === originOf(one.membership)) give(one.membership, fact)
  const orphans = facts.filter(fact => fact.origin === null)
  const pairs = orphans.flatMap(fact =>
    memberships.flatMap(one => {
      const day = fact.kind === 'member-joined' ? one.joined_on : one.left_on
      const away = day === null ? Number.NaN : Math.abs(Date.parse(day) - Date.parse(fact.on))
      return fact.kind !== 'member-changed' && away <= YEAR ? [{ fact, one, away }] : []
    }),
  )
  const given = new Set<number>()
  for (const { fact, one } of pairs.sort((a, b) => a.away - b.away || a.fact.id - b.fact.id)) {
    if (given.has(fact.id) || found.get(one.membership)?.some(other => other.kind === fact.kind)) continue
    given.add(fact.id)
    give(one.membership, fact)
  }
  for (const fact of orphans.filter(one => one.kind === 'member-changed')) {
    const during = memberships.find(one => one.joined_on <= fact.on && (one.left_on ?? '9999-12-31') >= fact.on)
    if (during) give(during.membership, fact)
  }
  return found
}

/** What the facts of a membership come from. */
export const originOf = (membership: number): string => `membership ${membership}`
