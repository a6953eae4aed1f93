import type { Db, Tx } from '#platform/db.ts'

const PERSON = ['id', 'name', 'email', 'phone', 'language', 'says', 'listed_at', 'account_id'] as const

export type Person = NonNullable<Awaited<ReturnType<typeof personById>>>

export async function personById(db: Db, id: number) {
  return db.selectFrom('person').where('id', '=', id).select(PERSON).executeTakeFirst()
}

export async function personOfAccount(db: Db, account: string) {
  return db.selectFrom('person').where('account_id', '=', account).select(PERSON).executeTakeFirst()
}

/** People with this address whom no account is linked to: when there is one, it is the same person. */
export async function unlinkedByEmail(db: Db, email: string) {
  return db
    .selectFrom('person')
    .where('email', '=', email)
    .where('account_id', 'is', null)
    .select(PERSON)
    .limit(2)
    .execute()
}

export async function linkAccount(tx: Tx, person: number, account: string): Promise<void> {
  await tx.updateTable('person').set({ account_id: account }).where('id', '=', person).execute()
}

export async function insertPerson(
  tx: Tx,
  row: { name: string; email: string; account_id: string; language: string },
): Promise<number> {
  // Two windows of the same person may ask at once.
  await tx
    .insertInto('person')
    .values(row)
    .onConflict(conflict => conflict.column('account_id').doNothing())
    .execute()
  const { id } = await tx
    .selectFrom('person')
    .where('account_id', '=', row.account_id)
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updatePerson(
  tx: Tx,
  id: number,
  set: { name: string; phone: string | null; says: string | null; language: string },
): Promise<void> {
  await tx
    .updateTable('person')
    .set({ ...set, updated_at: new Date() })
    .where('id', '=', id)
    .execute()
}

export async function contactsOf(db: Db, person: number) {
  return db
    .selectFrom('contact as c')
    .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
    .where('c.person_id', '=', person)
    .select(['c.role', 'c.title', 'c.visibility', 'c.since', 'c.until', 'o.key', 'o.name as organisation'])
    .orderBy('o.name')
    .execute()
}

/** Acts of an account in the register: what somebody did is data about them. */
export async function actsOf(db: Db, account: string) {
  return db
    .selectFrom('audit')
    .where('actor', '=', account)
    .select(['at', 'verb', 'thing'])
    .orderBy('id', 'desc')
    .limit(5000)
    .execute()
}

/** Mail that was sent to an address: what it said is not kept. */
export async function mailTo(db: Db, email: string) {
  return db
    .selectFrom('mail_outbox')
    .where('recipient', '=', email)
    .select(['queued_at', 'subject', 'state'])
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()
}

/** The person with their contacts and consents; what others did with them stays without them. */
export async function deletePerson(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('person').where('id', '=', id).execute()
}

export async function forgetInvitations(tx: Tx, email: string): Promise<void> {
  await tx.deleteFrom('invitation').where('email', '=', email).execute()
}
