import { randomBytes } from 'node:crypto'
import { digestOf } from '#algorithms/chain/chain.ts'
import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { sha256 } from './hash.ts'
import { ruleOf } from './kinds/catalogue.ts'
import { checkFact } from './kinds/check.ts'
import { errors, fieldNames } from './messages.ts'
import { type Amendment, contentOf, type NewFact, type Stored } from './model.ts'
import { recorder } from './policy.ts'
import { evidenceRow, factOnce, insertFacts, type NewRow, prepare, type Run, runIn, seqOf } from './queries.ts'

const SALT_BYTES = 16

/**
 * Records a fact in the transaction of the act that makes it. Answers its id; its number in the chain is given when the transaction commits.
 * Whoever calls has asked whether the actor may. Throws Invalid with the fields that are wrong.
 */
export async function recordFact(tx: Tx, fact: NewFact, today: string, amendment?: Amendment): Promise<number> {
  const [id] = await recordFacts(runIn(tx), [fact], today, amendment)
  if (id === undefined) throw new Error('no fact was recorded')
  return id
}

/** The same for many at once, in their order: all or none. */
export async function recordFacts(
  run: Run,
  facts: readonly NewFact[],
  today: string,
  amendment?: Amendment,
): Promise<readonly number[]> {
  if (facts.length === 0) return []
  const organisations = new Set(facts.flatMap(fact => fact.parties.map(party => party.organisation)))
  const places = new Set(facts.flatMap(fact => fact.place ?? []))
  const known = await prepare(run, facts.length, [...organisations], [...places])
  const rows = facts.map((fact, at) => {
    const placeKnown = fact.place === undefined || known.places.has(fact.place)
    const { details, wrong } = checkFact(fact, { today, founded: known.founded, placeKnown })
    const lost = fact.parties.find(party => !known.keys.has(party.organisation))
    if (lost) throw new Failure('NotFound', errors.unknownParty, { name: String(lost.organisation).slice(0, 80) })
    if (Object.keys(wrong).length) throw wrongFact(fact, wrong)
    const id = known.ids[at]
    if (id === undefined) throw new Error('no id was given')
    return digested({
      id,
      kind: fact.kind,
      happened_on: fact.on,
      amount_cents: fact.amountCents ?? null,
      place: fact.place ?? null,
      details,
      source: fact.source,
      origin: fact.origin ?? null,
      amends: amendment?.amends ?? null,
      amendment: amendment?.amendment ?? null,
      reason: amendment?.reason ?? null,
      recorded_by: fact.by,
      parties: distinct(
        fact.parties.map(({ organisation, role }) => ({ key: known.keys.get(organisation) ?? '', role })),
      ),
      evidence: (fact.evidence ?? []).map(evidenceRow),
      once: fact.once,
    })
  })
  await store(run, rows)
  return rows.map(row => row.id)
}

/** The same in the transaction of an act. */
export async function recordAll(tx: Tx, facts: readonly NewFact[], today: string): Promise<readonly number[]> {
  return recordFacts(runIn(tx), facts, today)
}

const distinct = (parties: Stored['parties']): Stored['parties'] => [
  ...new Map(parties.map(party => [`${party.role} ${party.key}`, party])).values(),
]

/** A row with its salt and digest, ready to be stored. */
export function digested(fact: Omit<NewRow, 'salt' | 'digest'>): NewRow {
  const salted = { ...fact, salt: randomBytes(SALT_BYTES).toString('hex') }
  return { ...salted, digest: digestOf(contentOf(salted, sha256), sha256) }
}

/** Throws Conflict when somebody else has amended the same fact. */
export async function store(run: Run, rows: readonly NewRow[]): Promise<void> {
  try {
    await insertFacts(run, rows)
  } catch (error) {
    // Of two people who amend the same fact at once, the second is told.
    if (constraintOf(error) === 'fact_amends_key') throw new Failure('Conflict', errors.amendedMeanwhile, { seq: '?' })
    throw error
  }
}

const constraintOf = (error: unknown) => (error as { constraint?: string } | undefined)?.constraint

function wrongFact(fact: NewFact, wrong: Readonly<Record<string, Sentence>>): Failure {
  const name = (field: string): Sentence => {
    const rule = ruleOf(fact.kind)
    const [, of, part = ''] = /^(party|detail)_(.+)$/.exec(field) ?? []
    return (
      (of === 'party' ? rule.roles[part]?.name : of ? rule.details[part]?.name : fieldNames[field]) ?? {
        it: field,
        en: field,
      }
    )
  }
  const all = (language: 'it' | 'en') =>
    Object.entries(wrong)
      .map(([field, sentence]) => `${name(field)[language].toLowerCase()}: ${sentence[language]}`)
      .join(' ')
  return new Failure(
    'Invalid',
    {
      it: errors.wrongFact.it.replace('{fields}. ', '{fieldsIt} '),
      en: errors.wrongFact.en.replace('{fields}. ', '{fieldsEn} '),
    },
    { fieldsIt: all('it'), fieldsEn: all('en') },
    { ...wrong },
  )
}

/** A fact that somebody of the staff records. Answers its number. Throws Forbidden, and what `enterAs` throws. */
export async function enterFact(db: Db, actor: Actor, fact: Omit<NewFact, 'by'>, now: Date): Promise<number> {
  return enterAs(db, recorder(actor), fact, now)
}

/** The same for whoever works at the terminal: with a line in the register. A form sent twice is recorded once. */
export async function enterAs(db: Db, by: string, fact: Omit<NewFact, 'by'>, now: Date): Promise<number> {
  const id = await inTransaction(db, async tx => {
    const before = fact.once === undefined ? undefined : await factOnce(tx, fact.once)
    if (before !== undefined) return before
    const recorded = await recordFact(tx, { ...fact, by }, dateInRome(now))
    await recordAudit(tx, { actor: by, verb: 'recorded', thing: `fact ${recorded}`, details: { kind: fact.kind } })
    return recorded
  }).catch(async error => {
    // Sent twice at the very same time.
    const other = constraintOf(error) === 'fact_once_key' && fact.once ? await factOnce(db, fact.once) : undefined
    if (other === undefined) throw error
    return other
  })
  return numberOf(db, id)
}

/** The number of a fact that has been committed. */
export async function numberOf(db: Db, id: number): Promise<number> {
  const seq = await seqOf(db, id)
  if (seq === undefined) throw new Error(`fact ${id} has no number`)
  return seq
}
