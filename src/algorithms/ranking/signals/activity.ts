import type { Index } from '../build.ts'
import { COLUMN, type FeatureName } from '../features.ts'
import { LEAD, OTHER } from '../groups.ts'
import type { Column } from './column.ts'
import type { Facts } from './facts.ts'

const ACTIVITY = [
  'activityTeams',
  'activityAll',
  'activityRecent',
  'activityLast',
  'activityEarlier',
  'activityEarlierLast',
  'activityLed',
  'activitySize',
  'activityOther',
] as const satisfies readonly FeatureName[]

/** Activity depends on the day only: columns are made once a day and lent. */
export function activityColumns(index: Index, base: Facts, asOf: number, columns: Float32Array[]): void {
  if (base.activity.asOf !== asOf) {
    const fresh = new Map<FeatureName, Float32Array>(
      ACTIVITY.map(name => [name, new Float32Array(index.actorIds.length)]),
    )
    activity(index, base, asOf, name => fresh.get(name)!)
    base.activity.asOf = asOf
    base.activity.columns = fresh
  }
  for (const name of ACTIVITY) columns[COLUMN[name]] = base.activity.columns.get(name)!
}

function activity(index: Index, base: Facts, asOf: number, column: Column): void {
  const { links, earlier } = index
  const recent = column('activityRecent')
  const last = column('activityLast')
  const led = column('activityLed')
  const size = column('activitySize')
  const other = column('activityOther')
  const before = column('activityEarlier')
  const beforeLast = column('activityEarlierLast')
  const actors = index.actorIds.length
  // Counts grow as the corpus does: they are measured against its number of joint documents.
  const joint = base.joint.reduce((sum, x) => sum + x, 0)
  const scale = 10_000 / Math.max(1, joint)
  const teams = column('activityTeams')
  const all = column('activityAll')
  for (let a = 0; a < actors; a++) {
    let newest = -1e9
    let sum = 0
    let leads = 0
    let helped = 0
    for (let at = links.actorOffsets[a]!; at < links.actorOffsets[a + 1]!; at++) {
      const d = links.groups[at]!
      if (links.actorRoles[at]! >= OTHER) {
        helped++
        continue
      }
      if (!base.joint[d]) continue
      const age = asOf - index.documentDays[d]!
      recent[a] = recent[a]! + 0.5 ** (age / 365)
      newest = Math.max(newest, index.documentDays[d]!)
      sum += index.documentSizes[d]!
      if (links.actorRoles[at] === LEAD) leads++
    }
    last[a] = Math.min(6, (asOf - newest) / 365)
    led[a] = leads / (base.teams[a]! + 1)
    size[a] = sum / Math.max(1, base.teams[a]!)
    other[a] = Math.log(1 + helped)
    teams[a] = Math.log(1 + scale * base.teams[a]!)
    all[a] = base.teams[a]! / (base.all[a]! + 1)
    recent[a] = Math.log(1 + scale * recent[a]!)
    const from = earlier.actorOffsets[a]!
    const to = earlier.actorOffsets[a + 1]!
    before[a] = Math.log(1 + to - from)
    let latest = -1e9
    for (let at = from; at < to; at++) latest = Math.max(latest, index.earlierDays[earlier.groups[at]!]!)
    // The earlier programme is closed: its last day is compared with the others', not with today.
    beforeLast[a] = to > from ? latest : 0
  }
  const end = beforeLast.reduce((most, x) => Math.max(most, x), 0)
  for (let a = 0; a < actors; a++) beforeLast[a] = beforeLast[a] === 0 ? 9 : Math.min(8, (end - beforeLast[a]!) / 365)
}
