import type { Db, Tx } from '#platform/db.ts'
import type { Change, Target } from './model.ts'

/** The targets of some periods. */
export async function targetsOf(db: Db, periods: readonly string[]): Promise<Target[]> {
  return db.selectFrom('indicator_target').select(['period', 'code', 'value']).where('period', 'in', periods).execute()
}

/** The same, with nobody else changing them until the transaction ends. */
export async function lockTargets(tx: Tx, periods: readonly string[]): Promise<Target[]> {
  await tx.selectFrom('cluster').select('id').where('id', '=', 1).forUpdate().execute()
  return targetsOf(tx, periods)
}

export async function storeTarget(tx: Tx, { period, code, value }: Change, by: string): Promise<void> {
  if (value === undefined) {
    await tx.deleteFrom('indicator_target').where('period', '=', period).where('code', '=', code).execute()
    return
  }
  const now = new Date()
  await tx
    .insertInto('indicator_target')
    .values({ period, code, value, set_by: by, set_at: now })
    .onConflict(one => one.columns(['cluster_id', 'period', 'code']).doUpdateSet({ value, set_by: by, set_at: now }))
    .execute()
}
