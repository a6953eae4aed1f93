import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { profileOf } from '../actions.ts'
import { tellPayment } from '../facts/actions.ts'
import { errors } from './messages.ts'
import type { AskForm, FeeForm, PaymentForm } from './model.ts'
import { type Fee, type FeeLine, feesOf, feesOfYear, insertFees, insertPayment, upsertFee } from './queries.ts'

/** Fees of all members for a year. Throws Forbidden. */
export async function feesOfAll(db: Db, actor: Actor, year: number): Promise<readonly FeeLine[]> {
  demand(mayWork(actor))
  return feesOfYear(db, year)
}

/** Fees of one member. Throws Forbidden. */
export async function feesOfMember(db: Db, actor: Actor, organisation: number): Promise<readonly Fee[]> {
  demand(mayWork(actor))
  return feesOf(db, organisation)
}

/** Adds the fee of a year to each member that has none. Answers how many were added. Throws Forbidden. */
export async function askFees(db: Db, actor: Actor, { year, due_on, usual }: AskForm): Promise<number> {
  demand(mayWork(actor))
  return inTransaction(db, async tx => {
    const n = await insertFees(tx, year, due_on, usual ?? null)
    await recordAudit(tx, { actor: actor.id ?? '', verb: 'asked fees', thing: `fee ${year}`, details: { n } })
    return n
  })
}

/** Writes what a member owes for a year, anew where it was written. Throws Forbidden, NotFound. */
export async function writeFee(db: Db, actor: Actor, key: string, form: FeeForm): Promise<void> {
  demand(mayWork(actor))
  const { organisation } = await profileOf(db, key)
  await inTransaction(db, async tx => {
    await upsertFee(tx, organisation.id, form)
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'wrote fee',
      thing: `organisation ${organisation.key}`,
      details: { year: form.year, cents: form.due },
    })
  })
}

/** Money that came in, or was given back: a fact of the ledger too. Throws Forbidden, NotFound, Invalid for a day to come. */
export async function recordPayment(
  db: Db,
  actor: Actor,
  key: string,
  form: PaymentForm,
  today: string,
): Promise<void> {
  demand(mayWork(actor))
  const { organisation } = await profileOf(db, key)
  const fee = (await feesOf(db, organisation.id)).find(one => one.id === form.fee)
  if (!fee) throw new Failure('NotFound', errors.notTheirs)
  if (form.paid_on > today) throw new Failure('Invalid', errors.laterDay, {}, { paid_on: errors.laterDay })
  await inTransaction(db, async tx => {
    await insertPayment(tx, form, actor.id ?? '')
    const payment = { ...form, key: organisation.key, year: fee.year }
    await tellPayment(tx, payment, { by: actor.id ?? '', today })
    await recordAudit(tx, {
      actor: actor.id ?? '',
      verb: 'recorded payment',
      thing: `organisation ${organisation.key}`,
      details: { fee: form.fee, cents: form.cents },
    })
  })
}
