import type { Actor } from '#kernel/actor.ts'
import type { Db } from '#platform/db.ts'
import { demand, mayWork } from '../policy.ts'
import type { AuditQuery } from './model.ts'
import { auditCount, auditRows } from './queries.ts'

export const LINES_PER_PAGE = 50
/** The most lines of one downloaded list. */
const LONGEST_LIST = 100_000

/** A page of the register of who did what. Throws Forbidden. */
export async function readAudit(db: Db, actor: Actor, query: AuditQuery) {
  demand(mayWork(actor))
  const [rows, count] = await Promise.all([
    auditRows(db, query, LINES_PER_PAGE, (query.page - 1) * LINES_PER_PAGE),
    auditCount(db, query),
  ])
  return { rows, count }
}

/** The whole list that a query asks for, newest first. Throws Forbidden. */
export async function allAudit(db: Db, actor: Actor, query: AuditQuery) {
  demand(mayWork(actor))
  return auditRows(db, query, LONGEST_LIST, 0)
}
