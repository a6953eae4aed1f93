/** A two-way table of memberships: groups (documents) and their actors, each side compressed. */
export interface Groups {
  /** Group g has actors `actors[offsets[g] .. offsets[g + 1]]` with `roles` beside (0 lead, 1 member, 2 other). */
  readonly offsets: Uint32Array
  readonly actors: Uint32Array
  readonly roles: Uint8Array
  /** Actor a is in groups `groups[actorOffsets[a] .. actorOffsets[a + 1]]`. */
  readonly actorOffsets: Uint32Array
  readonly groups: Uint32Array
  readonly actorRoles: Uint8Array
}

export const LEAD = 0
export const OTHER = 2

/** Builds both sides. Duplicate (group, actor) pairs are merged, keeping the strongest role (the smallest number). */
export function buildGroups(
  links: Iterable<{ readonly group: number; readonly actor: number; readonly role: number }>,
  groupCount: number,
  actorCount: number,
): Groups {
  const members: Map<number, number>[] = Array.from({ length: groupCount }, () => new Map())
  for (const { group, actor, role } of links) {
    const map = members[group]!
    map.set(actor, Math.min(role, map.get(actor) ?? OTHER))
  }
  const offsets = new Uint32Array(groupCount + 1)
  members.forEach((map, g) => {
    offsets[g + 1] = offsets[g]! + map.size
  })
  const total = offsets[groupCount]!
  const actors = new Uint32Array(total)
  const roles = new Uint8Array(total)
  const actorOffsets = new Uint32Array(actorCount + 1)
  let at = 0
  for (const map of members) {
    for (const [actor, role] of map) {
      actors[at] = actor
      roles[at++] = role
      actorOffsets[actor + 1] = actorOffsets[actor + 1]! + 1
    }
  }
  for (let a = 0; a < actorCount; a++) actorOffsets[a + 1] = actorOffsets[a + 1]! + actorOffsets[a]!
  const next = actorOffsets.slice()
  const groups = new Uint32Array(total)
  const actorRoles = new Uint8Array(total)
  members.forEach((map, g) => {
    for (const [actor, role] of map) {
      const slot = next[actor]!
      next[actor] = slot + 1
      groups[slot] = g
      actorRoles[slot] = role
    }
  })
  return { offsets, actors, roles, actorOffsets, groups, actorRoles }
}

/** Full members (lead or member) of every group. */
export function sizes(groups: Groups): Uint16Array {
  const out = new Uint16Array(groups.offsets.length - 1)
  for (let g = 0; g < out.length; g++) {
    for (let at = groups.offsets[g]!; at < groups.offsets[g + 1]!; at++)
      if (groups.roles[at]! < OTHER) out[g] = out[g]! + 1
  }
  return out
}
