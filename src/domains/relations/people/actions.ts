import type { Db, Tx } from '#platform/db.ts'
import { deleteMessagesFrom, deleteWordsOf, traceOf } from './queries.ts'

type Who = { readonly account: string | undefined; readonly email: string }

/** What is known here of a person, for the copy they take away. */
export async function knownOf(db: Db, { account }: Who): Promise<Readonly<Record<string, readonly object[]>>> {
  return account === undefined ? {} : traceOf(db, account)
}

/** What is forgotten here with a person. */
export async function forget(tx: Tx, { account, email }: Who): Promise<void> {
  await deleteMessagesFrom(tx, email)
  if (account !== undefined) await deleteWordsOf(tx, account)
}
