import { explain } from '#algorithms/linkage/explain.ts'
import { read, siteOf } from '#algorithms/linkage/normal.ts'
import type { Comparison } from '#algorithms/linkage/problem.ts'
import { LIKELY, SUGGESTED } from '#algorithms/linkage/score.ts'
import { compareAt, index, likeliest } from '#algorithms/linkage/solve.ts'
import { isGeneric } from '#algorithms/linkage/vocabulary.ts'
import type { Db } from '#platform/db.ts'
import { entryOf } from '../encode.ts'
import { type Asked, asked, type Reason } from '../model.ts'
import { lastRun, sidesOf } from '../queries.ts'
import { recordsNear, wordsSeen } from './queries.ts'

export type LikelyDuplicate = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly city: string | null
  readonly country: string | null
  readonly member: boolean
  /** Log-odds; `likely` from even odds on. */
  readonly score: number
  readonly likely: boolean
  readonly reasons: readonly Reason[]
}

const MOST_WORDS = 4
/** Whoever types has said little yet, and looking at a few names too many costs less than a record too many. */
const HINT = SUGGESTED - 1
/** All that was typed stands in a longer name, and it is more than a general word: “Università di Bologna”. */
const TELLING_BITS = 10
const holds = (c: Comparison): boolean =>
  c.onlySecond === 0 && c.shared >= TELLING_BITS && c.city !== 'different' && c.country !== 'different'
const pointsThere = (c: Comparison): boolean => c.site === 'equal' || Object.values(c.identifiers).includes('equal')

/**
 * Who in the database may this be? For whoever is typing a new organisation or importing a row; likeliest first, at most `most`. Answers what is
 * public of organisations, so it asks for no permission; the caller shows it to whom it may concern.
 */
export async function likelyDuplicates(db: Db, told: Asked, most = 5): Promise<LikelyDuplicate[]> {
  const it = asked.parse(told)
  const entry = entryOf({
    names: [it.name, ...(it.otherNames ?? [])],
    country: it.country ?? null,
    city: it.city ?? null,
    postcode: it.postcode ?? null,
    street: it.street ?? null,
    nuts: it.nuts ?? null,
    website: it.website ?? null,
    vat: it.vat ?? null,
    ror_id: it.rorId ?? null,
  })
  const known = read(entry)
  const telling = known.names.flatMap(name => name.words).filter(word => word.length > 2 && !isGeneric(word))
  const rows = await recordsNear(db, {
    name: it.name,
    words: [...new Set(telling)].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS),
    vat: known.identifiers.get('vat') ?? '',
    ror: it.rorId ?? '',
    site: siteOf(it.website ?? ''),
  })
  const entries = rows.map(entryOf)
  const here = index(entries)
  const [words, run] = await Promise.all([wordsSeen(db, [...here.words.keys(), ...telling]), lastRun(db)])
  const near = index(entries, {
    least: Number.NEGATIVE_INFINITY,
    largestBlock: entries.length,
    world: run && { words, entries: run.records },
  })
  const found = likeliest(near, entry, entries.length)
    .map(each => ({ ...each, comparison: compareAt(near, each.at, entry) }))
    .filter(({ score, comparison }) => score >= HINT || holds(comparison) || pointsThere(comparison))
    .slice(0, most)
  const sides =
    found.length > 0
      ? await sidesOf(
          db,
          found.map(each => rows[each.at]!.id),
        )
      : []
  return found.flatMap(({ at, score, comparison }) => {
    const side = sides.find(each => each.id === rows[at]!.id)
    if (!side) return []
    const { id, key, name, city, country, category } = side
    const reasons = explain(comparison)
    return [{ id, key, name, city, country, member: category !== null, score, likely: score >= LIKELY, reasons }]
  })
}
