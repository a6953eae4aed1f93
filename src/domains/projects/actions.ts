import type { Tx } from '#platform/db.ts'
import { insertParticipations, insertProject, type NewProject } from './queries.ts'

/**
 * Puts a project in that CORDIS does not have yet, with who takes part. One that is there already stays as it is; the next import of CORDIS
 * replaces what was put in here. Sums of organisations follow at the next import.
 */
export async function recordProject(tx: Tx, project: NewProject): Promise<void> {
  if (await insertProject(tx, project)) await insertParticipations(tx, project)
}
