import { canonical } from '#algorithms/chain/chain.ts'
import { ahead } from '#platform/ahead.ts'
import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import type { Wanted } from '../counting/queries.ts'
import { sha256 } from '../hash.ts'
import { errors } from '../messages.ts'
import { contentOf } from '../model.ts'
import { chainLines, chosenFacts, factsWhole, type Numbered, namesByKey } from './queries.ts'

/** How many facts are read at once, and how many places of the chain. */
const FACTS = 2_500
const PLACES = 25_000

/** A fact as it may leave the house: its place in the chain, and its content as it was hashed. Who recorded it is sealed in there. */
export type Published = {
  readonly seq: number
  readonly recorded_at: string
  readonly digest: string
  readonly hash: string
  /** Canonical (RFC 8785): its SHA-256 is the digest. */
  readonly content: string
  readonly parties: readonly string[]
}

/** The numbers of the facts that figures look at, and of all that amends one of them up to the last. */
export const factsToPublish = (db: Db, wanted: Wanted): Promise<number[]> => chosenFacts(db, wanted)

/** Facts by their numbers, a batch at a time. Throws Conflict where the ledger was touched: such a fact cannot be published. */
export async function* publishFacts(db: Db, seqs: readonly number[]): AsyncGenerator<readonly Published[]> {
  for await (const facts of ahead(seqs.length, FACTS, from => factsWhole(db, seqs.slice(from, from + FACTS))))
    yield facts.map(published)
}

function published(fact: Numbered): Published {
  const { seq, at, digest, hash } = fact
  const content = canonical(contentOf(fact, sha256))
  if (sha256(content) !== digest) throw new Failure('Conflict', errors.touched, { seq })
  return { seq, recorded_at: at, digest, hash, content, parties: fact.parties.map(({ key }) => key) }
}

/** Every place of the chain up to the last, as lines of number, instant, digest, hash and whether the fact is among `told`. */
export function publishChain(db: Db, last: number, told: readonly number[]): AsyncGenerator<string> {
  const among = new Set(told)
  return ahead(last, PLACES, from => chainLines(db, from + 1, Math.min(from + PLACES, last), among))
}

export const organisationNames = (db: Db, keys: readonly string[]) =>
  keys.length ? namesByKey(db, keys) : Promise.resolve([])
