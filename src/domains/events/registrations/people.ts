import type { Db, Tx } from '#platform/db.ts'
import { eraseAddress, registrationsOf } from './queries.ts'

type Who = { readonly email: string }

/** What is known here of a person, for the copy they take away. */
export async function knownOf(db: Db, { email }: Who): Promise<Readonly<Record<string, readonly object[]>>> {
  return email === '' ? {} : { registrations: await registrationsOf(db, email) }
}

/** What is forgotten here with a person. A place of theirs is given on by the next round of reminders. */
export async function forget(tx: Tx, { email }: Who, now: Date): Promise<void> {
  if (email !== '') await eraseAddress(tx, email, now)
}
