import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'

/** Contacts that ended before a day, and those of organisations that left before it and did not come back. */
export async function deleteOldContacts(tx: Tx, ended: string, left: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from contact c where c.until < ${ended}::date
      or (exists (select 1 from membership m where m.organisation_id = c.organisation_id)
        and not exists (select 1 from membership m where m.organisation_id = c.organisation_id
          and (m.left_on is null or m.left_on >= ${left}::date)))`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** People whom nothing holds any more: no account, no contact, no consent that stands. */
export async function deleteForgottenPeople(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from person p where p.updated_at < ${before} and p.account_id is null
      and not exists (select 1 from contact c where c.person_id = p.id)
      and not exists (select 1 from consent c where c.person_id = p.id and c.withdrawn_at is null)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
