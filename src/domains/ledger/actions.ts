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
import { plainText } from './kinds/model.ts'
import { errors, fieldNames, MISTAKE } from './messages.ts'
import { type Amendment, contentOf, type NewFact, type Stored } from './model.ts'
import { recorder } from './policy.ts'
import {
  derivedFrom,
  evidenceRow,
  factOnce,
  idOfSeq,
  insertFacts,
  type NewRow,
  prepare,
  type Run,
  runIn,
  seqOf,
  versionById,
  versionsOf,
} from './queries.ts'

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

const distinct = (parties: Stored['parties']): Stored['parties'] => [
  ...new Map(parties.map(party => [`${party.role} ${party.key}`, party])).values(),
]

function digested(fact: Omit<NewRow, 'salt' | 'digest'>): NewRow {
  const salted = { ...fact, salt: randomBytes(SALT_BYTES).toString('hex') }
  return { ...salted, digest: digestOf(contentOf(salted, sha256), sha256) }
}

async function store(run: Run, rows: readonly NewRow[]): Promise<void> {
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

async function numberOf(db: Db, id: number): Promise<number> {
  const seq = await seqOf(db, id)
  if (seq === undefined) throw new Error(`fact ${id} has no number`)
  return seq
}

/** A reason as it is kept. Throws Invalid for none. */
function reasonOf(text: string): string {
  const read = plainText(300).safeParse(text)
  if (read.success) return read.data
  const why = read.error.issues[0]?.message
  const sentence = why === 'markup' ? errors.markup : why === 'personal' ? errors.personal : errors.noReason
  throw new Failure('Invalid', sentence, {}, { reason: sentence })
}

/** The newest version of a fact by its number, when it is this one. Throws NotFound, Conflict. */
async function newest(db: Db, seq: number): Promise<Stored> {
  const id = await idOfSeq(db, seq)
  const versions = id === undefined ? [] : await versionsOf(db, id)
  const last = versions.at(-1)
  if (!last) throw new Failure('NotFound', errors.unknownFact, { seq })
  if (last.amendment === 'withdrawal') throw new Failure('Conflict', errors.withdrawn)
  if (last.seq !== seq) throw new Failure('Conflict', errors.amendedMeanwhile, { seq: last.seq })
  return last
}

/** Records that a fact was otherwise than told. Answers the number of the correction. Throws NotFound, Conflict, Invalid. */
export async function correctFact(
  db: Db,
  actor: Actor,
  seq: number,
  fact: Omit<NewFact, 'by' | 'kind' | 'source'>,
  why: string,
  now: Date,
): Promise<number> {
  const by = recorder(actor)
  const before = await newest(db, seq)
  const reason = reasonOf(why)
  const id = await inTransaction(db, async tx => {
    const amendment = { amends: before.id, amendment: 'correction', reason } as const
    const whole = { ...fact, kind: before.kind as NewFact['kind'], source: 'typed', by } as const
    const corrected = await recordFact(tx, whole, dateInRome(now), amendment)
    await refuseSame(tx, before, corrected)
    await recordAudit(tx, { actor: by, verb: 'corrected', thing: `fact ${before.id}`, details: { by: corrected } })
    return corrected
  })
  return numberOf(db, id)
}

async function refuseSame(tx: Tx, before: Stored, id: number): Promise<void> {
  const after = await versionById(tx, id)
  const said = ({ happened_on, amount_cents, place, details, parties, evidence }: Stored) =>
    contentOf({ ...before, happened_on, amount_cents, place, details, parties, evidence }, sha256)
  if (after && digestOf(said(after), sha256) === digestOf(said(before), sha256))
    throw new Failure('Invalid', errors.sameAsBefore)
}

/** Records that a fact did not happen. Answers the number of the withdrawal. Throws NotFound, Conflict, Invalid. */
export async function withdrawFact(db: Db, actor: Actor, seq: number, why: string): Promise<number> {
  const by = recorder(actor)
  const before = await newest(db, seq)
  const reason = reasonOf(why)
  const id = await inTransaction(db, tx => withdraw(tx, before, reason, by))
  return numberOf(db, id)
}

async function withdraw(tx: Tx, before: Stored, reason: string, by: string): Promise<number> {
  const run = runIn(tx)
  const [id] = (await prepare(run, 1, [], [])).ids
  if (id === undefined) throw new Error('no id was given')
  const withdrawal = digested({
    id,
    kind: before.kind,
    happened_on: before.happened_on,
    amount_cents: null,
    place: null,
    details: {},
    source: 'typed',
    origin: before.origin,
    amends: before.id,
    amendment: 'withdrawal',
    reason,
    recorded_by: by,
    parties: [],
    evidence: [],
    once: undefined,
  })
  await store(run, [withdrawal])
  await recordAudit(tx, { actor: by, verb: 'withdrew', thing: `fact ${before.id}`, details: { by: id } })
  return id
}

/** Takes back what one has just recorded: a withdrawal, on the same day. Throws Conflict. */
export async function undoEntry(db: Db, actor: Actor, seq: number, now: Date): Promise<number> {
  const by = recorder(actor)
  const id = await idOfSeq(db, seq)
  const last = id === undefined ? undefined : (await versionsOf(db, id)).at(-1)
  if (!last) throw new Failure('NotFound', errors.unknownFact, { seq })
  if (last.recorded_by !== by || dateInRome(last.recorded_at) !== dateInRome(now) || last.source === 'derived')
    throw new Failure('Conflict', errors.tooLateToUndo)
  return withdrawFact(db, actor, seq, MISTAKE)
}

/** Withdraws, in the transaction of an act that is taken back, the facts of some kinds that it had recorded. */
export async function withdrawDerived(
  tx: Tx,
  origin: string,
  kinds: readonly NewFact['kind'][],
  reason: string,
  by: string,
): Promise<void> {
  for (const { id } of await derivedFrom(tx, origin, kinds)) {
    const version = await versionById(tx, id)
    if (version) await withdraw(tx, version, reason, by)
  }
}
