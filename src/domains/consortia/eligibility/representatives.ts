import { onList } from './countries.ts'
import type { Member, Predicate } from './model.ts'
import { holds } from './predicate.ts'

/** How many members can stand for different countries, at the least and at the most given what is unknown. */
export interface Representation {
  readonly least: number
  readonly most: number
  readonly members: readonly number[]
  readonly countries: readonly string[]
  readonly missing: readonly { readonly member: number; readonly facts: readonly (keyof Member)[] }[]
}

/**
 * The largest set of members that count for `lists`, pairwise of different countries and of different independence groups: a matching of
 * groups and countries (augmenting paths). A body of the Union stands for a country of its own.
 */
export function representation(
  members: readonly Member[],
  where: Predicate,
  lists: readonly string[],
  euBodies: boolean,
): Representation {
  const sure: [group: string, country: string][] = []
  const possible: [group: string, country: string][] = []
  const counted: number[] = []
  const countries = new Set<string>()
  const missing: { member: number; facts: (keyof Member)[] }[] = []
  members.forEach((member, i) => {
    const inside = holds(where, member)
    if (inside.value === false) return
    const group = member.independenceGroup ?? `member ${i}`
    const listed = member.country === undefined ? undefined : lists.length === 0 || onList(member.country, lists)
    const own = `body ${i}`
    const facts: (keyof Member)[] = [...inside.missing]
    if (euBodies && member.euBody === true) {
      if (inside.value) {
        sure.push([group, own])
        counted.push(i)
      }
      possible.push([group, own])
    } else {
      if (listed && inside.value) {
        sure.push([group, member.country!])
        counted.push(i)
        countries.add(member.country!)
      }
      if (listed === true) possible.push([group, member.country!])
      if (listed === undefined) {
        // Wherever it may be established, it can at best be a country nobody else stands for.
        possible.push([group, own])
        facts.push('country')
      }
      if (euBodies && member.euBody === undefined) {
        possible.push([group, own])
        facts.push('euBody')
      }
    }
    if (facts.length > 0) missing.push({ member: i, facts })
  })
  return {
    least: matching(sure),
    most: matching(possible),
    members: counted,
    countries: [...countries].sort(),
    missing,
  }
}

function matching(edges: readonly (readonly [string, string])[]): number {
  const countriesOf = new Map<string, string[]>()
  for (const [group, country] of edges) countriesOf.set(group, [...(countriesOf.get(group) ?? []), country])
  const takenBy = new Map<string, string>()
  const place = (group: string, tried: Set<string>): boolean => {
    for (const country of countriesOf.get(group) ?? []) {
      if (tried.has(country)) continue
      tried.add(country)
      const holder = takenBy.get(country)
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(country, group)
        return true
      }
    }
    return false
  }
  let size = 0
  for (const group of countriesOf.keys()) if (place(group, new Set())) size++
  return size
}
