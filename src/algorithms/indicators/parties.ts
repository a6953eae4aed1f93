import type { Fact, Saying } from './problem.ts'

/** The parties of a record in these roles, or all; each once, in an order of their own. */
export function partiesOf({ parties }: Fact, roles: readonly string[] | undefined): string[] {
  const [one, other] = parties
  // Most records have one or two.
  if (one && parties.length === 1) return roles === undefined || roles.includes(one.role) ? [one.key] : []
  if (one && other && parties.length === 2 && roles === undefined && one.key !== other.key)
    return one.key < other.key ? [one.key, other.key] : [other.key, one.key]
  const keys = new Set<string>()
  for (const { key, role } of parties) if (roles === undefined || roles.includes(role)) keys.add(key)
  return [...keys].sort()
}

/** The codes of a detail that is a list. */
export const listOf = (said: string | number | undefined): string[] => [
  ...new Set(
    String(said ?? '')
      .split(' ')
      .filter(code => code !== ''),
  ),
]

const own = (fact: Fact, name: string) => (Object.hasOwn(fact.details, name) ? fact.details[name] : undefined)

/** Whether a record says what is asked. */
export function says({ details, lists }: Saying, fact: Fact): boolean {
  for (const name in details) {
    const said = own(fact, name)
    if (said === undefined || !details[name]?.includes(said)) return false
  }
  for (const name in lists) if (!listOf(own(fact, name)).some(code => lists[name]?.includes(code))) return false
  return true
}
