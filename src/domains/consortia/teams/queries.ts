import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type CandidateRow = {
  readonly id: number
  readonly key: string
  readonly pic: string | null
  readonly name: string
  readonly short_name: string | null
  readonly country: string | null
  readonly nuts: string | null
  readonly kind: 'HES' | 'REC' | 'PRC' | 'PUB' | 'OTH'
  readonly sme: boolean | null
  readonly city: string | null
  readonly member: boolean
  readonly invented: boolean
  readonly project_count: number
}

/** Facts about candidates, in the order of `keys`; unknown keys are left out. */
export async function candidatesByKey(db: Db, keys: readonly string[]): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    select o.id, o.key, o.pic, o.name, o.short_name, o.country, o.nuts, o.kind, o.sme, o.city, coalesce(s.member, false) as member, o.invented, o.project_count
    from unnest(${keys}::text[]) with ordinality as wanted(key, place) join organisation o on o.key = wanted.key
    left join organisation_search s on s.organisation_id = o.id order by wanted.place`.execute(db)
  return rows
}

export type StrengthRow = {
  readonly organisation_id: number
  readonly need: string
  readonly weight: number
  readonly projects: number
}

/** What candidates show in each needed field of science or in a field below it: the strongest weight, and in how many projects. */
export async function strengthsIn(db: Db, ids: readonly number[], needs: readonly string[]): Promise<StrengthRow[]> {
  const { rows } = await sql<StrengthRow>`
    select oc.organisation_id, n.need, max(oc.weight) as weight, sum(oc.project_count)::int as projects
    from unnest(${needs}::text[]) as n(need)
    join organisation_concept oc on (oc.concept_code = n.need or oc.concept_code like n.need || '/%') and oc.organisation_id = any(${ids})
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** Fields of science of the given projects, each weighed by how many of them have it and how rare it is; at least two levels deep. */
export async function fieldsOfProjects(
  db: Db,
  projects: readonly number[],
  limit: number,
): Promise<{ code: string; weight: number }[]> {
  const { rows } = await sql<{ code: string; weight: number }>`
    with uses as (select concept_code as code, count(*) as n from project_concept where project_id = any(${projects}) group by 1 having count(*) > 1),
    scored as (
      select code, n * ln((select count(*) from project)::float / (select count(*) from project_concept pc where pc.concept_code = uses.code)) as score
      from uses where code ~ '^(/[0-9]+){3}')
    select code, (score / max(score) over ())::real as weight from scored order by score desc, code limit ${limit}`.execute(
    db,
  )
  return rows
}

export async function insertCallConcepts(
  tx: Tx,
  callId: string,
  concepts: readonly { code: string; weight: number }[],
): Promise<void> {
  if (concepts.length === 0) return
  await tx
    .insertInto('call_concept')
    .values(
      concepts.map(({ code, weight }) => ({
        call_id: callId,
        concept_code: code,
        weight: Math.max(0.01, weight),
        source: 'derived',
      })),
    )
    .onConflict(conflict => conflict.columns(['call_id', 'concept_code']).doNothing())
    .execute()
}

export async function conceptsByCode(db: Db, codes: readonly string[]) {
  return codes.length
    ? db
        .selectFrom('concept')
        .where('code', 'in', [...codes])
        .select(['code', 'label_it', 'label_en'])
        .execute()
    : []
}
