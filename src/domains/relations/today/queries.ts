import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Requests that wait for an organisation for which nobody can answer: staff have to call. */
export async function unansweredByNobody(db: Db) {
  const { rows } = await sql<{ id: number; name: string; short_name: string | null; expires_at: Date }>`
    select i.id, o.name, o.short_name, i.expires_at from introduction i join organisation o on o.id = i.to_id
    where i.state = 'passed' and not exists (select 1 from representation r where r.organisation_id = i.to_id)
    order by i.expires_at limit 50`.execute(db)
  return rows
}
