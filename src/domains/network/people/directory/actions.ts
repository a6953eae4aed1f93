import { recordAudit } from '#domains/accounts/actions.ts'
import { demand, maySeeMembersOnly, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import { type PublicCount, publicCount } from '#kernel/few.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import { allPeople, countListed, listedPeople } from './queries.ts'

export const PEOPLE_PER_PAGE = 50
const LONGEST_LIST = 100_000

/** The directory for people of the cluster; how many stand in it, for everybody else. */
export async function directory(
  db: Db,
  actor: Actor,
  q: string | undefined,
): Promise<{ people: Awaited<ReturnType<typeof listedPeople>> | undefined; count: PublicCount }> {
  const count = publicCount(await countListed(db))
  return { people: maySeeMembersOnly(actor).allowed ? await listedPeople(db, q) : undefined, count }
}

/** A page of all people, for staff. Throws Forbidden. */
export async function peopleForStaff(db: Db, actor: Actor, q: string | undefined, page: number) {
  demand(mayWork(actor))
  return allPeople(db, q, PEOPLE_PER_PAGE, (page - 1) * PEOPLE_PER_PAGE)
}

/** All of them at once, to take away: that it was done is written down. Throws Forbidden. */
export async function exportPeople(db: Db, actor: Actor, q: string | undefined) {
  demand(mayWork(actor))
  const rows = await allPeople(db, q, LONGEST_LIST, 0)
  await inTransaction(db, tx =>
    recordAudit(tx, { actor: actor.id ?? '', verb: 'exported', thing: 'site', details: { people: rows.length } }),
  )
  return rows
}
