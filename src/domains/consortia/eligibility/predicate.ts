import { onList } from './countries.ts'
import type { Member, Predicate } from './model.ts'

/** True, false, or unknown with the facts that are missing. */
export interface Truth {
  readonly value: boolean | undefined
  readonly missing: readonly (keyof Member)[]
}

const known = (value: boolean): Truth => ({ value, missing: [] })
const unknown = (...missing: (keyof Member)[]): Truth => ({ value: undefined, missing })

function joined(parts: readonly Truth[], decisive: boolean): Truth {
  if (parts.some(part => part.value === decisive)) return known(decisive)
  const open = parts.filter(part => part.value === undefined)
  return open.length === 0 ? known(!decisive) : unknown(...new Set(open.flatMap(part => part.missing)))
}

/** Three-valued (Kleene): unknown only where the known facts do not settle it. */
export function holds(predicate: Predicate, member: Member): Truth {
  if ('all' in predicate)
    return joined(
      predicate.all.map(part => holds(part, member)),
      false,
    )
  if ('any' in predicate)
    return joined(
      predicate.any.map(part => holds(part, member)),
      true,
    )
  if ('not' in predicate) {
    const { value, missing } = holds(predicate.not, member)
    return { value: value === undefined ? undefined : !value, missing }
  }
  if ('role' in predicate) return known(predicate.role.includes(member.role))
  if ('kind' in predicate)
    return member.kind === undefined ? unknown('kind') : known(predicate.kind.includes(member.kind))
  if ('countryIn' in predicate) {
    if (member.country === undefined) return unknown('country')
    const listed = onList(member.country, predicate.countryIn)
    return listed === undefined ? unknown('country') : known(listed)
  }
  if ('nutsIn' in predicate) {
    const { nuts3 } = member
    return nuts3 === undefined ? unknown('nuts3') : known(predicate.nutsIn.some(prefix => nuts3.startsWith(prefix)))
  }
  if ('is' in predicate) {
    const value = member[predicate.is]
    return value === undefined ? unknown(predicate.is) : known(value)
  }
  const value = member[predicate.number]
  if (value === undefined) return unknown(predicate.number)
  const { atLeast = -Infinity, atMost = Infinity, below = Infinity } = predicate
  return known(value >= atLeast && value <= atMost && value < below)
}
