import type { Db } from '#platform/db.ts'
import { Failure } from '#platform/errors.ts'
import { errors as ofRegistrations } from '../../registrations/messages.ts'
import { idOfToken, isToken } from '../../registrations/model.ts'
import { dayOf, type MyDay } from './queries.ts'

/** The day of whoever holds a link. Throws NotFound for a link that is not ours or whose registration is erased. */
export async function myDay(db: Db, secret: string, token: string): Promise<MyDay> {
  const id = idOfToken(token)
  const day = id === undefined ? undefined : await dayOf(db, id)
  if (!day || !isToken(secret, token, day)) throw new Failure('NotFound', ofRegistrations.notOurLink)
  return day
}
