import type { Db } from '#platform/db.ts'
import { likelyDuplicates } from '../duplicates/ask/actions.ts'
import type { Known } from './plan.ts'
import { knownByIds, nearNames } from './queries.ts'
import type { ReadRow } from './rows.ts'

/** At most this many are offered for a row. */
const OFFERED = 4

/**
 * Who a row may be when nobody is called exactly so: whom the comparison of records thinks likely, then those of a similar name. Answers by the number
 * of the row.
 */
export async function likelyOfRows(
  db: Db,
  rows: readonly ReadRow[],
  isKnown: (row: ReadRow) => boolean,
): Promise<Map<number, readonly Known[]>> {
  const unknown = rows.filter(row => 'said' in row && row.name !== '' && !isKnown(row))
  const near = await nearNames(
    db,
    unknown.map(row => row.name),
  )
  const likely: number[][] = []
  // One after the other: a list of members is short, and pages of others are waiting too.
  for (const row of unknown) likely.push(await likelyIds(db, row))
  const known = new Map((await knownByIds(db, [...new Set(likely.flat())])).map(one => [one.id, one]))
  return new Map(
    unknown.flatMap(({ row }, place) => {
      const ids = likely[place] ?? []
      const found = ids.flatMap(id => known.get(id) ?? [])
      const others = (near.get(place) ?? []).filter(one => !ids.includes(one.id))
      const offered = [...found, ...others].slice(0, OFFERED)
      return offered.length > 0 ? [[row, offered] as const] : []
    }),
  )
}

async function likelyIds(db: Db, row: ReadRow): Promise<number[]> {
  const said = 'said' in row ? row.said : {}
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  const found = await likelyDuplicates(db, {
    name: row.name.slice(0, 400),
    otherNames: text(said.short_name) ? [text(said.short_name) ?? ''] : [],
    country: 'IT',
    city: text(said.city),
    postcode: text(said.postcode),
    street: text(said.street),
    website: text(said.website),
    vat: text(said.vat),
    rorId: text(said.ror),
  })
  return found.filter(one => one.likely).map(one => one.id)
}
