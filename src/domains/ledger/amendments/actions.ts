import { digestOf } from '#algorithms/chain/chain.ts'
import { recordAudit } from '#domains/accounts/actions.ts'
import type { Actor } from '#kernel/actor.ts'
import { dateInRome } from '#platform/clock.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { digested, numberOf, recordFact, store } from '../actions.ts'
import { sha256 } from '../hash.ts'
import { plainText } from '../kinds/model.ts'
import { errors, MISTAKE } from '../messages.ts'
import { contentOf, type Evidence, type NewFact, type Source, type Stored } from '../model.ts'
import { recorder } from '../policy.ts'
import { idOfSeq, newestFrom, prepare, runIn, type ToldFact, versionById, versionsOf } from '../queries.ts'

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
    // What it came from stays with it: an act that is taken back finds also what a person has corrected.
    const origin = before.origin ?? undefined
    const whole = { ...fact, kind: before.kind as NewFact['kind'], source: 'typed', origin, by } as const
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
  const id = await inTransaction(db, tx => withdraw(tx, before, reason, by, 'typed'))
  return numberOf(db, id)
}

async function withdraw(tx: Tx, before: Stored, reason: string, by: string, source: Source): Promise<number> {
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
    source,
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

/** The newest version of each fact of these origins, or of these organisations as members without an origin; what was withdrawn too. Oldest first. */
export async function toldBy(
  tx: Tx,
  { origins, members = [] }: { origins: readonly string[]; members?: readonly string[] },
): Promise<readonly ToldFact[]> {
  return newestFrom(tx, origins, members)
}

/** Withdraws, in the transaction of an act that is taken back, the facts of some kinds that it had recorded. */
export async function withdrawDerived(
  tx: Tx,
  origin: string,
  kinds: readonly NewFact['kind'][],
  reason: string,
  by: string,
): Promise<void> {
  for (const fact of await newestFrom(tx, [origin], []))
    if (fact.amendment !== 'withdrawal' && kinds.some(kind => kind === fact.kind))
      await withdraw(tx, fact, reason, by, 'derived')
}

/** Withdraws one fact in the transaction of an act. */
export async function withdrawTold(tx: Tx, fact: Stored, reason: string, by: string): Promise<void> {
  await withdraw(tx, fact, reason, by, 'derived')
}

/** What an act may say anew of a fact it has told; what is left out stays. */
export type Mended = Partial<Pick<NewFact, 'on' | 'amountCents' | 'place' | 'details' | 'parties'>>

/** Corrects one fact in the transaction of an act that is mended. Its origin and evidence stay. Throws Invalid, Conflict. */
export async function correctTold(
  tx: Tx,
  fact: Stored,
  mended: Mended,
  reason: string,
  { by, today, origin }: { by: string; today: string; origin?: string },
): Promise<number> {
  const amendment = { amends: fact.id, amendment: 'correction', reason } as const
  const whole: NewFact = {
    kind: fact.kind as NewFact['kind'],
    on: fact.happened_on,
    parties: fact.parties.map(({ key, role }) => ({ organisation: key, role })),
    amountCents: fact.amount_cents ?? undefined,
    place: fact.place ?? undefined,
    details: fact.details,
    evidence: fact.evidence.flatMap(evidenceOf),
    ...mended,
    source: 'derived',
    origin: fact.origin ?? origin,
    by,
  }
  const id = await recordFact(tx, whole, today, amendment)
  await recordAudit(tx, { actor: by, verb: 'corrected', thing: `fact ${fact.id}`, details: { by: id } })
  return id
}

const evidenceOf = ({ sha256: file, address, seen_on }: Stored['evidence'][number]): Evidence[] =>
  file ? [{ sha256: file }] : address ? [{ address, seenOn: seen_on ?? '' }] : []
