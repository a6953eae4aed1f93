import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { FeeForm, PaymentForm } from './model.ts'

export type Fee = {
  readonly id: number
  readonly year: number
  readonly due_cents: number
  readonly due_on: string
  readonly note: string
  readonly paid_cents: number
  readonly payments: readonly { readonly paid_on: string; readonly cents: number; readonly note: string }[]
}

/** What a member owes and has paid, the newest year first. */
export async function feesOf(db: Db, organisation: number): Promise<Fee[]> {
  const { rows } = await sql<Fee>`
    select f.id, f.year, f.due_cents, f.due_on, f.note, coalesce(sum(p.cents), 0)::bigint as paid_cents,
      coalesce(json_agg(json_build_object('paid_on', p.paid_on, 'cents', p.cents, 'note', p.note) order by p.paid_on, p.id) filter (where p.id is not null), '[]') as payments
    from fee f left join fee_payment p on p.fee_id = f.id where f.organisation_id = ${organisation} group by f.id order by f.year desc`.execute(
    db,
  )
  return rows
}

export type FeeLine = {
  readonly key: string
  readonly name: string
  readonly year: number
  readonly due_cents: number
  readonly due_on: string
  readonly paid_cents: number
}

/** All fees of a year, those with most to pay first. */
export async function feesOfYear(db: Db, year: number): Promise<FeeLine[]> {
  const { rows } = await sql<FeeLine>`
    select o.key, o.name, f.year, f.due_cents, f.due_on, coalesce((select sum(cents) from fee_payment p where p.fee_id = f.id), 0)::bigint as paid_cents
    from fee f join organisation o on o.id = f.organisation_id where f.year = ${year}
    order by f.due_cents - coalesce((select sum(cents) from fee_payment p where p.fee_id = f.id), 0) desc, o.name collate "und-x-icu"`.execute(
    db,
  )
  return rows
}

/** Asks every member of now that has no fee for the year for its own, or for the usual amount; answers how many. */
export async function insertFees(tx: Tx, year: number, dueOn: string, usual: number | null): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with made as (
      insert into fee (organisation_id, year, due_cents, due_on)
      select m.organisation_id, ${year}, coalesce(m.fee_cents, ${usual}::bigint), ${dueOn}::date from membership m
      where m.left_on is null and coalesce(m.fee_cents, ${usual}::bigint) is not null
      on conflict (organisation_id, year) do nothing returning 1)
    select count(*)::int as n from made`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function upsertFee(tx: Tx, organisation: number, { year, due, due_on, note }: FeeForm): Promise<void> {
  const values = { due_cents: due, due_on, note }
  await tx
    .insertInto('fee')
    .values({ organisation_id: organisation, year, ...values })
    .onConflict(conflict => conflict.columns(['organisation_id', 'year']).doUpdateSet(values))
    .execute()
}

export async function insertPayment(tx: Tx, { fee, cents, paid_on, note }: PaymentForm, by: string): Promise<void> {
  await tx.insertInto('fee_payment').values({ fee_id: fee, cents, paid_on, note, recorded_by: by }).execute()
}
