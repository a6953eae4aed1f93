import type { Db, Tx } from '#platform/db.ts'
import type { Purpose, Way } from './model.ts'

export async function consentsOf(db: Db, person: number) {
  return db
    .selectFrom('consent')
    .where('person_id', '=', person)
    .select(['purpose', 'text_version', 'given_at', 'how', 'withdrawn_at'])
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Records a consent; false when it stands already. */
export async function insertConsent(
  tx: Tx,
  row: { person_id: number; purpose: Purpose; text_version: string; given_at: Date; how: Way; recorded_by: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('consent')
    .values(row)
    .onConflict(conflict => conflict.columns(['person_id', 'purpose']).where('withdrawn_at', 'is', null).doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function endConsent(tx: Tx, person: number, purpose: Purpose, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('consent')
    .set({ withdrawn_at: at })
    .where('person_id', '=', person)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The directory shows who agreed to stand in it: the date follows the consent. */
export async function setListed(tx: Tx, person: number, at: Date | null): Promise<void> {
  await tx.updateTable('person').set({ listed_at: at }).where('id', '=', person).execute()
}

/** People who agree to something at present. */
export async function agreedTo(db: Db, purpose: Purpose) {
  return db
    .selectFrom('consent as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .where('c.purpose', '=', purpose)
    .where('c.withdrawn_at', 'is', null)
    .select(['p.id', 'p.name', 'p.email', 'p.language', 'p.account_id'])
    .orderBy('p.id')
    .execute()
}
