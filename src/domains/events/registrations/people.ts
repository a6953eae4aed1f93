import type { Db, Tx } from '#platform/db.ts'
import { saidBy as outcomesBy } from '../meetings/outcomes/queries.ts'
import { saidBy, wishedBy } from '../meetings/wishes/queries.ts'
import { eraseAddress, registrationsOf } from './queries.ts'

type Who = { readonly email: string }

/** What is known here of a person, for the copy they take away. */
export async function knownOf(db: Db, { email }: Who): Promise<Readonly<Record<string, readonly object[]>>> {
  if (email === '') return {}
  const [registrations, meetings, wishes, outcomes] = await Promise.all([
    registrationsOf(db, email),
    saidBy(db, email),
    wishedBy(db, email),
    outcomesBy(db, email),
  ])
  return { registrations, meetings, wishes, outcomes }
}

/** What is forgotten here with a person. A place of theirs is given on by the next round of reminders. */
export async function forget(tx: Tx, { email }: Who, now: Date): Promise<void> {
  if (email !== '') await eraseAddress(tx, email, now)
}
