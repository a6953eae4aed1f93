import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Between two cells, and at the end of a line: signs that no code, day or number contains, and that JSON writes in another way. */
export const CELL = '\u001f'
const LINE = '\u001e'

/**
 * Many rows as one text, in no order. Cells must not be null, or they move. For all of a long ledger: rows of the driver, or JSON of the server, take two to eight
 * times the time.
 */
export async function linesOf(db: Db, cells: RawBuilder<unknown>, from: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ lines: string | null }>`
    select string_agg(concat_ws(${CELL}, ${cells}), ${LINE}) as lines ${from}`.execute(db)
  return rows[0]?.lines ? rows[0].lines.split(LINE) : []
}

/** Between which ids the facts of some numbers lie. Ids are given in nearly the order of the numbers, so that tables are read in one piece between them. */
export async function idsBetween(db: Db, first: number, last: number): Promise<{ least: number; most: number }> {
  const { rows } = await sql<{ least: number | null; most: number | null }>`
    select min(fact_id) as least, max(fact_id) as most from fact_link where seq between ${first} and ${last}`.execute(
    db,
  )
  return { least: rows[0]?.least ?? 0, most: rows[0]?.most ?? -1 }
}

export type Party = { readonly key: string; readonly role: string }

/** Where more than one fact of so many is asked for, what belongs to all of them is read. */
const FEW = 4

/** Facts of a table by their ids, which lie between two. */
export const ofFacts = (ids: readonly number[], { least, most }: { least: number; most: number }) =>
  ids.length * FEW < most - least ? sql`fact_id = any(${ids})` : sql`fact_id between ${least} and ${most}`

/** The parties of each fact, by how far its id lies after the least. Whoever comes again is kept once. */
export async function partiesOf(
  db: Db,
  ids: readonly number[],
  span: { readonly least: number; readonly most: number },
): Promise<Party[][]> {
  const cells = sql`fact_id, role, organisation_key`
  const known = new Map<string, Party>()
  const found: Party[][] = []
  for (const line of await linesOf(db, cells, sql`from fact_party where ${ofFacts(ids, span)}`)) {
    const at = line.indexOf(CELL)
    const [told, place] = [line.slice(at + 1), Number(line.slice(0, at)) - span.least]
    let party = known.get(told)
    if (!party) {
      const [role = '', key = ''] = told.split(CELL)
      party = { key, role }
      known.set(told, party)
    }
    const others = found[place]
    if (others) others.push(party)
    else found[place] = [party]
  }
  return found
}

/** Seconds since 1970, with a fraction, as ISO 8601 to the millisecond: facts recorded together share one text. */
export function instants(): (seconds: string | undefined) => string {
  let [last, text]: [string | undefined, string] = [undefined, '']
  return seconds => {
    if (seconds !== last) [last, text] = [seconds, new Date(Math.round(Number(seconds) * 1000)).toISOString()]
    return text
  }
}
