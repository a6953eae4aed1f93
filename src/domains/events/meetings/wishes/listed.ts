import { fold } from '#algorithms/retrieval/tokens.ts'
import type { Strength } from '../model.ts'
import type { Other, WishesPage } from './actions.ts'
import { PER_PAGE, type PlaceQuery } from './model.ts'

/** Somebody one could meet, with what both said of each other as far as one may know. */
export type Listed = Other & {
  readonly mine: Strength | undefined
  /** They want to meet, and the wish still counts or was answered by one. */
  readonly wantsMe: boolean
  /** Until when an answer is waited for; undefined when there is nothing to answer. */
  readonly waits: Date | null | undefined
}

/** Everybody with both sides' wishes. A "no" of the other side is never in it. */
export function listed({ others, mine, theirs }: Pick<WishesPage, 'others' | 'mine' | 'theirs'>, now: Date): Listed[] {
  const own = new Map(mine.map(one => [one.to_id, one.strength as Strength]))
  const of = new Map(theirs.map(one => [one.from_id, one]))
  return others.map(other => {
    const wish = of.get(other.id)
    const said = own.get(other.id)
    const alive = wish !== undefined && (wish.expires_at === null || now < wish.expires_at)
    return {
      ...other,
      mine: said,
      wantsMe: wish !== undefined && (alive || (said !== undefined && said !== 'no')),
      waits: alive && said === undefined ? wish.expires_at : undefined,
    }
  })
}

/** One page of those a query asks for; whoever was just chosen stays. `order`: ids of suggestions, the best first. */
export function found(people: readonly Listed[], query: PlaceQuery, order: readonly number[]) {
  const words = fold(query.q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const place = new Map(order.map((id, n) => [id, n]))
  const fits = (one: Listed) => {
    const text = fold([one.name, one.organisation, one.offers, one.seeks].join(' '))
    if (!words.every(word => text.includes(word))) return false
    if (query.lang && one.languages.length > 0 && !one.languages.includes(query.lang)) return false
    if (query.show === 'suggested') return place.has(one.id)
    if (query.show === 'wanted') return one.wantsMe
    if (query.show === 'mine') return one.mine !== undefined
    return query.show === 'open' ? one.mine === undefined : true
  }
  const all = people.filter(one => one.id === query.at || fits(one))
  if (query.show === 'suggested') all.sort((a, b) => (place.get(a.id) ?? 1e9) - (place.get(b.id) ?? 1e9))
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE))
  const page = Math.min(query.page, pages)
  return { rows: all.slice((page - 1) * PER_PAGE, page * PER_PAGE), total: all.length, page, pages }
}
