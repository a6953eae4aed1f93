export type Given = { readonly entry: number; readonly judge: number; readonly value: number }

/**
 * What each entry would have were all judges equally severe: the least-squares fit of value = entry + judge, judges adding up to nothing (the additive
 * model of an incomplete block design), by alternating means. Undefined for all unless every judge can be compared with every other over entries that
 * were judged by both, directly or by way of others.
 */
export function level(given: readonly Given[]): ReadonlyMap<number, number> | undefined {
  if (given.length === 0 || !isConnected(given)) return undefined
  const byEntry = grouped(given, one => one.entry)
  const byJudge = grouped(given, one => one.judge)
  const entries = new Map([...byEntry].map(([entry, all]) => [entry, meanOf(all.map(one => one.value))]))
  const judges = new Map([...byJudge.keys()].map(judge => [judge, 0]))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const [judge, all] of byJudge)
      judges.set(judge, meanOf(all.map(({ entry, value }) => value - (entries.get(entry) ?? 0))))
    const middle = meanOf([...judges.values()])
    for (const [judge, severity] of judges) judges.set(judge, severity - middle)
    let moved = 0
    for (const [entry, all] of byEntry) {
      const next = meanOf(all.map(({ judge, value }) => value - (judges.get(judge) ?? 0)))
      moved = Math.max(moved, Math.abs(next - (entries.get(entry) ?? 0)))
      entries.set(entry, next)
    }
    if (moved < ENOUGH) break
  }
  return entries
}

const MOST_ROUNDS = 2000
const ENOUGH = 1e-10

const meanOf = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0) / Math.max(1, values.length)

function grouped(given: readonly Given[], by: (one: Given) => number): Map<number, Given[]> {
  const groups = new Map<number, Given[]>()
  for (const one of given) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}

/** Whether all entries and judges hang together. */
function isConnected(given: readonly Given[]): boolean {
  const [first] = given
  if (!first) return false
  const judges = new Set([first.judge])
  const entries = new Set<number>()
  for (let before = -1; before !== judges.size + entries.size; ) {
    before = judges.size + entries.size
    for (const { judge, entry } of given) {
      if (judges.has(judge)) entries.add(entry)
      if (entries.has(entry)) judges.add(judge)
    }
  }
  return given.every(one => judges.has(one.judge))
}
