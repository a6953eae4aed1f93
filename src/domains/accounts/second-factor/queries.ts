import type { Db, Tx } from '#platform/db.ts'

const FACTOR = ['secret', 'confirmed_at', 'last_step', 'spare_codes', 'failures', 'failed_at'] as const

export async function factorOf(db: Db, account: string) {
  return db.selectFrom('second_factor').where('account_id', '=', account).select(FACTOR).executeTakeFirst()
}

/** The same, for one transaction at a time: two codes sent at once are looked at one after the other. */
export async function lockFactor(tx: Tx, account: string) {
  return tx.selectFrom('second_factor').where('account_id', '=', account).select(FACTOR).forUpdate().executeTakeFirst()
}

/** A new secret that counts for nothing until it is confirmed. One that is confirmed stays. */
export async function offerFactor(tx: Tx, account: string, secret: string): Promise<void> {
  await tx
    .insertInto('second_factor')
    .values({ account_id: account, secret })
    .onConflict(conflict => conflict.column('account_id').doNothing())
    .execute()
}

export async function confirmFactor(tx: Tx, account: string, step: number, spares: string[], at: Date): Promise<void> {
  await tx
    .updateTable('second_factor')
    .set({ confirmed_at: at, last_step: step, spare_codes: spares, failures: 0, failed_at: null })
    .where('account_id', '=', account)
    .execute()
}

export async function acceptCode(tx: Tx, account: string, used: { step: number } | { spare: string }): Promise<void> {
  await tx
    .updateTable('second_factor')
    .set(eb => ({
      failures: 0,
      failed_at: null,
      ...('step' in used
        ? { last_step: used.step }
        : { spare_codes: eb.fn<string[]>('array_remove', ['spare_codes', eb.val(used.spare)]) }),
    }))
    .where('account_id', '=', account)
    .execute()
}

export async function countFailure(tx: Tx, account: string, failures: number, at: Date): Promise<void> {
  await tx.updateTable('second_factor').set({ failures, failed_at: at }).where('account_id', '=', account).execute()
}

/** Answers false when there was none. */
export async function removeFactor(tx: Tx, account: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('second_factor').where('account_id', '=', account).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function passSession(tx: Tx, session: string, at: Date): Promise<void> {
  await tx.updateTable('account_session').set({ passed_second_at: at }).where('id', '=', session).execute()
}
