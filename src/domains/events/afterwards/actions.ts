import { type Db, inTransaction } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { registrationOf } from '../registrations/actions.ts'
import type { Means } from '../registrations/letters.ts'
import { errors } from './messages.ts'
import { type Feedback, mayGiveFeedback } from './model.ts'
import { insertFeedback, markAnswered } from './queries.ts'

/** How it was, by the link of a registration: once, and kept without whose it is. Throws NotFound, Conflict. */
export async function giveFeedback(db: Db, means: Means, token: string, said: Feedback): Promise<void> {
  const { event, registration } = await registrationOf(db, means.secret, token)
  if (!mayGiveFeedback(event, registration, means.now)) throw new Failure('Conflict', errors.notNow)
  await inTransaction(db, async tx => {
    if (!(await markAnswered(tx, registration.id, means.now))) throw new Failure('Conflict', errors.notNow)
    await insertFeedback(tx, event.id, said)
  })
}
