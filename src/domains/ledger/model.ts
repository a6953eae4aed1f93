import { z } from 'zod'
import { type Json, type Sha256, sealed } from '#algorithms/chain/chain.ts'
import { blank, field } from '#kernel/fields.ts'
import type { Cents } from '#kernel/money.ts'
import { KIND_CODES, type KindCode } from './kinds/catalogue.ts'
import type { Details } from './kinds/model.ts'

export const SOURCES = ['typed', 'imported', 'derived', 'starter'] as const
export type Source = (typeof SOURCES)[number]

/** A file that is kept, by the hash of its bytes, or an address with the day somebody looked at it. */
export type Evidence = { readonly sha256: string } | { readonly address: string; readonly seenOn: string }

/** A fact as an act hands it to `recordFact`. Organisations by their id or key; the day as YYYY-MM-DD. */
export type NewFact = {
  readonly kind: KindCode
  readonly on: string
  readonly parties: readonly { readonly organisation: number | string; readonly role: string }[]
  readonly amountCents?: Cents | undefined
  /** Province, NUTS level 3. */
  readonly place?: string | undefined
  readonly details?: Details
  readonly evidence?: readonly Evidence[]
  readonly source: Source
  /** What it was derived from: "proposal 12". */
  readonly origin?: string | undefined
  /** Code of the account that acts, or "system". */
  readonly by: string
  /** A form that is sent twice is recorded once. */
  readonly once?: string | undefined
}

/** What makes a fact another's correction or withdrawal, and why. */
export type Amendment = {
  readonly amends: number
  readonly amendment: 'correction' | 'withdrawal'
  readonly reason: string
}

/** All that is hashed of a fact, by names that a published file uses too. */
export type Content = {
  readonly id: number
  readonly kind: string
  readonly on: string
  readonly amount_cents?: Cents
  readonly place?: string
  readonly details: Details
  readonly parties: readonly { readonly organisation: string; readonly role: string }[]
  readonly evidence: readonly ({ readonly file: string } | { readonly address: string; readonly seen_on: string })[]
  readonly source: string
  readonly origin?: string
  readonly amends?: number
  readonly amendment?: string
  readonly reason?: string
  /** SHA-256 of a salt and whoever recorded it: provable to the auditor, not shown to the public. */
  readonly recorded_by: string
}

/** A fact as it is stored, so far as it is hashed. */
export type Stored = {
  readonly id: number
  readonly kind: string
  readonly happened_on: string
  readonly amount_cents: Cents | null
  readonly place: string | null
  readonly details: Details
  readonly source: string
  readonly origin: string | null
  readonly amends: number | null
  readonly amendment: string | null
  readonly reason: string | null
  readonly recorded_by: string
  readonly salt: string
  readonly parties: readonly { readonly key: string; readonly role: string }[]
  readonly evidence: readonly {
    readonly sha256: string | null
    readonly address: string | null
    readonly seen_on: string | null
  }[]
}

/** The content of a fact, the same whether it is about to be stored, was read back, or is checked. Parties are sorted, evidence keeps its order. */
export function contentOf(fact: Stored, sha256: Sha256): Content & Json {
  return {
    id: fact.id,
    kind: fact.kind,
    on: fact.happened_on,
    ...(fact.amount_cents === null ? {} : { amount_cents: fact.amount_cents }),
    ...(fact.place === null ? {} : { place: fact.place }),
    details: fact.details,
    parties: fact.parties.map(({ key, role }) => ({ organisation: key, role })).sort(byParty),
    evidence: fact.evidence.map(({ sha256: file, address, seen_on }) =>
      file === null ? { address: address ?? '', seen_on: seen_on ?? '' } : { file },
    ),
    source: fact.source,
    ...(fact.origin === null ? {} : { origin: fact.origin }),
    ...(fact.amends === null ? {} : { amends: fact.amends }),
    ...(fact.amendment === null ? {} : { amendment: fact.amendment }),
    ...(fact.reason === null ? {} : { reason: fact.reason }),
    recorded_by: sealed(fact.recorded_by, fact.salt, sha256),
  }
}

type Party = { readonly organisation: string; readonly role: string }
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byParty = (a: Party, b: Party) => order(a.organisation, b.organisation) || order(a.role, b.role)

/** So much of a fact as decides whether it stands. */
export type Told = {
  readonly id: number
  readonly amends: number | null
  readonly amendment: string | null
  /** ISO 8601 in UTC. */
  readonly recordedAt: string
}

/**
 * The facts that stood at an instant: of each line of corrections the newest known then, and none of a line that had been withdrawn. What was
 * recorded later changes nothing, whatever it amends.
 */
export function standing<Fact extends Told>(facts: readonly Fact[], knownOn: string): Fact[] {
  const known = facts.filter(fact => fact.recordedAt <= knownOn)
  const amended = new Set(known.map(fact => fact.amends))
  return known.filter(fact => !amended.has(fact.id) && fact.amendment !== 'withdrawal')
}

export const AMENDED = ['standing', 'corrected', 'withdrawn', 'all'] as const
export const SORTS = ['recorded', 'happened', 'kind', 'amount'] as const

const day = z.preprocess(blank, z.iso.date().optional())

export const listQuery = z.object({
  kind: field.one(KIND_CODES as readonly [KindCode, ...KindCode[]]),
  from: day,
  until: day,
  party: field.text(300),
  place: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[A-Z0-9]{4,5}$/)
      .optional(),
  ),
  source: field.one(SOURCES),
  amended: field.one(AMENDED),
  sort: field.one(SORTS),
  page: field.page(),
})
export type ListQuery = z.infer<typeof listQuery>

/** Two facts of one kind are suspected to be the same when they lie so many days apart or less, and share a party or their title. */
export const SUSPECT_DAYS = 7
