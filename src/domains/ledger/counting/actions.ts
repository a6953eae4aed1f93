import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { mayOpen } from '../policy.ts'
import {
  type Amended,
  amendedOf,
  factsByNumber,
  type Head,
  headAt,
  headOf,
  type LaterFact,
  namesOfPlaces,
  type ReadFact,
  readFacts,
  readSince,
  type Since,
  type TellableFact,
  type Wanted,
} from './queries.ts'

export type { Amended, Head, LaterFact, ReadFact, TellableFact }

/** Where the ledger ended at an instant; undefined while it was empty. */
export const ledgerHead = (db: Db, knownOn: Date): Promise<Head | undefined> => headAt(db, knownOn.toISOString())

/** The place of a number in the chain; undefined when there is none. */
export const ledgerHeadAt = (db: Db, seq: number): Promise<Head | undefined> => headOf(db, seq)

/** Facts to count, streamed. */
export const factsToCount = (db: Db, wanted: Wanted): AsyncIterable<ReadFact> => readFacts(db, wanted)

/** Facts recorded after a number that bear on a period: of these kinds and days, or amending one that does. Oldest first. */
export const factsSince = (db: Db, wanted: Since) => readSince(db, wanted)

/** Names of provinces by their codes. */
export const placeNames = (db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  namesOfPlaces(db, codes)

/**
 * Facts behind a public figure, by their numbers: who recorded them and why they were corrected is left out, and of their files those that this reader
 * may not open (`hidden` says how many).
 */
export async function tellFacts(db: Db, actor: Actor, seqs: readonly number[]): Promise<ToldFact[]> {
  const facts = await factsByNumber(db, seqs)
  return facts.map(fact => {
    const shown = fact.evidence.filter(
      one => one.sha256 === null || (!one.erased && mayOpen(actor, one.shown_to ?? 'staff').allowed),
    )
    return { ...fact, evidence: shown, hidden: fact.evidence.length - shown.length }
  })
}

/** Which of some facts were corrected or withdrawn since, by their numbers. */
export async function amendedSince(db: Db, seqs: readonly number[]): Promise<ReadonlyMap<number, Amended>> {
  return new Map((await amendedOf(db, seqs)).map(one => [one.seq, one]))
}

export type ToldFact = TellableFact & { readonly hidden: number }
