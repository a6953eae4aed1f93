import type { Db, Tx } from '#platform/db.ts'
import { eraseIn } from './call/actions.ts'
import { pitchesByAddress } from './call/queries.ts'
import { eraseJudge, judgesByAddress } from './judging/queries.ts'

type Who = { readonly email: string }

/** What is known here of a person, for the copy they take away. */
export async function knownOf(db: Db, { email }: Who): Promise<Readonly<Record<string, readonly object[]>>> {
  if (email === '') return {}
  const [pitches, judging] = await Promise.all([pitchesByAddress(db, email), judgesByAddress(db, email)])
  return { pitches, judging }
}

/** What is forgotten here with a person. */
export async function forget(tx: Tx, { email }: Who, now: Date): Promise<void> {
  if (email === '') return
  for (const { id, event_id } of await pitchesByAddress(tx, email)) await eraseIn(tx, event_id, id, now)
  for (const { id } of await judgesByAddress(tx, email)) await eraseJudge(tx, id, now)
}
